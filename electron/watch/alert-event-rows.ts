import type { AlertEvent, AlertEventId, AlertId, AlertWindow, Scope, Step } from '#shared/alerts.ts';
import type { Instant } from '#shared/time.ts';
import { measuredOf, type StoredMeasured } from './stored-rule.ts';

/** A row of `alert_events` with what became of its notification. */
export interface AlertEventRow extends StoredMeasured {
  id: AlertEventId;
  account_id: string;
  account_name: string;
  practice: number;
  alert_id: AlertId;
  scope: Scope;
  time_window: AlertWindow;
  subscription_id: string;
  plan: string;
  name_plan: number;
  step: Step;
  period_start: Instant;
  period_end: Instant;
  late: number;
  as_of: Instant;
  triggered_at: Instant;
  seen_at: Instant | null;
  seen_how: 'click' | 'app' | null;
  state: 'pending' | 'delivering' | 'shown' | 'failed';
  notifier: string | null;
  shown_at: Instant | null;
  failure: string | null;
  attempts: number;
  claimed_at: Instant | null;
  next_try_at: Instant | null;
}

export const selection = `SELECT f.*, n.state, n.notifier, n.shown_at, n.failure, n.attempts,
    n.claimed_at, n.next_try_at
  FROM alert_events f JOIN notifications n ON n.id = f.notification_id`;

export const alertEventOf = (row: AlertEventRow): AlertEvent => ({
  id: row.id,
  accountId: row.account_id,
  accountName: row.account_name,
  alertId: row.alert_id,
  scope: row.scope,
  window: row.time_window,
  subscriptionId: row.subscription_id,
  plan: row.plan,
  ...measuredOf(row),
  step: row.step,
  period: { start: row.period_start, end: row.period_end },
  late: row.late === 1,
  asOf: row.as_of,
  triggeredAt: row.triggered_at,
  delivery: row.seen_at === null ? row.state : 'seen',
  notifier: row.notifier,
  attempts: row.attempts,
  lastTriedAt: row.claimed_at,
  nextTryAt: row.state === 'failed' ? row.next_try_at : null,
  shownAt: row.shown_at,
  seenAt: row.seen_at,
  seenHow: row.seen_how,
  failure: row.failure,
  practice: row.practice === 1,
});
