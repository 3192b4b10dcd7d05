import type { Account } from '#shared/accounts.ts';
import {
  type Alert,
  type DeliveryState,
  evaluate,
  evaluateUsage,
  type Evaluation,
  type Firing,
  isMoneyAlert,
  type Step,
  unitOf,
  valueOf,
} from '#shared/alerts.ts';
import type { AppError } from '#shared/errors.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';
import type { Period } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { UnreadName } from '#shared/unread.ts';
import { type AccountUsage, usageSubscriptionId } from '#shared/usage.ts';
import type { Closing } from './closed-periods.ts';

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
  /** One entry an alert, subscription and step; late firings of closed periods come last. */
  readonly alerts: readonly AlertOutcome[];
}

export interface AlertOutcome {
  readonly alert: Alert;
  readonly subscriptionId: string;
  readonly step: Step;
  readonly state: Evaluation['state'];
  readonly exceeded: boolean;
  /** This poll wrote the firing; false on repeats. */
  readonly firedNow: boolean;
  readonly firedAt: Instant | null;
  readonly delivery: DeliveryState | null;
  readonly period: Period | null;
  /** The period had closed before anybody could look. */
  readonly late: boolean;
}

/**
 * @param firedIds the firings that this poll wrote
 * @param closings the closed periods that it compared: what fired late in one of them is told until it is settled
 */
export function alertOutcomes(
  alerts: readonly Alert[],
  views: readonly SubscriptionView[],
  usage: AccountUsage | null,
  firings: readonly Firing[],
  firedIds: readonly string[],
  closings: readonly Closing[],
): AlertOutcome[] {
  const evaluationsOf = (alert: Alert): { subscriptionId: string; evaluation: Evaluation }[] =>
    isMoneyAlert(alert)
      ? views.map(({ subscription, upcoming, forecast }) => ({
          subscriptionId: subscription.id,
          evaluation: evaluate(alert, upcoming, forecast),
        }))
      : [{ subscriptionId: usageSubscriptionId, evaluation: evaluateUsage(alert, usage) }];

  const current = alerts.flatMap((alert) =>
    evaluationsOf(alert).flatMap(({ subscriptionId, evaluation: { state, period, exceededSteps } }) =>
      [...alert.steps, 100 as const].map((step): AlertOutcome => {
        const firing = firings.find(
          (each) =>
            isOf(each, alert) &&
            each.subscriptionId === subscriptionId &&
            each.step === step &&
            each.period.start === period?.start,
        );
        const exceeded = exceededSteps.includes(step);
        return { alert, subscriptionId, step, state, exceeded, period, ...tellOf(firing, firedIds) };
      }),
    ),
  );
  const late = firings
    .filter(
      (firing) =>
        firing.late &&
        (firedIds.includes(firing.id) || closings.some((closing) => !closing.settled && isIn(firing, closing))),
    )
    .flatMap((firing) => {
      const alert = alerts.find((each) => isOf(firing, each));
      const { subscriptionId, step, period } = firing;
      if (!alert) return [];
      return [
        {
          alert,
          subscriptionId,
          step,
          state: 'exceeded' as const,
          exceeded: true,
          period,
          ...tellOf(firing, firedIds),
        },
      ];
    });
  return [...current, ...late];
}

const isIn = (firing: Firing, { subscriptionId, period }: Closing): boolean =>
  firing.subscriptionId === subscriptionId && firing.period.start === period.start;

const isOf = (firing: Firing, alert: Alert): boolean =>
  firing.measure === alert.measure &&
  valueOf(firing.threshold) === valueOf(alert.threshold) &&
  unitOf(firing.threshold) === unitOf(alert.threshold);

const tellOf = (firing: Firing | undefined, firedIds: readonly string[]) => ({
  firedNow: firing !== undefined && firedIds.includes(firing.id),
  firedAt: firing?.firedAt ?? null,
  delivery: firing?.delivery ?? null,
  late: firing?.late ?? false,
});
