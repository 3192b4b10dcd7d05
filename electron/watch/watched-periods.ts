import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Closing, WatchedPeriod } from './closed-periods.ts';

export interface WatchedPeriods {
  /** Periods whose final invoice has not been compared yet; the running ones are among them. */
  unsettled(accountId: string): WatchedPeriod[];
  /** Notes that a period is being watched. */
  watch(accountId: string, watched: Omit<WatchedPeriod, 'closedSeenAt'>): void;
  close(accountId: string, closing: Closing, at: Instant): void;
}

interface Row {
  subscription_id: string;
  plan: string;
  period_start: string;
  period_end: string;
  closed_seen_at: string | null;
}

export function createWatchedPeriods(db: Database): WatchedPeriods {
  const select = db.prepare<[string], Row>(
    'SELECT * FROM watched_periods WHERE account_id = ? AND settled_at IS NULL ORDER BY period_start',
  );
  const insert = db.prepare(
    `INSERT INTO watched_periods (account_id, subscription_id, plan, period_start, period_end)
     VALUES (@accountId, @subscriptionId, @plan, @start, @end)
     ON CONFLICT DO UPDATE SET plan = excluded.plan, period_end = excluded.period_end`,
  );
  const update = db.prepare(
    `UPDATE watched_periods SET closed_seen_at = coalesce(closed_seen_at, @at),
       settled_at = CASE WHEN @settled = 1 THEN @at END,
       invoice_id = @invoiceId, final_amount = @amount, final_currency = @currency
     WHERE account_id = @accountId AND subscription_id = @subscriptionId AND period_start = @start`,
  );
  const watch: WatchedPeriods['watch'] = (accountId, { subscriptionId, plan, period }) => {
    insert.run({ accountId, subscriptionId, plan, start: period.start, end: period.end });
  };
  return {
    watch,
    unsettled: (accountId) =>
      select.all(accountId).map((row) => ({
        subscriptionId: row.subscription_id,
        plan: row.plan,
        period: { start: row.period_start, end: row.period_end },
        closedSeenAt: row.closed_seen_at,
      })),
    close(accountId, closing, at) {
      watch(accountId, closing);
      update.run({
        accountId,
        subscriptionId: closing.subscriptionId,
        start: closing.period.start,
        at,
        settled: closing.settled ? 1 : 0,
        invoiceId: closing.invoice?.id ?? null,
        amount: closing.invoice?.total.amount ?? null,
        currency: closing.invoice?.total.currency ?? null,
      });
    },
  };
}
