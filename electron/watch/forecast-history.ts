import { type ClosedForecast, type DatedForecast, judgeForecasts } from '#shared/forecast.ts';
import type { Day, Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

// A year is enough to judge by, and a plan of longer ago is another plan.
const maxPeriods = 12;

interface ClosedRow {
  subject: string;
  period_start: Instant;
  period_end: Instant;
  final_amount: number;
  final_currency: string;
}
interface EstimateRow {
  day: Day;
  as_of: Instant;
  forecast: number;
  currency: string;
}

/** Reads each closed period's daily forecasts against its bill, newest period first; of one account. */
export function createForecastHistory(db: Database) {
  const closed = db.prepare<[string, number], ClosedRow>(
    `SELECT * FROM (
       SELECT *, row_number() OVER (PARTITION BY subject ORDER BY period_start DESC) AS place
       FROM periods WHERE account_id = ? AND time_window = 'billing-period' AND settled_at IS NOT NULL AND final_amount IS NOT NULL)
     WHERE place <= ? ORDER BY subject, place`,
  );
  const estimates = db.prepare<[string, string, string], EstimateRow>(
    `SELECT day, as_of, forecast, currency FROM daily_estimates
     WHERE account_id = ? AND subscription_id = ? AND period_start = ? AND forecast IS NOT NULL ORDER BY day`,
  );

  const judged = (accountId: string, row: ClosedRow): ClosedForecast => {
    const forecasts = estimates
      .all(accountId, row.subject, row.period_start)
      .map(({ day, as_of: asOf, forecast: amount, currency }): DatedForecast => ({
        day,
        asOf,
        forecast: { amount, currency },
      }));
    const bill = { amount: row.final_amount, currency: row.final_currency };
    return judgeForecasts({ start: row.period_start, end: row.period_end }, bill, forecasts);
  };

  return (accountId: string): { subscriptionId: string; closed: ClosedForecast[] }[] => {
    const bySubscription = Map.groupBy(closed.all(accountId, maxPeriods), ({ subject }) => subject);
    return [...bySubscription].map(([subscriptionId, rows]) => ({
      subscriptionId,
      closed: rows.map((row) => judged(accountId, row)).filter(({ days }) => days.length > 0),
    }));
  };
}
