import type { Snapshot } from '#shared/ipc/contract.ts';
import type { Instant } from '#shared/time.ts';
import { usageSubscriptionId } from '#shared/usage.ts';
import type { Database } from '../database/open.ts';
import type { WatchedPeriod } from './closed-periods.ts';

/** Subscriptions that were billed and are no longer in the vendor's list: nobody knows what they will cost. */
export function createGoneSubscriptions(db: Database) {
  const forget = db.prepare(
    `DELETE FROM gone_subscriptions WHERE account_id = ? AND subscription_id IN (SELECT value FROM json_each(?))`,
  );
  const insert = db.prepare(
    `INSERT OR IGNORE INTO gone_subscriptions (account_id, subscription_id, plan, currency, since)
     VALUES (@accountId, @id, @plan, @currency, @at)`,
  );
  const select = db.prepare<[string], NonNullable<Snapshot['gone']>[number]>(
    `SELECT subscription_id AS subscriptionId, plan, currency, since FROM gone_subscriptions
     WHERE account_id = ? AND dismissed_at IS NULL ORDER BY since, subscription_id`,
  );
  const setDismissed = db.prepare(
    'UPDATE gone_subscriptions SET dismissed_at = ? WHERE account_id = ? AND subscription_id = ? AND dismissed_at IS NULL',
  );
  return {
    /** What is gone, but for what the user does not wait for any more. */
    list: (accountId: string) => select.all(accountId),
    /**
     * Compares what the vendor lists with what was being watched; call inside a write transaction. What comes back is no
     * longer gone. Answers what is gone, but for what the user does not wait for any more.
     * @param unsettled as they were before this check
     */
    observe(
      accountId: string,
      listed: readonly string[],
      unsettled: readonly WatchedPeriod[],
      at: Instant,
    ): NonNullable<Snapshot['gone']> {
      forget.run(accountId, JSON.stringify(listed));
      for (const { subscriptionId: id, plan, currency = null, closedSeenAt } of unsettled)
        if (closedSeenAt === null && id !== usageSubscriptionId && !listed.includes(id))
          insert.run({ accountId, id, plan, currency, at });
      return select.all(accountId);
    },
    /** The user does not wait for it any more. False where it is not gone. */
    dismiss: (accountId: string, subscriptionId: string, at: Instant) =>
      setDismissed.run(at, accountId, subscriptionId).changes > 0,
  };
}
