import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecastOf } from '#shared/forecast.ts';
import { money } from '#shared/money.ts';
import { instantFromMillis, millisOf } from '#shared/time.ts';
import { aLine, anUpcoming, november, usd } from '../../support/billing-objects.ts';

const start = millisOf(november.start);
const hour = 3_600_000;
const upcoming = (fixed: number, metered: number) =>
  anUpcoming({
    total: usd(fixed + metered),
    lines: [aLine({ amount: usd(fixed) }), aLine({ id: 'il_2', amount: usd(metered), metered: true })],
  });

describe('forecast', () => {
  test('keeps the fixed part and extends the metered part at its pace', () => {
    const halfTime = instantFromMillis(start + 15 * 24 * hour);
    expect(forecastOf(upcoming(4900, 1800), halfTime)).toEqual({
      total: usd(4900 + 3600),
      method: 'fixed-plus-metered-pace',
    });
  });

  test('is not made in the first twelve hours, nor before the period', () => {
    expect(forecastOf(upcoming(4900, 100), instantFromMillis(start + 12 * hour - 1))).toBeNull();
    expect(forecastOf(upcoming(4900, 100), instantFromMillis(start - hour))).toBeNull();
    expect(forecastOf(upcoming(4900, 100), instantFromMillis(start + 12 * hour))).not.toBeNull();
  });

  test('is the total itself when nothing is metered', () => {
    const fixed = anUpcoming({ total: usd(4900), lines: [aLine()] });
    expect(forecastOf(fixed, '2026-11-10T00:00:00.000Z')).toEqual({ total: usd(4900), method: 'fixed' });
  });

  test('is never below the actual total, grows with usage, and ends at the actual', () => {
    const anyTime = fc.integer({ min: start + 12 * hour, max: millisOf(november.end) + 24 * hour });
    fc.assert(
      fc.property(
        fc.integer({ min: -1e8, max: 1e8 }),
        fc.integer({ min: -1e8, max: 1e8 }),
        anyTime,
        (fixed, metered, now) => {
          const figures = upcoming(fixed, metered);
          const forecast = forecastOf(figures, instantFromMillis(now));
          expect(forecast?.total.amount).toBeGreaterThanOrEqual(figures.total.amount);
          expect(forecastOf(figures, november.end)?.total).toEqual(figures.total);
          const more = forecastOf(upcoming(fixed, metered + 1), instantFromMillis(now));
          expect(more?.total.amount).toBeGreaterThan(forecast?.total.amount ?? Infinity);
        },
      ),
    );
  });

  test('stays whole in currencies without and with three decimals', () => {
    for (const currency of ['JPY', 'KWD']) {
      const lines = [aLine({ amount: money(1001, currency), metered: true })];
      const figures = anUpcoming({ total: money(1001, currency), amountDue: money(1001, currency), lines });
      expect(forecastOf(figures, instantFromMillis(start + 10 * 24 * hour))?.total).toEqual(money(3003, currency));
    }
  });
});
