import type { Account } from '#shared/accounts.ts';
import { type Alert, type DeliveryState, type Firing, type Step, unitOf, valueOf } from '#shared/alerts.ts';
import type { AppError } from '#shared/errors.ts';
import type { Snapshot, SubscriptionView } from '#shared/ipc/contract.ts';
import type { Outcome, Standing } from '#shared/outcomes.ts';
import type { Period } from '#shared/period.ts';
import type { Reason } from '#shared/reasons.ts';
import type { Instant } from '#shared/time.ts';
import type { UnreadName } from '#shared/unread.ts';
import type { Closing } from './closed-periods.ts';
import { periodOf } from './fire.ts';
import type { Firings } from './firings.ts';
import type { Periods } from './periods.ts';

/** What one poll of one account came to, for the window's "Check now" and the command `check`. */
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
  /** Those read by this poll. */
  readonly subscriptions: readonly SubscriptionView[];
  /** Subscriptions that were watched and are no longer in the vendor's list. */
  readonly gone: NonNullable<Snapshot['gone']>;
  /**
   * One entry an alert, thing that it watches and step; none is left out. Late firings of closed periods come after those
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
  /** This poll wrote the firing; false on repeats. */
  readonly firedNow: boolean;
  readonly firedAt: Instant | null;
  readonly delivery: DeliveryState | null;
  /** Why its notification could not be shown; null unless that failed. */
  readonly deliveryFailure: string | null;
  readonly period: Period | null;
  /** The period had closed before anybody could look. */
  readonly late: boolean;
}

interface Stores {
  readonly periods: Pick<Periods, 'find'>;
  readonly firings: Pick<Firings, 'ofPeriod'>;
}

/** @param firedIds the firings that this poll wrote */
export function alertOutcomes(
  { periods, firings }: Stores,
  alerts: readonly Alert[],
  standings: readonly Standing[],
  firedIds: readonly string[],
): AlertOutcome[] {
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  return standings.flatMap((standing) => {
    const alert = byId.get(standing.alertId);
    if (!alert) return [];
    const { subscriptionId, plan, period, exceededSteps, outcome } = standing;
    const row = period && periods.find(periodOf(alert, standing), period);
    const fired = row ? firings.ofPeriod(alert, row) : [];
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
        ...tellOf(
          fired.find((each) => each.step === step),
          firedIds,
        ),
      };
    });
  });
}

/**
 * What fired late.
 * @param closings the closed periods that this poll compared: what fired in one of them is told until it is settled
 */
export function lateOutcomes(
  alerts: readonly Alert[],
  firings: readonly Firing[],
  firedIds: readonly string[],
  closings: readonly Closing[],
): AlertOutcome[] {
  return firings
    .filter(
      (firing) =>
        firing.late &&
        (firedIds.includes(firing.id) || closings.some((closing) => !closing.settled && isIn(firing, closing))),
    )
    .flatMap((firing) => {
      const alert = alerts.find((each) => isOf(firing, each));
      const { subscriptionId, plan, step, period, scope } = firing;
      const place = { subscriptionId: scope === 'subscription' ? subscriptionId : null, plan, step, period };
      const outcome = { outcome: 'exceeded', reason: null, exceeded: true } as const;
      return alert ? [{ alert, ...place, ...outcome, ...tellOf(firing, firedIds) }] : [];
    });
}

const isIn = (firing: Firing, { subscriptionId, period }: Closing): boolean =>
  firing.subscriptionId === subscriptionId && firing.period.start === period.start;

const isOf = (firing: Firing, alert: Alert): boolean =>
  firing.measure === alert.measure &&
  firing.scope === alert.scope &&
  firing.window === alert.window &&
  valueOf(firing.threshold) === valueOf(alert.threshold) &&
  unitOf(firing.threshold) === unitOf(alert.threshold);

const tellOf = (firing: Firing | undefined, firedIds: readonly string[]) => ({
  firedNow: firing !== undefined && firedIds.includes(firing.id),
  firedAt: firing?.firedAt ?? null,
  delivery: firing?.delivery ?? null,
  deliveryFailure: firing?.delivery === 'failed' ? firing.failure : null,
  late: firing?.late ?? false,
});
