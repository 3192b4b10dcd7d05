import type { Month } from '#shared/time.ts';
import { describe, expect, it } from 'vitest';
import { monthsOf } from '../../renderer/stores/period-presets.ts';

const entered = { from: '', to: '' } as const;

describe('period of an export', () => {
  it.each([
    ['last-month', '2026-01', { from: '2025-12', to: '2025-12' }],
    ['this-quarter', '2026-11', { from: '2026-10', to: '2026-12' }],
    ['last-quarter', '2026-02', { from: '2025-10', to: '2025-12' }],
    ['last-quarter', '2026-06', { from: '2026-01', to: '2026-03' }],
    ['this-fiscal-year', '2026-11', { from: '2026-04', to: '2027-03' }],
    ['this-fiscal-year', '2026-04', { from: '2026-04', to: '2027-03' }],
    ['last-fiscal-year', '2026-03', { from: '2024-04', to: '2025-03' }],
    ['year-to-date', '2026-11', { from: '2026-01', to: '2026-11' }],
    ['everything', '2026-11', { from: null, to: null }],
  ] as const)('%s in %s', (preset, month, range) => {
    expect(monthsOf(preset, month, entered, 4)).toEqual({ ok: true, value: range });
  });

  it('has calendar years as fiscal years that begin in January', () => {
    expect(monthsOf('this-fiscal-year', '2026-11', entered, 1)).toEqual({
      ok: true,
      value: { from: '2026-01', to: '2026-12' },
    });
  });

  it('takes months as entered and says what is missing or backwards', () => {
    const custom = (from: Month | '', to: Month | '') => monthsOf('custom', '2026-11', { from, to }, 1);
    expect(custom('2026-01', '2026-06')).toEqual({ ok: true, value: { from: '2026-01', to: '2026-06' } });
    expect(custom('', '2026-06')).toEqual({ ok: false, error: 'from-missing' });
    expect(custom('2026-01', '')).toEqual({ ok: false, error: 'to-missing' });
    expect(custom('2026-07', '2026-06')).toEqual({ ok: false, error: 'backwards' });
  });
});
