import type { Account } from '#shared/accounts.ts';
import {
  type Alert,
  type AlertEvent,
  type AlertEventId,
  type DeliveryState,
  type Step,
  unitOf,
  valueOf,
} from '#shared/alerts.ts';
import type { Cause } from '#shared/comparison.ts';
import type { AppError } from '#shared/errors.ts';
import type { Snapshot, SubscriptionView } from '#shared/ipc/contract.ts';
import type { Outcome, Standing } from '#shared/outcomes.ts';
import type { Period } from '#shared/period.ts';
import type { Reason } from '#shared/reasons.ts';
import type { Instant } from '#shared/time.ts';
import type { UnreadName } from '#shared/unread.ts';
import type { Closing } from './closed-periods.ts';
import { periodOf } from './alert-trigger.ts';
import type { Stores } from './stores.ts';

/** What one check of one account came to, for the window's "Check now" and the command `check`. */
export interface CheckOutcome {
  readonly account: Account;
  /** Everything that is watched could be read, each subscription included. */
  readonly ok: boolean;
  readonly error: AppError | null;
  /** When the figures were read; null when none were. */
  readonly asOf: Instant | null;
  /** What the vendor sent and could not be read. An alert on such a subscription was not compared. */
  readonly unread: readonly UnreadName[];
  /** How many subscriptions the vendor listed; null where none were read. */
  readonly listedSubscriptions: number | null;
  /** Those read by this check. */
  readonly subscriptions: readonly SubscriptionView[];
  /** Subscriptions that were watched and are no longer in the vendor's list. */
  readonly gone: NonNullable<Snapshot['gone']>;
  /**
   * One entry an alert, thing that it watches and step; none is left out. Late alert events of closed periods come after those
   * of running ones, alerts over all accounts last.
   */
  readonly alerts: readonly AlertOutcome[];
}

export interface AlertOutcome {
  readonly alert: Alert;
  /** Null for a sum, and where there is nothing to watch. */
  readonly subscriptionId: string | null;
  /** Its name; empty for a sum, and where there is nothing. */
  readonly plan: string;
  readonly step: Step;
  readonly outcome: Outcome;
  /** Why it could not be compared. */
  readonly reason: Reason | null;
  readonly exceeded: boolean;
  /** This poll wrote the alert event; false on repeats. */
  readonly triggeredNow: boolean;
  readonly triggeredAt: Instant | null;
  readonly delivery: DeliveryState | null;
  /** Why its notification could not be shown; null unless that failed. */
  readonly deliveryFailure: string | null;
  readonly period: Period | null;
  /** The period had closed before it could be checked. */
  readonly late: boolean;
  /** What had made the amount rise when the alert event was written. */
  readonly cause: Cause | null;
}

/** @param alertEventIds the alert events that this check wrote */
export function alertOutcomes(
  { periods, alertEvents }: Pick<Stores, 'periods' | 'alertEvents'>,
  alerts: readonly Alert[],
  standings: readonly Standing[],
  alertEventIds: readonly AlertEventId[],
): AlertOutcome[] {
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  return standings.flatMap((standing) => {
    const alert = byId.get(standing.alertId);
    if (!alert) return [];
    const { subscriptionId, plan, period, exceededSteps, outcome } = standing;
    const row = period && periods.find(periodOf(alert, standing), period);
    const triggered = row ? alertEvents.ofPeriod(alert, row) : [];
    return [...alert.steps, 100 as const].map((step): AlertOutcome => {
      const exceeded = exceededSteps.includes(step);
      const unknown = !exceeded && outcome === 'not-compared';
      return {
        alert,
        subscriptionId,
        plan,
        step,
        outcome: exceeded ? 'exceeded' : unknown ? 'not-compared' : 'not-exceeded',
        reason: unknown ? standing.reason : null,
        exceeded,
        period,
        ...alertSummary(
          triggered.find((each) => each.step === step),
          alertEventIds,
        ),
      };
    });
  });
}

/**
 * What triggered late.
 * @param closings the closed periods that this check compared: what triggered in one of them is reported until it is settled
 */
export function lateOutcomes(
  alerts: readonly Alert[],
  alertEvents: readonly AlertEvent[],
  alertEventIds: readonly AlertEventId[],
  closings: readonly Closing[],
): AlertOutcome[] {
  return alertEvents
    .filter(
      (alertEvent) =>
        alertEvent.late &&
        (alertEventIds.includes(alertEvent.id) ||
          closings.some((closing) => !closing.settled && isIn(alertEvent, closing))),
    )
    .flatMap((alertEvent) => {
      const alert = alerts.find((each) => isOf(alertEvent, each));
      const { subscriptionId, plan, step, period, scope } = alertEvent;
      const place = { subscriptionId: scope === 'subscription' ? subscriptionId : null, plan, step, period };
      const outcome = { outcome: 'exceeded', reason: null, exceeded: true } as const;
      return alert ? [{ alert, ...place, ...outcome, ...alertSummary(alertEvent, alertEventIds) }] : [];
    });
}

const isIn = (alertEvent: AlertEvent, { subscriptionId, period }: Closing): boolean =>
  alertEvent.subscriptionId === subscriptionId && alertEvent.period.start === period.start;

const isOf = (alertEvent: AlertEvent, alert: Alert): boolean =>
  alertEvent.measure === alert.measure &&
  alertEvent.scope === alert.scope &&
  alertEvent.window === alert.window &&
  valueOf(alertEvent.threshold) === valueOf(alert.threshold) &&
  unitOf(alertEvent.threshold) === unitOf(alert.threshold);

const alertSummary = (alertEvent: AlertEvent | undefined, alertEventIds: readonly AlertEventId[]) => ({
  triggeredNow: alertEvent !== undefined && alertEventIds.includes(alertEvent.id),
  triggeredAt: alertEvent?.triggeredAt ?? null,
  delivery: alertEvent?.delivery ?? null,
  deliveryFailure: alertEvent?.delivery === 'failed' ? alertEvent.failure : null,
  late: alertEvent?.late ?? false,
  cause: alertEvent && 'cause' in alertEvent ? alertEvent.cause : null,
});
