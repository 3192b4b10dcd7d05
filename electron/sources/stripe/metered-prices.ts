import type { MeteredLookup } from './line-mapper.ts';
import { priceOf } from './price.ts';
import type { SubscriptionWire } from './wire.ts';

export interface MeteredPrices extends MeteredLookup {
  /** False until subscriptions were learned once. */
  readonly learned: boolean;
  learn(subscriptions: readonly SubscriptionWire[]): void;
  learnItem(itemId: string, metered: boolean): void;
}

/** Which prices and subscription items are metered, gathered from every subscription read so far. */
export function createMeteredPrices(): MeteredPrices {
  const byPrice = new Map<string, boolean>();
  const byItem = new Map<string, boolean>();
  let learned = false;
  return {
    get learned() {
      return learned;
    },
    learn(subscriptions) {
      learned = true;
      for (const item of subscriptions.flatMap((subscription) => subscription.items)) {
        const price = priceOf(item);
        if (!price) continue;
        byPrice.set(price.id, price.metered);
        byItem.set(item.id, price.metered);
      }
    },
    learnItem(itemId, metered) {
      byItem.set(itemId, metered);
    },
    isMetered: (priceId, itemId) =>
      (itemId === null ? undefined : byItem.get(itemId)) ??
      (priceId === null ? undefined : byPrice.get(priceId)) ??
      null,
  };
}
