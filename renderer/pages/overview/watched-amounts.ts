import { type Alert, isMoneyAlert } from '#shared/alerts.ts';
import type { Overview, Snapshot, SubscriptionView } from '#shared/ipc/contract.ts';
import type { Standing } from '#shared/outcomes.ts';
import type { WatchedAmount } from './gauge-scale.ts';

interface Watched {
  readonly alert: Alert;
  readonly standing: Standing;
}

const watchedBy = ({ alerts, standings }: Overview): Watched[] =>
  standings.flatMap((standing) => {
    const alert = alerts.find(({ id }) => id === standing.alertId);
    return alert ? [{ alert, standing }] : [];
  });

const isOnGauge = ({ alert, standing }: Watched, { subscription, upcoming }: SubscriptionView): boolean =>
  isMoneyAlert(alert) &&
  // What is above the usual is no amount on the scale of the invoice.
  alert.measure !== 'above-usual' &&
  alert.window === 'billing-period' &&
  standing.subscriptionId === subscription.id &&
  upcoming.kind !== 'none';

/** The alerts that stand on the gauge of a subscription. */
export const watchedOn = (view: SubscriptionView, overview: Overview): WatchedAmount[] =>
  watchedBy(overview).flatMap((each) => {
    const { alert, standing } = each;
    return isOnGauge(each, view) && isMoneyAlert(alert) ? [{ alert, standing }] : [];
  });

/** The others: sums, months, usage, and what has nothing to be compared with. */
export const elsewhere = ({ subscriptions }: Snapshot, overview: Overview): Watched[] =>
  watchedBy(overview).filter((each) => !subscriptions.some((view) => isOnGauge(each, view)));
