import { money } from './money.ts';
import type { Period } from './period.ts';
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
  return {
    total: money(upcoming.total.amount + growthOf(metered, upcoming.period, now), upcoming.total.currency),
    method: 'fixed-plus-metered-pace',
  };
}

/** What the rest of the period adds at the pace so far, rounded half up in whole numbers. */
function growthOf(metered: number, period: Period, now: Instant): number {
  const elapsed = BigInt(millisOf(now) - millisOf(period.start));
  const remaining = BigInt(Math.max(0, millisOf(period.end) - millisOf(now)));
  return Number((2n * BigInt(metered) * remaining + elapsed) / (2n * elapsed));
}
