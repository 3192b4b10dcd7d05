import { money } from './money.ts';
import { elapsedShare } from './period.ts';
import { type Instant, millisOf } from './time.ts';
import type { Forecast, UpcomingFigures } from './upcoming.ts';

const tooEarlyMillis = 12 * 60 * 60 * 1000;

/**
 * The total expected at the end of the period: the fixed part stays, the metered part is extrapolated
 * (metered × length / elapsed). Never below the actual; null in the first 12 hours of a period.
 */
export function forecastOf(upcoming: UpcomingFigures, now: Instant): Forecast | null {
  if (millisOf(now) - millisOf(upcoming.period.start) < tooEarlyMillis) return null;
  const metered = upcoming.lines.filter((line) => line.metered).reduce((sum, line) => sum + line.amount.amount, 0);
  if (metered <= 0) return { total: upcoming.total, method: 'fixed' };
  const growth = Math.round(metered / elapsedShare(upcoming.period, now)) - metered;
  return {
    total: money(upcoming.total.amount + Math.max(0, growth), upcoming.total.currency),
    method: 'fixed-plus-metered-pace',
  };
}
