import {
  forecastOf,
  noRises,
  type Rises,
  risesSince,
  type RunningBill,
  type SeenQuantities,
} from '#shared/forecast.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';
import { previewBill } from '#shared/preview-bill.ts';
import { withUsage } from '#shared/subscription-usage.ts';
import type { CurrentState } from './closed-periods.ts';
import type { Reading } from './read-account.ts';

/** A subscription whose upcoming invoice was read, and what its forecast was made from; null where none can be. */
export interface ForecastView {
  readonly view: SubscriptionView;
  readonly bill: RunningBill | null;
  readonly rises: Rises;
}

/** @param seenBefore what the check before found of a subscription in this period; null where it is the first */
export function viewsOf(
  reading: Reading,
  seenBefore: (subscriptionId: string) => SeenQuantities | null,
): ForecastView[] {
  return (reading.subscriptions ?? []).flatMap((state): ForecastView[] => {
    const { subscription, upcoming } = state;
    if (!upcoming) return [];
    const view = { subscription: withUsage(subscription, upcoming), upcoming };
    const bill = billOf(state);
    if (!bill) return [{ view: { ...view, forecast: null }, bill, rises: noRises }];
    const rises = risesSince(seenBefore(subscription.id), bill, upcoming.asOf);
    return [{ view: { ...view, forecast: forecastOf(bill, upcoming.asOf, rises) }, bill, rises }];
  });
}

function billOf({ subscription, upcoming, bill }: CurrentState): RunningBill | null {
  if (bill !== undefined) return bill;
  return !upcoming || upcoming.kind === 'none' ? null : previewBill(upcoming, subscription.items);
}
