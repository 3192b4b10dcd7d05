import type { AlertEvent, DeliveryState } from '#shared/alerts.ts';
import type { Instant } from '#shared/time.ts';
import { measuredOf, type StoredMeasured } from './stored-rule.ts';

type Computed = 'measure' | 'threshold' | 'amount' | 'period' | 'late' | 'delivery' | 'practice';

/** A row of `alert_events` with what became of its notification. */
export interface AlertEventRow extends StoredMeasured, Omit<AlertEvent, Computed> {
  practice: number;
  start: Instant;
  end: Instant;
  late: number;
  state: Exclude<DeliveryState, 'seen'>;
}

export const columns = `
  f.id, f.account_id AS accountId, f.account_name AS accountName, f.practice, f.alert_id AS alertId, f.scope,
  f.time_window AS "window", f.subscription_id AS subscriptionId, f.plan, f.measure, f.threshold, f.unit, f.amount,
  f.amount_unit, f.billed, f.cause, f.included, f.step, f.period_start AS start, f.period_end AS "end", f.late, f.as_of AS asOf,
  f.triggered_at AS triggeredAt, f.seen_at AS seenAt, f.seen_how AS seenHow, n.state, n.notifier,
  n.shown_at AS shownAt, n.failure, n.attempts, n.claimed_at AS lastTriedAt, n.next_try_at AS nextTryAt`;
export const joined = 'FROM alert_events f JOIN notifications n ON n.id = f.notification_id';
export const selection = `SELECT ${columns} ${joined}`;

export function alertEventOf(row: AlertEventRow): AlertEvent {
  const { measure, threshold, unit, amount, amount_unit, billed, cause, included, ...event } = row;
  const { start, end, late, state, practice, ...same } = event;
  return {
    ...same,
    ...measuredOf({ measure, threshold, unit, amount, amount_unit, billed, cause, included }),
    period: { start, end },
    late: late === 1,
    delivery: row.seenAt === null ? state : 'seen',
    nextTryAt: state === 'failed' ? row.nextTryAt : null,
    practice: practice === 1,
  };
}
