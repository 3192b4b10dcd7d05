import type { MoneyAlert } from '#shared/alerts.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';
import type { Standing } from '#shared/outcomes.ts';

export interface GaugeMarker {
  readonly alert: MoneyAlert;
  readonly standing: Standing;
  /** Where the threshold stands on the scale, 0 to 1; null when it is in another currency. */
  readonly at: number | null;
  /** So far above everything else that it stands behind the break at the scale's end. */
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
  /** Where the scale is broken off; null when it is whole. */
  readonly breakAt: number | null;
  readonly markers: readonly GaugeMarker[];
}

/** Room beyond the largest figure, so that its marker is not at the very edge. */
const headroom = 1.08;
/** A threshold so many times above the next lower figure would leave nothing to see of all others. */
const farAbove = 4;
/** The last part of a broken scale is for what stands beyond it; before it there is plenty of room. */
const breakAt = 0.9;
const beyondAt = 0.96;
const roomBeforeBreak = 1.4;

export interface WatchedAmount {
  readonly alert: MoneyAlert;
  readonly standing: Standing;
}

/** What was invoiced already in the running period, where an alert needed to know; else null. */
export const billedOf = (watched: readonly WatchedAmount[]): Money | null =>
  watched.find(({ standing }) => standing.billed !== null && standing.billed.amount !== 0)?.standing.billed ?? null;

/**
 * One scale for the amount so far, its forecast and every threshold; null when there is no amount. What was invoiced
 * already in the period is part of both.
 */
export function gaugeScale(view: SubscriptionView, watched: readonly WatchedAmount[]): GaugeScale | null {
  const { upcoming } = view;
  if (upcoming.kind === 'none') return null;
  const { currency } = upcoming.total;
  const billed = billedOf(watched)?.amount ?? 0;
  const total = upcoming.total.amount + billed;
  const forecast = view.forecast ? view.forecast.total.amount + billed : null;
  const alerts = watched.map(({ alert }) => alert);
  const thresholds = alerts
    .filter((alert) => alert.threshold.currency === currency)
    .map((alert) => alert.threshold.amount);
  const limit = scaleLimit(Math.max(total, forecast ?? 0), thresholds);
  const broken = thresholds.some((amount) => amount > limit);
  const end = broken ? (limit * roomBeforeBreak) / breakAt : limit * headroom;
  const place = (amount: number) => Math.min(broken ? breakAt : 1, Math.max(0, amount / end));
  return {
    end,
    total: place(total),
    forecast: forecast === null ? null : place(forecast),
    breakAt: broken ? breakAt : null,
    markers: watched.map(({ alert, standing }) => {
      const { amount } = alert.threshold;
      if (alert.threshold.currency !== currency) return { alert, standing, at: null, beyond: false, steps: [] };
      const beyond = amount > limit;
      return {
        alert,
        standing,
        at: beyond ? beyondAt : place(amount),
        beyond,
        steps: alert.steps
          .map((step) => ({ step, amount: (amount * step) / 100 }))
          .filter((early) => early.amount <= end * breakAt)
          .map((early) => ({ step: early.step, at: place(early.amount) })),
      };
    }),
  };
}

/** The largest figure that the scale shows whole: thresholds far above all other figures are left out. */
function scaleLimit(figures: number, thresholds: readonly number[]): number {
  const ascending = thresholds.toSorted((a, b) => a - b);
  const reached = ascending.reduce(
    (limit, amount) => (limit > 0 && amount > limit * farAbove ? limit : Math.max(limit, amount)),
    figures,
  );
  return Math.max(reached, 1);
}
