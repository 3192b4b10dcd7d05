import { z } from 'zod';
import {
  type Alert,
  alertIdSchema,
  type Amount,
  isMoney,
  isMoneyAlert,
  measureSchema,
  unitOf,
  valueOf,
} from '../alerts.ts';
import type { SubscriptionView } from '../ipc/calls/watch.ts';
import { moneySchema } from '../money.ts';
import type { Standing } from '../outcomes.ts';
import { quantitySchema } from '../quantity.ts';
import { instantSchema } from '../time.ts';
import { reachedAt } from './reached.ts';

const amountSchema = z.union([moneySchema, quantitySchema]);

/** The alert that is nearest: how far it is, and when it is reached at this pace. */
export const nextAlertSchema = z.object({
  alertId: alertIdSchema,
  measure: measureSchema,
  plan: z.string(),
  threshold: amountSchema,
  amount: amountSchema,
  exceeded: z.boolean(),
  /** What is left to the threshold; above it what it is exceeded by. Null where a quantity is watched by its share. */
  distance: amountSchema.nullable(),
  /** Null: not within the period, or not known. */
  reachedAt: instantSchema.nullable(),
});
export type NextAlert = z.infer<typeof nextAlertSchema>;

/** 1 at the threshold. */
const shareOf = (amount: Amount, threshold: Amount): number => valueOf(amount) / Math.max(1, valueOf(threshold));

function distanceOf(amount: Amount, threshold: Amount): Amount | null {
  if (unitOf(amount) !== unitOf(threshold)) return null;
  const value = Math.abs(valueOf(threshold) - valueOf(amount));
  return isMoney(threshold) ? { ...threshold, amount: value } : { ...threshold, quantity: value };
}

/**
 * Of the alerts that are not exceeded the one that is nearest; where all are, the one that is exceeded the least. Null
 * where none could be compared.
 */
export function nextAlertOf(
  alerts: readonly Alert[],
  standings: readonly Standing[],
  views: readonly SubscriptionView[],
): NextAlert | null {
  const compared = standings.flatMap((standing) => {
    const alert = alerts.find(({ id }) => id === standing.alertId);
    if (!alert || standing.amount === null || standing.outcome === 'not-compared') return [];
    const view = views.find(({ subscription }) => subscription.id === standing.subscriptionId) ?? null;
    return [{ alert, standing, amount: standing.amount, view, share: shareOf(standing.amount, alert.threshold) }];
  });
  const below = compared.filter(({ standing }) => standing.outcome === 'not-exceeded');
  const [next] =
    below.length > 0 ? below.sort((a, b) => b.share - a.share) : compared.sort((a, b) => a.share - b.share);
  if (!next) return null;
  const { alert, standing, amount, view } = next;
  const follows = isMoneyAlert(alert) && alert.measure === 'total' && alert.window === 'billing-period';
  return {
    alertId: alert.id,
    measure: alert.measure,
    plan: standing.plan,
    threshold: alert.threshold,
    amount,
    exceeded: standing.outcome === 'exceeded',
    distance: distanceOf(amount, alert.threshold),
    reachedAt:
      follows && view && view.upcoming.kind !== 'none' && standing.billed === null
        ? reachedAt(view.upcoming, view.forecast?.total ?? null, alert.threshold)
        : null,
  };
}
