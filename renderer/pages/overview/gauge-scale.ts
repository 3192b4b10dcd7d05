import type { MoneyAlert } from '#shared/alerts.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';
import type { Standing } from '#shared/outcomes.ts';

export interface GaugeMarker {
  readonly alert: MoneyAlert;
  readonly standing: Standing;
  /** Where the threshold stands on the scale, 0 to 1; null when it is in another currency or beyond the scale. */
  readonly at: number | null;
  /** Above the end of the scale, which the next alert sets. */
  readonly beyond: boolean;
  /** The early steps' places on the scale. */
  readonly steps: readonly { readonly step: number; readonly at: number }[];
}

export interface GaugeScale {
  /** Minor units at the end of the scale. */
  readonly end: number;
  /** Shares of the scale, 0 to 1. */
  readonly total: number;
  readonly forecast: number | null;
  /** The forecast ends beyond the scale. */
  readonly forecastBeyond: boolean;
  /** From where on the amount is above a threshold: that part is what is exceeded. Null where it is above none. */
  readonly exceededFrom: number | null;
  readonly markers: readonly GaugeMarker[];
}

/** Room beyond the figure that sets the scale, so that its marker is not at the very edge. */
const headroom = 1.12;

export interface WatchedAmount {
  readonly alert: MoneyAlert;
  readonly standing: Standing;
}

/** What was invoiced already in the running period, where an alert needed to know; else null. */
export const billedOf = (watched: readonly WatchedAmount[]): Money | null =>
  watched.find(({ standing }) => standing.billed !== null && standing.billed.amount !== 0)?.standing.billed ?? null;

/**
 * One scale for the amount so far, its forecast and the thresholds; null when there is no amount. Its end is set by the next
 * alert, else by the largest of earlier bills: it stays where it is while the amount grows.
 * @param bills earlier ones; those of another currency count for nothing
 */
export function gaugeScale(
  view: SubscriptionView,
  watched: readonly WatchedAmount[],
  bills: readonly Money[] = [],
): GaugeScale | null {
  const { upcoming } = view;
  if (upcoming.kind === 'none') return null;
  const { currency } = upcoming.total;
  const billed = billedOf(watched)?.amount ?? 0;
  const total = upcoming.total.amount + billed;
  const forecast = view.forecast ? view.forecast.total.amount + billed : null;
  const thresholds = watched
    .flatMap(({ alert: { threshold } }) => (threshold.currency === currency ? [threshold.amount] : []))
    .sort((a, b) => a - b);
  const next = thresholds.find((amount) => amount >= total);
  const passed = thresholds.filter((amount) => amount < total);
  const largest = Math.max(0, ...bills.filter((bill) => bill.currency === currency).map(({ amount }) => amount));
  const end = Math.max(1, next ?? Math.max(largest, total, forecast ?? 0)) * headroom;
  const place = (amount: number) => Math.min(1, Math.max(0, amount / end));
  const [lowest] = passed;
  return {
    end,
    total: place(total),
    forecast: forecast === null ? null : place(forecast),
    forecastBeyond: forecast !== null && forecast > end,
    exceededFrom: lowest === undefined ? null : place(lowest),
    markers: watched.map(({ alert, standing }) => {
      const { amount } = alert.threshold;
      if (alert.threshold.currency !== currency) return { alert, standing, at: null, beyond: false, steps: [] };
      const beyond = amount > end;
      return {
        ...{ alert, standing, beyond },
        at: beyond ? null : place(amount),
        steps: alert.steps
          .map((step) => ({ step, amount: (amount * step) / 100 }))
          .filter((early) => early.amount <= end)
          .map((early) => ({ step: early.step, at: place(early.amount) })),
      };
    }),
  };
}
