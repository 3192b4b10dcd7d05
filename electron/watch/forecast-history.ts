import { type ClosedForecast, type DatedForecast, judgeForecasts } from '#shared/forecast.ts';
import type { Money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import type { Database } from '../database/open.ts';

// A year is enough to judge by, and a plan of longer ago is another plan.
const maxPeriods = 12;

/** A billing period that is over, and what it was billed. */
type ClosedRow = Period & Money & { readonly subject: string };

/** Reads each closed period's daily forecasts against its bill, newest period first; of one account. */
export function createForecastHistory(db: Database) {
  const closed = db.prepare<[string, number], ClosedRow>(
    `SELECT subject, period_start AS start, period_end AS "end", final_amount AS amount, final_currency AS currency FROM (
       SELECT *, row_number() OVER (PARTITION BY subject ORDER BY period_start DESC) AS place
       FROM periods WHERE account_id = ? AND time_window = 'billing-period' AND settled_at IS NOT NULL AND final_amount IS NOT NULL)
     WHERE place <= ? ORDER BY subject, place`,
  );
  const estimates = db.prepare<[string, string, string], Omit<DatedForecast, 'forecast'> & Money>(
    `SELECT day, as_of AS asOf, forecast AS amount, currency FROM daily_estimates
     WHERE account_id = ? AND subscription_id = ? AND period_start = ? AND forecast IS NOT NULL ORDER BY day`,
  );

  const judged = (accountId: string, { subject, start, end, amount, currency }: ClosedRow): ClosedForecast => {
    const forecasts = estimates
      .all(accountId, subject, start)
      .map(({ day, asOf, ...forecast }): DatedForecast => ({ day, asOf, forecast }));
    return judgeForecasts({ start, end }, { amount, currency }, forecasts);
  };

  return (accountId: string): { subscriptionId: string; closed: ClosedForecast[] }[] => {
    const bySubscription = Map.groupBy(closed.all(accountId, maxPeriods), ({ subject }) => subject);
    return [...bySubscription].map(([subscriptionId, rows]) => ({
      subscriptionId,
      closed: rows.map((row) => judged(accountId, row)).filter(({ days }) => days.length > 0),
    }));
  };
}
