import {
  type Alert,
  type AlertEvent,
  type AlertEventId,
  alertEventIdSchema,
  type Amount,
  isMoney,
  type Step,
  unitOf,
  valueOf,
} from '#shared/alerts.ts';
import type { Account } from '#shared/accounts.ts';
import type { Cause } from '#shared/comparison.ts';
import type { Money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import { newId } from '../database/new-id.ts';
import type { Database } from '../database/open.ts';
import { type AlertEventRow, alertEventOf, columns, joined, selection } from './alert-event-rows.ts';
import type { PeriodRow } from './periods.ts';

/** A threshold found exceeded, before it is known whether that was already reported. */
export interface Finding {
  readonly account: Account;
  readonly alert: Alert;
  readonly subscriptionId: string;
  readonly plan: string;
  /** The customer has several subscriptions, so a notification names which. */
  readonly namePlan: boolean;
  /** Exceeded ones, ascending, at least one. */
  readonly steps: readonly Step[];
  /** Whose alert events these are. */
  readonly row: PeriodRow;
  /** As the vendor reports it now. */
  readonly period: Period;
  readonly amount: Amount;
  /** How much of it had been invoiced; null where that is not known. */
  readonly billed: Money | null;
  /** What the plan includes of a metric; null for money. */
  readonly included: number | null;
  readonly late: boolean;
  readonly asOf: Instant;
  /** What made it rise; asked for only where something is written. */
  readonly cause: () => Cause | null;
}

/** An alert event with what its notification needs beside it. */
export interface NamedAlertEvent {
  readonly alertEvent: AlertEvent;
  readonly namePlan: boolean;
}

export type AlertEvents = ReturnType<typeof createAlertEvents>;

export function createAlertEvents(db: Database) {
  const pastSteps = db.prepare<
    unknown[],
    Pick<AlertEventRow, 'step' | 'seenAt' | 'seenHow'> & { notificationId: number }
  >(
    `SELECT step, notification_id AS notificationId, seen_at AS seenAt, seen_how AS seenHow FROM alert_events
     WHERE period_id IN (SELECT value FROM json_each(?)) AND measure = ? AND threshold = ? AND unit = ?
     ORDER BY step DESC`,
  );
  const addNotification = db.prepare(
    "INSERT INTO notifications (account_id, kind, created_at) VALUES (?, 'alert-event', ?)",
  );
  const addAlertEvent = db.prepare(
    `INSERT INTO alert_events (id, account_id, account_name, practice, alert_id, scope, time_window, subscription_id, plan, name_plan,
       measure, threshold, unit, step, period_id, period_start, period_end, amount, amount_unit, billed, cause, included, late,
       as_of, triggered_at, notification_id, seen_at, seen_how)
     VALUES (@id, @accountId, @accountName, @practice, @alertId, @scope, @window, @subscriptionId, @plan, @namePlan,
       @measure, @threshold, @unit, @step, @periodId, @periodStart, @periodEnd, @amount, @amountUnit, @billed, @cause, @included,
       @late, @asOf, @at, @notificationId, @seenAt, @seenHow)`,
  );
  const all = db.prepare<[], AlertEventRow>(`${selection} ORDER BY f.id DESC`);
  const ofAccount = db.prepare<[string], AlertEventRow>(`${selection} WHERE f.account_id = ? ORDER BY f.id DESC`);
  const after = db.prepare<[string, string], AlertEventRow>(
    `${selection} WHERE f.account_id = ? AND f.triggered_at > ? ORDER BY f.id DESC`,
  );
  const highestOf = (which: string) =>
    db.prepare<[number], AlertEventRow & { namePlan: number }>(
      `SELECT ${columns}, f.name_plan AS namePlan ${joined}
       WHERE f.notification_id = ? ${which} ORDER BY f.step DESC LIMIT 1`,
    );
  const unseenOf = highestOf('AND f.seen_at IS NULL');
  const anyOf = highestOf('');
  const namedOf = (found: (AlertEventRow & { namePlan: number }) | undefined): NamedAlertEvent | null => {
    if (!found) return null;
    const { namePlan, ...row } = found;
    return { alertEvent: alertEventOf(row), namePlan: namePlan === 1 };
  };
  const fullStep = db.prepare<unknown[], { one: number }>(
    `SELECT 1 AS one FROM alert_events
     WHERE period_id IN (SELECT value FROM json_each(?)) AND threshold = ? AND unit = ? AND step = 100
       AND measure IN ('total', 'forecast')`,
  );
  const inPeriod = db.prepare<unknown[], AlertEventRow>(
    `${selection} WHERE f.period_id IN (SELECT value FROM json_each(?)) AND f.measure = ? AND f.threshold = ? AND f.unit = ?`,
  );
  const see = db.prepare<[string, string], { account_id: string }>(
    "UPDATE alert_events SET seen_at = ?, seen_how = 'app' WHERE id = ? AND seen_at IS NULL RETURNING account_id",
  );
  const click = db.prepare(
    "UPDATE alert_events SET seen_at = ?, seen_how = 'click' WHERE notification_id = ? AND seen_at IS NULL",
  );
  const unseen = db.prepare<[string], { count: number }>(
    'SELECT count(*) AS count FROM alert_events WHERE account_id = ? AND seen_at IS NULL',
  );

  return {
    /**
     * Writes what is new of a finding, and one notification for all of it together; call inside a write transaction.
     * Steps below one that had fired before are recorded with that one's notification. Answers the new alert events'
     * ids.
     */
    trigger(finding: Finding, at: Instant): AlertEventId[] {
      const { account, alert, subscriptionId, row, period } = finding;
      const threshold = valueOf(alert.threshold);
      const unit = unitOf(alert.threshold);
      const triggered = pastSteps.all(JSON.stringify(row.ids), alert.measure, threshold, unit);
      const fresh = finding.steps.filter((step) => !triggered.some((each) => each.step === step));
      const highest = fresh.at(-1);
      if (highest === undefined) return [];
      const cause = finding.cause();
      const above = triggered.find(({ step }) => step > highest);
      const notificationId = above?.notificationId ?? addNotification.run(account.id, at).lastInsertRowid;
      return fresh.map((step) => {
        const id = alertEventIdSchema.parse(newId(at));
        addAlertEvent.run({
          id,
          accountId: account.id,
          accountName: account.name,
          practice: account.practice ? 1 : 0,
          alertId: alert.id,
          scope: alert.scope,
          window: alert.window,
          subscriptionId,
          plan: finding.plan,
          namePlan: finding.namePlan ? 1 : 0,
          measure: alert.measure,
          threshold,
          unit,
          step,
          periodId: row.id,
          periodStart: period.start,
          periodEnd: period.end,
          amount: valueOf(finding.amount),
          amountUnit: isMoney(finding.amount) ? null : finding.amount.unit,
          billed: finding.billed?.amount ?? null,
          cause: cause && JSON.stringify(cause),
          included: finding.included,
          late: finding.late ? 1 : 0,
          asOf: finding.asOf,
          at,
          notificationId,
          seenAt: above?.seenAt ?? null,
          seenHow: above?.seenHow ?? null,
        });
        return id;
      });
    },
    /** Newest first; of all accounts when null. */
    list: (accountId: string | null) => (accountId === null ? all.all() : ofAccount.all(accountId)).map(alertEventOf),
    /** The alert event that a notification names: its highest step. Null when all its alert events were seen. */
    headline: (notificationId: number) => namedOf(unseenOf.get(notificationId)),
    /** The same, whether or not somebody here has seen it. */
    highest: (notificationId: number) => namedOf(anyOf.get(notificationId)),
    /** Whether the alert's amount had fired (at full step) in the period, as a total or a forecast. */
    hasTriggered: ({ threshold }: Alert, { ids }: PeriodRow) =>
      fullStep.get(JSON.stringify(ids), valueOf(threshold), unitOf(threshold)) !== undefined,
    /** What the alert has fired in the period. */
    ofPeriod: ({ measure, threshold }: Alert, { ids }: PeriodRow) =>
      inPeriod.all(JSON.stringify(ids), measure, valueOf(threshold), unitOf(threshold)).map(alertEventOf),
    since: (accountId: string, since: Instant) => after.all(accountId, since).map(alertEventOf),
    /** Marks as seen in the app; answers the accounts concerned. */
    markSeen: db.transaction((ids: readonly AlertEventId[], at: Instant) => [
      ...new Set(ids.flatMap((id) => see.all(at, id)).map((row) => row.account_id)),
    ]),
    /** Marks all alert events of a notification as seen by a click on it. */
    markClicked(notificationId: number, at: Instant): void {
      click.run(at, notificationId);
    },
    unseenCount: (accountId: string) => unseen.get(accountId)?.count ?? 0,
  };
}
