import { z } from 'zod';
import { type Money, money, moneySchema, subtract } from './money.ts';
import { type Period, periodSchema } from './period.ts';
import { type Day, daySchema, type Instant, instantFromMillis, instantSchema, millisOf } from './time.ts';
import type { Forecast, UpcomingFigures } from './upcoming.ts';

/** In the first 12 hours of a period its pace says nothing yet. */
const isTooEarly = (period: Period, now: Instant): boolean =>
  millisOf(now) - millisOf(period.start) < 12 * 60 * 60 * 1000;

/** What a bill charges by quantity. */
export interface Metered {
  /** A price's or a metric's; one of each. */
  readonly key: string;
  /** Units, bytes or, where only an amount is known, minor units. Not below zero. */
  readonly used: number;
  /** Stays as it is, like storage; else it grows with time. */
  readonly isLevel: boolean;
}

export type Quantities = ReadonlyMap<string, number>;

/** A bill that runs: what it comes to, and what it would come to with other quantities. */
export interface RunningBill {
  readonly period: Period;
  readonly total: Money;
  readonly metered: readonly Metered[];
  /** After discounts and with tax, as `total` is: null where that is not known, or no amount. */
  totalWith(expected: Quantities): Money | null;
}

/**
 * The bill at the end of the period if usage goes on at its pace so far: quantities grow by length ÷ elapsed, are priced in
 * the steps in which the vendor bills, discounted and taxed; all else stays. Null in the first 12 hours, and where that is no
 * amount.
 * @param rises of what is counted in whole units
 */
export function forecastOf(bill: RunningBill, now: Instant, rises: Rises = noRises): Forecast | null {
  const { period, metered } = bill;
  if (isTooEarly(period, now)) return null;
  const growing = metered.filter(({ used, isLevel }) => used > 0 && !isLevel);
  if (growing.length === 0) return { total: bill.total, method: 'fixed' };
  const time = {
    elapsed: millisOf(now) - millisOf(period.start),
    length: millisOf(period.end) - millisOf(period.start),
  };
  const expected = new Map(metered.map(({ key, used }) => [key, used]));
  for (const { key, used } of growing) {
    const rise = rises.get(key);
    expected.set(key, expectedOf(used, rise ? millisOf(rise) - millisOf(period.start) : null, time));
  }
  const total = bill.totalWith(expected);
  return total && { total, method: 'fixed-plus-metered-pace' };
}

/**
 * What is used by the end, rounded half up where it is counted in whole units. Of a vendor that counts in large ones, 20 GB each,
 * the last may just have begun: where it is known when it did, all before it were used up by then, and the end is in a unit
 * that will have begun, too.
 * @param risen milliseconds after the period's start; null where that is not known
 */
function expectedOf(
  used: number,
  risen: number | null,
  { elapsed, length }: { elapsed: number; length: number },
): number {
  if (elapsed >= length) return used;
  if (!Number.isSafeInteger(used)) return (used * length) / elapsed;
  if (risen === null || risen <= 0 || used < 2)
    return Number(roundedRatio(BigInt(used) * BigInt(length), BigInt(elapsed)));
  const begunAt = (units: number, time: number) => (BigInt(units) * BigInt(length) + BigInt(time) - 1n) / BigInt(time);
  // No faster than if the last were just used up now.
  const [sinceRise, most] = [begunAt(used - 1, risen), begunAt(used, elapsed)];
  const expected = sinceRise < most ? sinceRise : most;
  return Math.max(used, Number(expected));
}

/** When each quantity rose to what it is, as near as the checks tell. */
export type Rises = ReadonlyMap<string, Instant>;
export const noRises: Rises = new Map();

/** A quantity as a check found it, and when it had risen to that. */
export const seenQuantitySchema = z.object({ key: z.string(), used: z.number(), risenAt: instantSchema.nullable() });
export interface SeenQuantities {
  readonly asOf: Instant;
  readonly metered: readonly z.infer<typeof seenQuantitySchema>[];
}

/** When each quantity rose: as before where it is the same, else between the checks, the more units the nearer to this one. */
export function risesSince(before: SeenQuantities | null, bill: RunningBill, asOf: Instant): Rises {
  const rises = new Map<string, Instant>();
  for (const { key, used } of bill.metered) {
    const seen = before?.metered.find((each) => each.key === key);
    if (!before || !seen || seen.used > used) continue;
    const gap = Math.max(0, millisOf(asOf) - millisOf(before.asOf));
    const risenAt =
      seen.used === used
        ? seen.risenAt
        : instantFromMillis(Math.round(millisOf(asOf) - gap / (2 * (used - seen.used))));
    if (risenAt) rises.set(key, risenAt);
  }
  return rises;
}

/** One day's forecast of a period that is over, against the bill that came. */
const judgedForecastSchema = z.object({
  day: daySchema,
  asOf: instantSchema,
  forecast: moneySchema,
  /** The bill less the forecast: positive where the bill came out higher. */
  difference: moneySchema,
});
export type JudgedForecast = z.infer<typeof judgedForecastSchema>;

/** How the forecasts of one closed period did. */
export const closedForecastSchema = z.object({
  period: periodSchema,
  bill: moneySchema,
  /** The last forecast of the period's first half; null where there was none. */
  middle: judgedForecastSchema.nullable(),
  /** By day, ascending. */
  days: z.array(judgedForecastSchema),
});
export type ClosedForecast = z.infer<typeof closedForecastSchema>;

/** Between what and what the bill is to be expected, by how forecasts at this point of closed periods did. */
export const forecastBandSchema = z.object({
  low: moneySchema,
  high: moneySchema,
  /** How many closed periods it rests on. */
  periods: z.int(),
});
export type ForecastBand = z.infer<typeof forecastBandSchema>;

/** A forecast as it was made, for the whole period. */
export interface DatedForecast {
  readonly day: Day;
  readonly asOf: Instant;
  readonly forecast: Money;
}

/** Compares the forecasts of a closed period with its bill. Those in another currency are left out. */
export function judgeForecasts(period: Period, bill: Money, forecasts: readonly DatedForecast[]): ClosedForecast {
  const days = forecasts
    .filter(
      ({ forecast }) => forecast.currency === bill.currency && Number.isSafeInteger(bill.amount - forecast.amount),
    )
    .map(({ day, asOf, forecast }) => ({ day, asOf, forecast, difference: subtract(bill, forecast) }));
  return { period, bill, middle: lastBy(days, period, [1n, 2n]), days };
}

/** The last forecast that was made within the given share of the period. */
function lastBy(
  days: readonly JudgedForecast[],
  period: Period,
  [part, whole]: [bigint, bigint],
): JudgedForecast | null {
  const start = BigInt(millisOf(period.start));
  const until = start + ((BigInt(millisOf(period.end)) - start) * part) / whole;
  return days.findLast(({ asOf }) => BigInt(millisOf(asOf)) <= until) ?? null;
}

const fewestPeriods = 3;

/**
 * The band around a forecast: what the bill would be if it missed as the forecasts at the same share of closed periods
 * did, from the lowest to the highest. Never below the actual total; null until three closed periods can be compared.
 */
export function forecastBandOf(
  { total, period }: Pick<UpcomingFigures, 'total' | 'period'>,
  forecast: Forecast,
  closed: readonly ClosedForecast[],
  now: Instant,
): ForecastBand | null {
  const elapsed = BigInt(Math.max(0, millisOf(now) - millisOf(period.start)));
  const length = BigInt(Math.max(1, millisOf(period.end) - millisOf(period.start)));
  const expected = forecast.total;
  const bills = closed.flatMap((each) => {
    const then = lastBy(each.days, each.period, [elapsed < length ? elapsed : length, length]);
    if (!then || then.forecast.currency !== expected.currency || then.forecast.amount <= 0) return [];
    return [Number(roundedRatio(BigInt(expected.amount) * BigInt(each.bill.amount), BigInt(then.forecast.amount)))];
  });
  if (bills.length < fewestPeriods) return null;
  const least = total.currency === expected.currency ? total.amount : -Infinity;
  // A first forecast of a cent says nothing, and must not break anything either.
  const atLeast = (amount: number) =>
    money(Math.min(Number.MAX_SAFE_INTEGER, Math.max(least, amount)), expected.currency);
  return { low: atLeast(Math.min(...bills)), high: atLeast(Math.max(...bills)), periods: bills.length };
}

/** Rounded half up; the divisor is above zero. */
function roundedRatio(dividend: bigint, divisor: bigint): bigint {
  const doubled = 2n * dividend + divisor;
  const quotient = doubled / (2n * divisor);
  return doubled < 0n && doubled % (2n * divisor) !== 0n ? quotient - 1n : quotient;
}
