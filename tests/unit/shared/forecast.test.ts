import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DatedForecast,
  forecastBandOf,
  forecastOf,
  judgeForecasts,
  type Rises,
  risesSince,
  type RunningBill,
} from '#shared/forecast.ts';
import { money } from '#shared/money.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import { dayOf } from '#shared/period.ts';
import { anUpcoming, november, usd } from '../../support/billing-objects.ts';

const start = millisOf(november.start);
const hour = 3_600_000;
const at = (days: number): Instant => instantFromMillis(start + days * 24 * hour);

/** A fee of 49.00, and 9.00 for each unit. */
const counted = (used: number, isLevel = false): RunningBill => ({
  period: november,
  total: usd(4900 + 900 * used),
  metered: [{ key: 'bandwidth', used, isLevel }],
  totalWith: (expected) => usd(4900 + 900 * (expected.get('bandwidth') ?? Number.NaN)),
});

describe('forecast', () => {
  test('prices what will be used at the pace so far', () => {
    expect(forecastOf(counted(2), at(15))).toEqual({
      total: usd(4900 + 4 * 900),
      method: 'fixed-plus-metered-pace',
    });
  });

  test('is not made in the first twelve hours, nor before the period', () => {
    expect(forecastOf(counted(1), at(0.5 - 1e-6))).toBeNull();
    expect(forecastOf(counted(1), at(-1))).toBeNull();
    expect(forecastOf(counted(1), at(0.5))).not.toBeNull();
  });

  test('is the total itself where nothing grows: nothing is metered, nothing was used, or it is a level', () => {
    for (const bill of [{ ...counted(3), metered: [] }, counted(0), counted(3, true)])
      expect(forecastOf(bill, at(10))).toEqual({ total: bill.total, method: 'fixed' });
  });

  test('is not made where it would be no amount', () => {
    expect(forecastOf({ ...counted(1), totalWith: () => null }, at(10))).toBeNull();
  });

  test('is rounded half up in whole units, and left as it is in others', () => {
    const expected = (used: number, days: number) => forecastOf(counted(used), at(days))?.total.amount;
    expect(expected(1, 20)).toBe(4900 + 2 * 900);
    expect(expected(1, 21)).toBe(4900 + 900);
    expect(expected(0.5, 10)).toBe(4900 + 1350);
  });

  test('ends at the actual, and does not go on after the end', () => {
    expect(forecastOf(counted(7), november.end)?.total).toEqual(counted(7).total);
    expect(forecastOf(counted(7), at(31))?.total).toEqual(counted(7).total);
  });

  const rise = (days: number): Rises => new Map([['bandwidth', at(days)]]);

  test('knows from when a large unit was begun that all before it were used up by then', () => {
    // Two units by the end of day 2, the second begun just now: 30 days hold 15 units, and not 30.
    expect(forecastOf(counted(2), at(2))?.total).toEqual(usd(4900 + 30 * 900));
    expect(forecastOf(counted(2), at(2), rise(2))?.total).toEqual(usd(4900 + 15 * 900));
    expect(forecastOf(counted(2), at(2), rise(1.5))?.total).toEqual(usd(4900 + 20 * 900));
  });

  test('counts the unit in which the period ends', () => {
    // 20.3 units in 30 days, shortly before the eleventh is used up.
    const unitsUsedAt = (units: number) => (30 * units) / 20.3;
    expect(forecastOf(counted(11), at(unitsUsedAt(10.98)), rise(unitsUsedAt(10)))?.total).toEqual(usd(4900 + 21 * 900));
  });

  test('slows down with a unit that lasts long, and never falls below what is used', () => {
    expect(forecastOf(counted(10), at(20), rise(5))?.total).toEqual(usd(4900 + 15 * 900));
    expect(forecastOf(counted(2), at(29), rise(29))?.total).toEqual(usd(4900 + 2 * 900));
  });

  test('makes nothing of a rise to the first unit, of one before the period, and of parts of units', () => {
    expect(forecastOf(counted(1), at(10), rise(9))?.total).toEqual(usd(4900 + 3 * 900));
    expect(forecastOf(counted(2), at(10), rise(0))?.total).toEqual(usd(4900 + 6 * 900));
    expect(forecastOf(counted(2.5), at(10), rise(9))?.total).toEqual(usd(4900 + 7.5 * 900));
  });
});

describe('rises', () => {
  const seen = (used: number, risenAt: Instant | null = null) => ({
    asOf: at(2),
    metered: [{ key: 'bandwidth', used, risenAt }],
  });
  const found = (before: Parameters<typeof risesSince>[0], used: number) =>
    risesSince(before, counted(used), at(3)).get('bandwidth');

  test('are between the check that saw less and the one that sees more, the more units the nearer to it', () => {
    expect(found(seen(4), 5)).toBe(at(2.5));
    expect(found(seen(4), 9)).toBe(at(2.9));
  });

  test('stay where a check sees the same', () => {
    expect(found(seen(5, at(1.25)), 5)).toBe(at(1.25));
    expect(found(seen(5), 5)).toBeUndefined();
  });

  test('are not known of what is seen first, or has fallen', () => {
    expect(found(null, 5)).toBeUndefined();
    expect(found({ asOf: at(2), metered: [] }, 5)).toBeUndefined();
    expect(found(seen(6, at(1)), 5)).toBeUndefined();
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
