import type { AppError } from '#shared/errors.ts';
import { money, type Money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import {
  type PaymentMethod,
  type Subscription,
  type SubscriptionItem,
  subscriptionStatusSchema,
} from '#shared/subscription.ts';
import { type Instant, instantFromSeconds } from '#shared/time.ts';
import { costOf, includedUnits, type ItemPrice, priceOf, tiersOf } from './price.ts';
import { all, incomplete } from './read.ts';
import type { PaymentMethodWire, ProductWire, SubscriptionItemWire, SubscriptionWire } from './wire.ts';

/** What is read apart from the subscriptions. */
export interface Surroundings {
  /** Names and units by product id; what could not be read is simply not there. */
  readonly products: ReadonlyMap<string, ProductWire>;
  /** Why the tiers of a price, by its id, could not be read. */
  readonly unread: ReadonlyMap<string, AppError>;
  readonly customerPaymentMethod: PaymentMethod | null;
}

export function toSubscription(
  wire: SubscriptionWire,
  { products, unread, customerPaymentMethod }: Surroundings,
): Result<Subscription> {
  const status = subscriptionStatusSchema.safeParse(wire.status);
  if (!status.success) return fail(incomplete('subscription', wire, 'status'));
  const priced = wire.items.data.map((item) => ({ item, price: priceOf(item) }));
  const items = all(priced.map(({ item, price }) => toItem(wire, item, price, { products, unread })));
  if (!items.ok) return items;
  const [first] = priced;
  const period = periodOf(wire);
  return ok({
    id: wire.id,
    status: status.data,
    plan: items.value[0]?.name ?? wire.description ?? wire.id,
    price: fixedPrice(wire, priced),
    interval: first?.price?.interval ?? null,
    period,
    cancelAtPeriodEnd: wire.cancel_at_period_end ?? false,
    endsAt:
      instant(wire.ended_at) ?? instant(wire.cancel_at) ?? (wire.cancel_at_period_end ? (period?.end ?? null) : null),
    trialEndsAt: instant(wire.trial_end),
    collectionPaused: wire.pause_collection !== null,
    resumesAt: instant(wire.pause_collection?.resumes_at ?? null),
    items: items.value,
    paymentMethod: toPaymentMethod(wire.default_payment_method) ?? customerPaymentMethod,
  });
}

const instant = (seconds: number | null): Instant | null => (seconds === null ? null : instantFromSeconds(seconds));

function toItem(
  subscription: SubscriptionWire,
  item: SubscriptionItemWire,
  price: ItemPrice | null,
  { products, unread }: Pick<Surroundings, 'products' | 'unread'>,
): Result<SubscriptionItem> {
  if (!price) return fail(incomplete('subscription item', item, 'price'));
  const currency = price.currency ?? subscription.currency;
  if (currency === null) return fail(incomplete('price', price, 'currency'));
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
    packages: price.transform && {
      size: price.transform.divide_by,
      round: price.transform.round === 'up' ? 'up' : 'down',
    },
    included: price.metered && price.tiersMode !== 'volume' ? includedUnits(tiers) : null,
    used: null,
    overage: null,
    unit: product?.unit_label ?? null,
    ...(unread.has(price.id) && { priceError: unread.get(price.id) }),
  });
}

/** The fixed part per interval; null when all is metered, or when the server did not say enough to be right. */
function fixedPrice(
  subscription: SubscriptionWire,
  priced: readonly { item: SubscriptionItemWire; price: ItemPrice | null }[],
): Money | null {
  let sum: Money | null = null;
  for (const { item, price } of priced) {
    if (!price || price.metered) continue;
    const cost = costOf(price, item.quantity ?? 1);
    const currency = price.currency ?? subscription.currency;
    if (cost === null || currency === null || (sum && sum.currency !== currency)) return null;
    sum = money((sum?.amount ?? 0) + cost, currency);
  }
  return sum;
}

/** Of items with different periods the one that ends first: that is when the next invoice is made. */
function periodOf(wire: SubscriptionWire): Period | null {
  const own = wire.items.data.map((item) => [item.current_period_start, item.current_period_end] as const);
  const periods = [...own, [wire.current_period_start, wire.current_period_end] as const]
    .flatMap(([start, end]) => (start === null || end === null ? [] : [{ start, end }]))
    .sort((a, b) => a.end - b.end);
  const [soonest] = periods;
  return soonest ? { start: instantFromSeconds(soonest.start), end: instantFromSeconds(soonest.end) } : null;
}

export function toPaymentMethod(wire: PaymentMethodWire | string | null): PaymentMethod | null {
  if (wire === null || typeof wire === 'string') return null;
  const { card } = wire;
  if (card) {
    const expires =
      card.exp_year === null || card.exp_month === null
        ? null
        : `${card.exp_year}-${String(card.exp_month).padStart(2, '0')}`;
    return { brand: card.brand ?? 'card', last4: card.last4 ?? '', expires };
  }
  const bank = wire.sepa_debit ?? wire.us_bank_account ?? wire.bacs_debit ?? wire.au_becs_debit;
  if (wire.type === null && !bank) return null;
  return { brand: bank?.bank_name ?? wire.type ?? 'bank', last4: bank?.last4 ?? '', expires: null };
}
