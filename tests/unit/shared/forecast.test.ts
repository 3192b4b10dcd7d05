import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DatedForecast, forecastBandOf, forecastOf, judgeForecasts } from '#shared/forecast.ts';
import { money } from '#shared/money.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import { dayOf } from '#shared/period.ts';
import { aLine, anUpcoming, november, usd } from '../../support/billing-objects.ts';

const start = millisOf(november.start);
const hour = 3_600_000;
const upcoming = (fixed: number, metered: number) =>
  anUpcoming({
    total: usd(fixed + metered),
    lines: [aLine({ amount: usd(fixed) }), aLine({ id: 'il_2', amount: usd(metered), kind: 'metered' })],
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

  test('is not made where some lines could not be read', () => {
    const unread = [
      {
        object: 'invoice-line' as const,
        id: 'il_9',
        reason: { code: 'answer-incomplete' as const, object: 'invoice-line' as const, id: 'il_9', field: 'amount' },
      },
    ];
    const now = instantFromMillis(start + 15 * 24 * hour);
    expect(forecastOf({ ...upcoming(4900, 1800), unread }, now)).toBeNull();
  });

  test('is not made where it, or what is metered, would be no amount', () => {
    const early = instantFromMillis(start + 12 * hour);
    const metered = (...amounts: number[]) =>
      anUpcoming({ lines: amounts.map((amount, n) => aLine({ id: `il_${n}`, amount: usd(amount), kind: 'metered' })) });
    expect(forecastOf(metered(Number.MAX_SAFE_INTEGER), early)).toBeNull();
    expect(forecastOf(metered(Number.MAX_SAFE_INTEGER, 1), november.end)).toBeNull();
    expect(forecastOf(metered(Number.MAX_SAFE_INTEGER), november.end)?.total).toEqual(usd(12000));
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
      const lines = [aLine({ amount: money(1001, currency), kind: 'metered' })];
      const figures = anUpcoming({ total: money(1001, currency), amountDue: money(1001, currency), lines });
      expect(forecastOf(figures, instantFromMillis(start + 10 * 24 * hour))?.total).toEqual(money(3003, currency));
    }
  });
});

describe('closed periods', () => {
  const day = (back: number) => 24 * hour * back;
  /** A month of thirty days with a forecast at the end of each day. */
  const closedMonth = (bill: number, forecastAt: (day: number) => number, currency = 'USD') =>
    judgeForecasts(
      november,
      usd(bill),
      Array.from({ length: 30 }, (_, index) => ({
        day: dayOf(instantFromMillis(start + day(index))),
        asOf: instantFromMillis(start + day(index + 1) - 1),
        forecast: money(forecastAt(index), currency),
      })),
    );

  test('judge each forecast by the bill, the middle one by name', () => {
    const { days, middle } = closedMonth(10000, (index) => 9000 + 10 * index);
    expect(days).toHaveLength(30);
    expect(days[0]).toMatchObject({ day: '2026-11-01', forecast: usd(9000), difference: usd(1000) });
    expect(middle).toMatchObject({ day: '2026-11-15', forecast: usd(9140), difference: usd(860) });
  });

  test('leave forecasts in another currency out', () => {
    expect(closedMonth(10000, () => 9000, 'EUR')).toMatchObject({ days: [], middle: null });
  });

  const forecast = { total: usd(20000), method: 'fixed-plus-metered-pace' } as const;
  const running = anUpcoming({ total: usd(9000) });
  const halfTime = instantFromMillis(start + day(15));
  const band = (...bills: number[]) =>
    forecastBandOf(
      running,
      forecast,
      bills.map((bill) => closedMonth(bill, () => 10000)),
      halfTime,
    );

  test('make a band from three on, from the lowest miss to the highest', () => {
    expect(band(9000, 12000)).toBeNull();
    expect(band(9000, 12000, 10000)).toEqual({ low: usd(18000), high: usd(24000), periods: 3 });
  });

  test('never make a band below what was reached already', () => {
    expect(band(1000, 2000, 10000)).toEqual({ low: usd(9000), high: usd(20000), periods: 3 });
  });

  test.each([
    [-5, 1, 2, -2],
    [-15, 1, 2, -7],
    [-5, 1, 3, -2],
    [-4, 1, 3, -1],
    [5, 1, 2, 3],
    [15, 1, 2, 8],
    [5, 1, 3, 2],
  ])('of credit, too, are rounded half up: %i × %i / %i is %i', (total, bill, said, expected) => {
    const closed = [1, 2, 3].map(() => closedMonth(bill, () => said));
    const found = forecastBandOf(
      { ...running, total: usd(-1000) },
      { ...forecast, total: usd(total) },
      closed,
      halfTime,
    );
    expect(found).toEqual({ low: usd(expected), high: usd(expected), periods: 3 });
  });

  test('that had no forecast so early count as none', () => {
    const early = instantFromMillis(start + hour);
    const closed = [1, 2, 3].map(() => closedMonth(10000, () => 10000));
    expect(forecastBandOf(running, forecast, closed, early)).toBeNull();
  });

  test('made at the very share of the period count, a moment later not', () => {
    const at = (asOf: Instant) =>
      judgeForecasts(november, usd(10000), [{ day: '2026-11-16', asOf, forecast: usd(9000) }]);
    expect(at(halfTime).middle).toMatchObject({ asOf: halfTime });
    expect(at(instantFromMillis(start + day(15) + 1)).middle).toBeNull();
  });

  test('say nothing where they were forecast in another currency, or at nothing', () => {
    const at = { day: '2026-11-10', asOf: '2026-11-10T12:00:00.000Z' } as const;
    const closedIn = (currency: string, said: number) =>
      judgeForecasts(november, money(1000, currency), [{ ...at, forecast: money(said, currency) }]);
    const of = (currency: string, said: number) =>
      forecastBandOf(
        running,
        forecast,
        [1, 2, 3].map(() => closedIn(currency, said)),
        halfTime,
      );
    expect(of('USD', 500)).not.toBeNull();
    expect([of('EUR', 500), of('USD', 0), of('USD', -5)]).toEqual([null, null, null]);
  });

  test('are compared to their end at most', () => {
    const forecasts: DatedForecast[] = [
      { day: '2026-11-30', asOf: november.end, forecast: usd(10000) },
      { day: '2026-12-01', asOf: instantFromMillis(millisOf(november.end) + 1), forecast: usd(1) },
    ];
    const closed = [1, 2, 3].map(() => judgeForecasts(november, usd(10000), forecasts));
    const over = instantFromMillis(millisOf(november.end) + hour);
    expect(forecastBandOf(running, forecast, closed, over)).toMatchObject({ low: usd(20000), high: usd(20000) });
  });

  test('have nothing to do with what was reached in another currency', () => {
    const closed = [1, 2, 3].map(() => closedMonth(1000, () => 10000));
    const reached = { ...running, total: money(900000, 'EUR') };
    expect(forecastBandOf(reached, forecast, closed, halfTime)).toEqual({
      low: usd(2000),
      high: usd(2000),
      periods: 3,
    });
  });

  test('of absurd misses break nothing', () => {
    const closed = [1, 2, 3].map(() => closedMonth(Number.MAX_SAFE_INTEGER, () => 1));
    expect(forecastBandOf(running, forecast, closed, halfTime)?.high.amount).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('contain the bill that each of them would have predicted', () => {
    const amounts = fc.integer({ min: 1, max: 10 ** 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(amounts, amounts), { minLength: 3, maxLength: 12 }), amounts, (pairs, expected) => {
        const closed = pairs.map(([bill, said]) => closedMonth(bill, () => said));
        const total = { ...forecast, total: usd(expected) };
        const found = forecastBandOf({ ...running, total: usd(0) }, total, closed, halfTime);
        for (const [bill, said] of pairs) {
          const exact = (expected * bill) / said;
          expect(found?.low.amount).toBeLessThanOrEqual(Math.ceil(exact));
          expect(found?.high.amount).toBeGreaterThanOrEqual(Math.floor(exact));
        }
      }),
    );
  });
});
