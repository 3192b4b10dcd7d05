import { z } from 'zod';
import type { KeptFigures } from '#shared/comparison.ts';
import { type Metered, type Rises, type SeenQuantities, seenQuantitySchema } from '#shared/forecast.ts';
import { invoiceLineSchema } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import type { Day, Instant } from '#shared/time.ts';
import type { Forecast, UpcomingFigures } from '#shared/upcoming.ts';
import type { Database } from '../database/open.ts';
import { readJson } from './stored-json.ts';

/** One day's figures of a subscription, as the last check of the day found them. */
export interface DailyFigures {
  readonly accountId: string;
  readonly subscriptionId: string;
  readonly day: Day;
  readonly upcoming: UpcomingFigures;
  readonly forecast: Forecast | null;
  /** What the forecast was made from. */
  readonly metered: readonly Metered[];
  readonly rises: Rises;
}

const seenSchema = z.array(seenQuantitySchema);
const linesSchema = z.array(invoiceLineSchema);

/** Each day's total and forecast with what it was made from, to be compared with the final invoice and with later periods. */
export function createEstimates(db: Database) {
  const upsert = db.prepare(
    `INSERT INTO daily_estimates
       (account_id, subscription_id, period_start, day, as_of, total, forecast, method, currency, metered, lines)
     VALUES (@accountId, @subscriptionId, @periodStart, @day, @asOf, @total, @forecast, @method, @currency, @metered, @lines)
     ON CONFLICT DO UPDATE SET as_of = excluded.as_of, total = excluded.total, forecast = excluded.forecast,
       method = excluded.method, currency = excluded.currency, metered = excluded.metered, lines = excluded.lines`,
  );
  const latest = db.prepare<[string, string, string], { asOf: Instant; metered: string | null }>(
    `SELECT as_of AS asOf, metered FROM daily_estimates
     WHERE account_id = ? AND subscription_id = ? AND period_start = ? ORDER BY day DESC LIMIT 1`,
  );
  const near = db.prepare<
    { accountId: string; subscriptionId: string; periodStart: Instant; moment: Instant },
    Money & { asOf: Instant; lines: string | null }
  >(
    `SELECT as_of AS asOf, total AS amount, currency, lines FROM daily_estimates
     WHERE account_id = @accountId AND subscription_id = @subscriptionId AND period_start = @periodStart
       AND lines IS NOT NULL AND abs(julianday(as_of) - julianday(@moment)) <= 1
     ORDER BY abs(julianday(as_of) - julianday(@moment)) LIMIT 1`,
  );
  return {
    /** Keeps a day's figures; later ones of the same day replace earlier ones. */
    keep({ accountId, subscriptionId, day, upcoming, forecast, metered, rises }: DailyFigures): void {
      const { period, asOf, total, lines } = upcoming;
      upsert.run({
        ...{ accountId, subscriptionId, day, asOf },
        periodStart: period.start,
        total: total.amount,
        forecast: forecast?.total.amount ?? null,
        method: forecast?.method ?? null,
        currency: total.currency,
        metered: JSON.stringify(metered.map(({ key, used }) => ({ key, used, risenAt: rises.get(key) ?? null }))),
        lines: JSON.stringify(lines),
      });
    },
    /** What the last check of the period found; null where there was none. */
    quantities(accountId: string, subscriptionId: string, periodStart: Instant): SeenQuantities | null {
      const row = latest.get(accountId, subscriptionId, periodStart);
      const metered = row?.metered == null ? null : seenSchema.safeParse(readJson(row.metered));
      return row && metered?.success ? { asOf: row.asOf, metered: metered.data } : null;
    },
    /** What a check found within a day of a moment of the period, the nearest one; null where none did. */
    near(accountId: string, subscriptionId: string, periodStart: Instant, moment: Instant): KeptFigures | null {
      const row = near.get({ accountId, subscriptionId, periodStart, moment });
      const lines = row?.lines == null ? null : linesSchema.safeParse(readJson(row.lines));
      if (!row || !lines?.success) return null;
      return { asOf: row.asOf, total: { amount: row.amount, currency: row.currency }, lines: lines.data };
    },
  };
}
