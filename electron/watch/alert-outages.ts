import type { Standing } from '#shared/outcomes.ts';
import { isOfAccount, isWaiting, type Reason } from '#shared/reasons.ts';
import type { Instant } from '#shared/time.ts';
import type { AlertId } from '#shared/alerts.ts';
import type { Database } from '../database/open.ts';

/** One alert that cannot be compared, of a notification. */
export interface NotifiedOutage {
  readonly alertId: AlertId;
  /** Of what; empty where it is all that the alert watches. */
  readonly plan: string;
  readonly reason: Reason;
}

export interface AlertOutages {
  /**
   * Opens an outage for each thing that an alert cannot compare, with one notification for all of them together, and ends
   * those of what was compared, or is not watched any more; call inside a write transaction. What the account as a whole
   * is to blame for is reported by the account's outage, and changes nothing here. True where there is something to report.
   * @param accountId who is told
   * @param before alerts that were there when the check began: of a later one not everything was asked
   * @param owner the account of these alerts; null for those over all accounts
   * @param standings of all alerts of that account, removed ones not among them
   * @param accountFails the check had an error of its own, which is reported for the account
   */
  observe(told: {
    accountId: string;
    owner: string | null;
    before: ReadonlySet<AlertId>;
    standings: readonly Standing[];
    accountFails: boolean;
    at: Instant;
  }): boolean;
  /** What a notification tells of, as far as it still goes on; null where all of it has ended. */
  outagesOfNotification(notificationId: number): NotifiedOutage[] | null;
  /** How many of an account's alerts are in an outage, those over all accounts among them. */
  count(accountId: string): number;
}

interface Row {
  id: number;
  alert_id: AlertId;
  subject: string;
  plan: string;
  reason: Reason;
  notification_id: number;
}

const byErrorOfCheck: ReadonlySet<Reason> = new Set<Reason>([
  'unreadable',
  'billed-unknown',
  'usage-not-read',
  'internal',
]);

const keyOf = ({ alertId, subscriptionId }: Standing): string => `${alertId} ${subscriptionId ?? ''}`;

export function createAlertOutages(db: Database): AlertOutages {
  const open = db.prepare<[string | null], Row>(
    `SELECT o.id, o.alert_id, o.subject, o.plan, o.reason, o.notification_id FROM alert_outages o
     JOIN alerts a ON a.id = o.alert_id WHERE a.account_id IS ? AND o.ended_at IS NULL`,
  );
  const addNotification = db.prepare(
    "INSERT INTO notifications (account_id, kind, created_at) VALUES (?, 'not-compared', ?)",
  );
  const insert = db.prepare(
    `INSERT INTO alert_outages (alert_id, subject, plan, reason, raised_at, notification_id)
     VALUES (@alertId, @subject, @plan, @reason, @at, @notificationId)`,
  );
  const setReason = db.prepare('UPDATE alert_outages SET reason = ? WHERE id = ?');
  const close = db.prepare('UPDATE alert_outages SET ended_at = ? WHERE id = ?');
  const withdraw = db.prepare(
    `UPDATE notifications SET state = 'withdrawn' WHERE id = @id AND state IN ('pending', 'failed')
       AND NOT EXISTS (SELECT 1 FROM alert_outages WHERE notification_id = @id AND ended_at IS NULL)`,
  );
  const findByNotification = db.prepare<[number], Row>(
    `SELECT id, alert_id, subject, plan, reason, notification_id FROM alert_outages
     WHERE notification_id = ? AND ended_at IS NULL ORDER BY id`,
  );
  const counted = db.prepare<[string], { count: number }>(
    `SELECT count(DISTINCT o.alert_id) AS count FROM alert_outages o JOIN alerts a ON a.id = o.alert_id
     WHERE (a.account_id = ? OR a.account_id IS NULL) AND a.removed_at IS NULL AND o.ended_at IS NULL`,
  );

  return {
    observe({ accountId, owner, before: askedFor, standings: told, accountFails, at }) {
      const before = open.all(owner);
      const ofAlert = (alertId: AlertId) => told.filter((each) => each.alertId === alertId);
      const isUnknown = ({ reason }: Standing): boolean =>
        reason !== null && (isWaiting(reason) || isOfAccount(reason) || (accountFails && byErrorOfCheck.has(reason)));
      const isOutage = (each: Standing): boolean => each.outcome === 'not-compared' && !isUnknown(each);
      // Of a thing that is compared over two months, the one that cannot be.
      const standings = [...Map.groupBy(told, keyOf).values()].flatMap(
        (all) => all.find(isOutage) ?? all.find(({ outcome }) => outcome === 'not-compared') ?? all.slice(0, 1),
      );
      const isIn = (row: Row) => (each: Standing) =>
        each.alertId === row.alert_id && (each.subscriptionId ?? '') === row.subject;

      for (const row of before) {
        const standing = standings.find(isIn(row));
        // Where nothing is known of it now it goes on as it was.
        const goesOn = standing ? standing.outcome === 'not-compared' : ofAlert(row.alert_id).some(isUnknown);
        if (!goesOn) close.run(at, row.id);
        else if (standing && isOutage(standing)) setReason.run(standing.reason, row.id);
      }
      const begun = standings.filter(
        (each) => isOutage(each) && askedFor.has(each.alertId) && !before.some((row) => isIn(row)(each)),
      );
      let notificationId: number | bigint | null = null;
      for (const each of begun) {
        // The same outage under another name: nothing of the alert was compared in between.
        const same = before.find((row) => row.alert_id === each.alertId);
        const goesOn = same && ofAlert(each.alertId).every(({ outcome }) => outcome === 'not-compared');
        if (!goesOn) notificationId ??= addNotification.run(accountId, at).lastInsertRowid;
        insert.run({
          alertId: each.alertId,
          subject: each.subscriptionId ?? '',
          plan: each.plan,
          reason: each.reason,
          at,
          notificationId: goesOn ? same.notification_id : notificationId,
        });
      }
      for (const { notification_id: id } of before) withdraw.run({ id });
      return notificationId !== null;
    },
    outagesOfNotification(notificationId) {
      const rows = findByNotification.all(notificationId);
      if (rows.length === 0) return null;
      return rows.map((row) => ({ alertId: row.alert_id, plan: row.plan, reason: row.reason }));
    },
    count: (accountId) => counted.get(accountId)?.count ?? 0,
  };
}
