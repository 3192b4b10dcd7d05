import type { Money } from '../money.ts';
import { type Instant, instantFromMillis, millisOf } from '../time.ts';
import type { UpcomingFigures } from '../upcoming.ts';

/**
 * When an upcoming invoice reaches an amount if it grows evenly to its forecast; null where it is there already, does not
 * get there within the period, or nobody knows where it ends.
 */
export function reachedAt(
  { total, asOf, period }: Pick<UpcomingFigures, 'total' | 'asOf' | 'period'>,
  forecast: Money | null,
  amount: Money,
): Instant | null {
  if (!forecast || forecast.currency !== total.currency || amount.currency !== total.currency) return null;
  if (total.amount > amount.amount || forecast.amount <= amount.amount) return null;
  const share = (amount.amount - total.amount) / (forecast.amount - total.amount);
  const left = Math.max(0, millisOf(period.end) - millisOf(asOf));
  return instantFromMillis(Math.round(millisOf(asOf) + share * left));
}
