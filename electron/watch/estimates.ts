import type { Day } from '#shared/time.ts';
import type { Forecast, UpcomingFigures } from '#shared/upcoming.ts';
import type { Database } from '../database/open.ts';

export interface Estimates {
  /** Keeps a day's figures; later ones of the same day replace earlier ones. */
  keep(accountId: string, subscriptionId: string, day: Day, upcoming: UpcomingFigures, forecast: Forecast | null): void;
}

/** Each day's total and forecast, to be compared with the final invoice. */
export function createEstimates(db: Database): Estimates {
  const upsert = db.prepare(
    `INSERT INTO daily_estimates
       (account_id, subscription_id, period_start, day, as_of, total, forecast, method, currency)
     VALUES (@accountId, @subscriptionId, @periodStart, @day, @asOf, @total, @forecast, @method, @currency)
     ON CONFLICT DO UPDATE SET as_of = excluded.as_of, total = excluded.total, forecast = excluded.forecast,
       method = excluded.method, currency = excluded.currency`,
  );
  return {
    keep(accountId, subscriptionId, day, { period, asOf, total }, forecast) {
      upsert.run({
        accountId,
        subscriptionId,
        periodStart: period.start,
        day,
        asOf,
        total: total.amount,
        forecast: forecast?.total.amount ?? null,
        method: forecast?.method ?? null,
        currency: total.currency,
      });
    },
  };
}
