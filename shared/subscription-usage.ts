import type { Subscription, SubscriptionItem } from './subscription.ts';
import type { Upcoming } from './upcoming.ts';

/**
 * The subscription with what its metered items used so far, read from the lines of its upcoming invoice: a tiered
 * price has a line for each tier. Items whose usage no line reports stay as they are.
 */
export function withUsage(subscription: Subscription, upcoming: Upcoming): Subscription {
  if (upcoming.kind === 'none') return subscription;
  const items = subscription.items.map((item): SubscriptionItem => {
    if (!item.metered || item.priceId === undefined || item.priceId === null) return item;
    const lines = upcoming.lines.filter((line) => line.priceId === item.priceId && line.quantity !== null);
    if (lines.length === 0) return item;
    const used = lines.reduce((sum, line) => sum + (line.quantity ?? 0), 0);
    if (!Number.isFinite(used)) return item;
    return { ...item, used, overage: item.included === null ? null : Math.max(0, used - item.included) };
  });
  return { ...subscription, items };
}
