import { z } from 'zod';
import { type Money, money, moneySchema, subtract } from './money.ts';
import { type Period, periodSchema } from './period.ts';
import { type Day, daySchema, type Instant, instantSchema, millisOf } from './time.ts';
import type { Forecast, UpcomingFigures } from './upcoming.ts';

/** In the first 12 hours of a period its pace says nothing yet. */
export const isTooEarly = (period: Period, now: Instant): boolean =>
  millisOf(now) - millisOf(period.start) < 12 * 60 * 60 * 1000;

/**
 * The total expected at the end of the period: the fixed part stays, the metered part is extrapolated
 * (metered × length / elapsed). Never below the actual; null in the first 12 hours of a period, and where some lines could
 * not be read: how much is metered is not known then. Null, too, where it is beyond every amount.
 */
export function forecastOf(upcoming: UpcomingFigures, now: Instant): Forecast | null {
  if (isTooEarly(upcoming.period, now) || upcoming.unread) return null;
  const metered = upcoming.lines
    .filter((line) => line.kind === 'metered')
    .reduce((sum, line) => sum + line.amount.amount, 0);
  if (metered <= 0) return { total: upcoming.total, method: 'fixed' };
  if (!Number.isSafeInteger(metered)) return null;
  const total = upcoming.total.amount + growthOf(metered, upcoming.period, now);
  if (!Number.isSafeInteger(total)) return null;
  return { total: money(total, upcoming.total.currency), method: 'fixed-plus-metered-pace' };
}

/** What the rest of the period adds at the pace so far, rounded half up in whole numbers. */
function growthOf(metered: number, period: Period, now: Instant): number {
  const elapsed = BigInt(millisOf(now) - millisOf(period.start));
  const remaining = BigInt(Math.max(0, millisOf(period.end) - millisOf(now)));
  return Number(roundedRatio(BigInt(metered) * remaining, elapsed));
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
