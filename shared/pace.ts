import { isMoney, type Alert } from './alerts.ts';
import type { Money } from './money.ts';
import type { Period } from './period.ts';
import type { Forecast } from './upcoming.ts';
import { type Instant, instantFromMillis, millisOf } from './time.ts';

interface Running {
  readonly total: Money;
  readonly forecast: Pick<Forecast, 'total'> | null;
  readonly period: Period;
  readonly asOf: Instant;
}

/**
 * When an amount that is below its threshold will exceed it, if it goes on evenly to its forecast; null where it will not in
 * this period, or where nothing says so.
 */
export function exceededAt(
  { measure, threshold }: Pick<Alert, 'measure' | 'threshold'>,
  running: Running,
): Instant | null {
  const { total, forecast, period, asOf } = running;
  if (measure !== 'total' || forecast === null || !isMoney(threshold)) return null;
  if (threshold.currency !== total.currency || forecast.total.currency !== total.currency) return null;
  const rise = forecast.total.amount - total.amount;
  const missing = threshold.amount - total.amount;
  if (missing < 0 || rise <= 0 || missing >= rise) return null;
  const [from, until] = [millisOf(asOf), millisOf(period.end)];
  return until <= from ? null : instantFromMillis(from + Math.ceil(((until - from) * missing) / rise));
}
