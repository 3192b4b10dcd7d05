import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

/** Stretches without a successful check: one notification each, whatever happens in between. */
export type Outages = ReturnType<typeof createOutages>;

export function createOutages(db: Database) {
  const open = db.prepare<[string], { id: number; notification_id: number }>(
    'SELECT id, notification_id FROM outages WHERE account_id = ? AND ended_at IS NULL',
  );
  const addNotification = db.prepare(
    "INSERT INTO notifications (account_id, kind, created_at) VALUES (?, 'outage', ?)",
  );
  const insert = db.prepare('INSERT INTO outages (account_id, raised_at, since, notification_id) VALUES (?, ?, ?, ?)');
  const close = db.prepare('UPDATE outages SET ended_at = ? WHERE id = ?');
  const withdraw = db.prepare(
    "UPDATE notifications SET state = 'withdrawn' WHERE id = ? AND state IN ('pending', 'failed')",
  );
  const find = db.prepare<[number], { since: Instant | null }>(
    'SELECT since FROM outages WHERE notification_id = ? AND ended_at IS NULL',
  );
  return {
    /** Opens an outage with its one notification, unless one is open; call inside a write transaction. True when opened. */
    raise(accountId: string, since: Instant | null, at: Instant): boolean {
      if (open.get(accountId)) return false;
      insert.run(accountId, at, since, addNotification.run(accountId, at).lastInsertRowid);
      return true;
    },
    /** Ends the open outage; a notification of it that nobody has been shown is withdrawn. */
    end(accountId: string, at: Instant): void {
      const outage = open.get(accountId);
      if (!outage) return;
      close.run(at, outage.id);
      withdraw.run(outage.notification_id);
    },
    /** Since when there was no success; null when the key was refused. Undefined unless it is an open outage's. */
    sinceOf: (notificationId: number) => find.get(notificationId)?.since,
  };
}
