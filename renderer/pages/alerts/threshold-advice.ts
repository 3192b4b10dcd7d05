import { exceeds, wouldHaveAlerted } from '#shared/alerts.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';
import { billedMonth } from '../../stores/alerts.ts';

export interface ThresholdAdvice {
  /** Months with a bill over it, of those with any; null when there are none in this currency. */
  readonly history: { readonly hits: number; readonly months: number } | null;
  /** A subscription whose fixed price alone exceeds the threshold. */
  readonly belowFixed: { readonly plan: string; readonly price: Money } | null;
}

/** What is worth knowing about an amount before it is saved as a threshold. */
export function adviceOn(
  threshold: Money,
  recent: readonly ArchivedInvoice[],
  subscriptions: readonly SubscriptionView[],
): ThresholdAdvice {
  const bills = recent.filter(({ total }) => total.currency === threshold.currency);
  const months = [...Map.groupBy(bills, billedMonth).values()];
  const hits = months.filter(
    (month) =>
      wouldHaveAlerted(
        threshold,
        month.map(({ total }) => total),
      ) > 0,
  ).length;
  const fixed = subscriptions
    .filter(({ upcoming }) => upcoming.kind !== 'none')
    .flatMap(({ subscription: { plan, price } }) => (price ? [{ plan, price }] : []))
    .find(({ price }) => price.currency === threshold.currency && exceeds(price, threshold, 100));
  return {
    history: months.length === 0 ? null : { hits, months: months.length },
    belowFixed: fixed ?? null,
  };
}

/** Currencies that this account is billed in, the upcoming invoice's first. */
export function currenciesOf(recent: readonly ArchivedInvoice[], subscriptions: readonly SubscriptionView[]): string[] {
  const upcoming = subscriptions.flatMap((view) =>
    view.upcoming.kind === 'none' ? [] : [view.upcoming.total.currency],
  );
  return [...new Set([...upcoming, ...recent.map(({ total }) => total.currency)])];
}
