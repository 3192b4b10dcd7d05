import type { AppError } from '#shared/errors.ts';
import { money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { pausedInvoices, type Subscription, type SubscriptionItem } from '#shared/subscription.ts';
import { type Instant, instantFromSeconds } from '#shared/time.ts';
import type { UnreadObject } from '../billing-source.ts';
import { contradictionOf, costOf, includedUnits, type ItemPrice, packagesOf, priceOf, tiersOf } from './price.ts';
import type { Payment } from './payment-method-reads.ts';
import { unreadObject, unusable } from './read.ts';
import type { ProductWire, SubscriptionItemWire, SubscriptionWire } from './wire.ts';

/** What is read apart from the subscriptions. */
export interface SubscriptionContext {
  /** Names and units by product id; what could not be read is simply not there. */
  readonly products: ReadonlyMap<string, ProductWire>;
  /** Why the tiers of a price, by its id, could not be read. */
  readonly unread: ReadonlyMap<string, AppError>;
  /** How it is paid. */
  readonly payment: Payment;
  /** Some of its items are not among those sent: nothing is said of its price. */
  readonly partial: boolean;
}

interface PricedItem {
  readonly item: SubscriptionItemWire;
  readonly price: ItemPrice | null;
}

/** The subscription, and those of its items that could not be read: they are not in it, and its price is not known then. */
export function toSubscription(
  wire: SubscriptionWire,
  { products, unread: unreadPrices, payment, partial }: SubscriptionContext,
): { subscription: Subscription; unread: UnreadObject[] } {
  const items: SubscriptionItem[] = [];
  const unread: UnreadObject[] = [];
  const priced: PricedItem[] = wire.items.map((item) => ({ item, price: priceOf(item) }));
  for (const { item, price } of priced) {
    const read = toItem(wire, item, price, { products, unread: unreadPrices });
    if (read.ok) items.push(read.value);
    else unread.push(unreadObject('subscription-item', item, read.error));
  }
  const period = periodOf(wire);
  const subscription: Subscription = {
    id: wire.id,
    status: wire.status ?? 'unknown',
    plan: items[0]?.name ?? wire.description ?? wire.id,
    ...priceFields(wire, partial || unread.length > 0 ? [] : priced),
    period,
    cancelAtPeriodEnd: wire.cancel_at_period_end ?? false,
    endsAt:
      instant(wire.ended_at) ?? instant(wire.cancel_at) ?? (wire.cancel_at_period_end ? (period?.end ?? null) : null),
    trialEndsAt: instant(wire.trial_end),
    collectionPaused: wire.pause_collection !== null,
    pausedInvoices: pausedInvoices.find((each) => each === wire.pause_collection?.behavior) ?? null,
    resumesAt: instant(wire.pause_collection?.resumes_at ?? null),
    items,
    ...payment,
  };
  return { subscription, unread };
}

const instant = (seconds: number | null): Instant | null => (seconds === null ? null : instantFromSeconds(seconds));

function toItem(
  subscription: SubscriptionWire,
  item: SubscriptionItemWire,
  price: ItemPrice | null,
  { products, unread }: Pick<SubscriptionContext, 'products' | 'unread'>,
): Result<SubscriptionItem> {
  if (!price) return fail(unusable('subscription-item', item, ['price']));
  const currency = price.currency ?? subscription.currency;
  if (currency === null) return fail(unusable('price', price, ['currency']));
  const contradiction = contradictionOf(price);
  if (contradiction) return fail(contradiction);
  const product = price.productId === null ? undefined : products.get(price.productId);
  const tiers = tiersOf(price);
  return ok({
    id: item.id,
    priceId: price.id,
    name: product?.name ?? price.name ?? subscription.description ?? price.id,
    description: product?.description ?? null,
    quantity: price.metered ? null : (item.quantity ?? 1),
    metered: price.metered,
    unitAmountDecimal: price.tiered ? null : price.unitAmountDecimal,
    currency,
    tiers,
    tiersMode: price.tiered ? (price.tiersMode === 'volume' ? 'volume' : 'graduated') : null,
    packages: packagesOf(price),
    included: price.metered && price.tiersMode !== 'volume' ? includedUnits(tiers) : null,
    used: null,
    overage: null,
    unit: product?.unit_label ?? null,
    ...(unread.has(price.id) && { priceError: unread.get(price.id) }),
  });
}

type Price = NonNullable<Subscription['prices']>[number];

/** The fixed part of each interval, as they come: a year's is never added to a month's. Null when the server did not say enough. */
function fixedPrices(subscription: SubscriptionWire, priced: readonly PricedItem[]): Price[] | null {
  const sums = new Map<string, Price>();
  for (const { item, price } of priced) {
    if (!price || price.metered) continue;
    const cost = costOf(price, item.quantity ?? 1);
    const currency = price.currency ?? subscription.currency;
    const { interval } = price;
    const before = sums.get(JSON.stringify(interval))?.price;
    const sum = (before?.amount ?? 0) + (cost ?? Number.NaN);
    if (!Number.isSafeInteger(sum) || currency === null || (before && before.currency !== currency)) return null;
    sums.set(JSON.stringify(interval), { price: money(sum, currency), interval });
  }
  return [...sums.values()];
}

/** One price with its interval; of several intervals none for the whole, and each its own. */
function priceFields(
  subscription: SubscriptionWire,
  priced: readonly PricedItem[],
): Pick<Subscription, 'price' | 'interval' | 'prices'> {
  const prices = fixedPrices(subscription, priced) ?? [];
  const [only, ...others] = prices;
  if (!only) return { price: null, interval: priced.find(({ price }) => price)?.price?.interval ?? null };
  return others.length === 0 ? only : { price: null, interval: null, prices };
}

/** Of items with different periods the one that ends first: that is when the next invoice is made. */
function periodOf(wire: SubscriptionWire): Period | null {
  const own = wire.items.map((item) => [item.current_period_start, item.current_period_end] as const);
  const periods = [...own, [wire.current_period_start, wire.current_period_end] as const]
    .flatMap(([start, end]) => (start === null || end === null ? [] : [{ start, end }]))
    .sort((a, b) => a.end - b.end);
  const [soonest] = periods;
  return soonest ? { start: instantFromSeconds(soonest.start), end: instantFromSeconds(soonest.end) } : null;
}
