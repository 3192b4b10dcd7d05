import { evaluate, type Evaluation, type MoneyAlert } from '#shared/alerts.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';

export interface GaugeMarker {
  readonly alert: MoneyAlert;
  readonly evaluation: Evaluation;
  /** Where the threshold stands on the scale, 0 to 1; null when it is in another currency. */
  readonly at: number | null;
  /** The early steps' places on the scale. */
  readonly steps: readonly { readonly step: number; readonly at: number }[];
}

export interface GaugeScale {
  /** Minor units at the end of the scale. */
  readonly end: number;
  /** Shares of the scale, 0 to 1. */
  readonly total: number;
  readonly forecast: number | null;
  readonly markers: readonly GaugeMarker[];
}

/** Room beyond the largest figure, so that its marker is not at the very edge. */
const headroom = 1.08;

/** One scale for the amount so far, its forecast and every threshold; null when there is no amount. */
export function gaugeScale(view: SubscriptionView, alerts: readonly MoneyAlert[]): GaugeScale | null {
  const { upcoming, forecast } = view;
  if (upcoming.kind === 'none') return null;
  const { currency } = upcoming.total;
  const comparable = alerts.filter((alert) => alert.threshold.currency === currency);
  const largest = Math.max(
    upcoming.total.amount,
    forecast?.total.amount ?? 0,
    ...comparable.map((alert) => alert.threshold.amount),
    1,
  );
  const end = largest * headroom;
  const place = (amount: number) => Math.min(1, Math.max(0, amount / end));
  return {
    end,
    total: place(upcoming.total.amount),
    forecast: forecast ? place(forecast.total.amount) : null,
    markers: alerts.map((alert) => {
      const evaluation = evaluate(alert, upcoming, forecast);
      if (alert.threshold.currency !== currency) return { alert, evaluation, at: null, steps: [] };
      return {
        alert,
        evaluation,
        at: place(alert.threshold.amount),
        steps: alert.steps.map((step) => ({ step, at: place((alert.threshold.amount * step) / 100) })),
      };
    }),
  };
}
