import { describe, expect, it } from 'vitest';
import { readUsageThreshold, unitsFor } from '../../renderer/pages/alerts/usage-threshold.ts';

describe('A threshold of usage', () => {
  it.each([
    ['80', '%', 'bandwidth', 'en-US', { quantity: 80, unit: 'percent' }],
    ['1.5', 'TB', 'bandwidth', 'en-US', { quantity: 1_500_000_000_000, unit: 'byte' }],
    ['1,5', 'GB', 'storage', 'de-DE', { quantity: 1_500_000_000, unit: 'byte' }],
    [' 250 ', 'MB', 'storage', 'de-DE', { quantity: 250_000_000, unit: 'byte' }],
    ['5000', '', 'video-processing-units', 'en-US', { quantity: 5_000, unit: 'count' }],
  ] as const)('%j %s of %s is read as %s writes it', (text, unit, metric, locale, value) => {
    expect(readUsageThreshold(text, unit, metric, locale)).toEqual({ ok: true, value });
  });

  it.each([
    ['1,500', 'GB', 'bandwidth', 'en-US'],
    ['1.500', 'GB', 'bandwidth', 'de-DE'],
    ['1,5', '', 'extension-units', 'de-DE'],
    ['-5', '%', 'bandwidth', 'en-US'],
    ['0', '%', 'bandwidth', 'en-US'],
    ['lots', 'GB', 'bandwidth', 'en-US'],
    ['', 'GB', 'bandwidth', 'en-US'],
  ] as const)('%j %s of %s is refused for %s, named as it was typed', (text, unit, metric, locale) => {
    expect(readUsageThreshold(text, unit, metric, locale)).toMatchObject({ ok: false, error: { input: text } });
  });

  it('is in percent only where it is known what is included', () => {
    expect(unitsFor({ metric: 'bandwidth', included: 600 })).toEqual(['%', 'GB', 'TB', 'MB']);
    expect(unitsFor({ metric: 'bandwidth', included: null })).toEqual(['GB', 'TB', 'MB']);
    expect(unitsFor({ metric: 'extension-units', included: 0 })).toEqual(['']);
  });
});
