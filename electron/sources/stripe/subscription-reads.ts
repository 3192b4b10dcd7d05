import type { AppError } from '#shared/errors.ts';
import { isPartial } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';
import { isBilled, type Subscription } from '#shared/subscription.ts';
import type { Logger } from '../../platform/ports.ts';
import type { Listed, ReadObject } from '../billing-source.ts';
import type { MeteredPrices } from './metered-prices.ts';
import type { StripeAccess } from './optional.ts';
import { allPages, type PageParameters } from './pages.ts';
import { createPaymentMethodReads, type Payment } from './payment-method-reads.ts';
import { priceOf } from './price.ts';
import { read, readEach, readObject, unreadObject } from './read.ts';
import { toSubscription } from './subscription-mapper.ts';
import { readSubscription, type SentSubscription } from './subscription-wires.ts';
import { priceSchema, type TierWire } from './price-wire.ts';
import { type ProductWire, productSchema, subscriptionItemSchema } from './wire.ts';

const expand = ['data.default_payment_method'];

/** Everything about subscriptions that takes several requests to know. */
export function createSubscriptionReads(access: StripeAccess, prices: MeteredPrices, logger: Logger) {
  const { request, withFallback, customerId } = access;
  const paymentsOf = createPaymentMethodReads(access);
  const tiersByPrice = new Map<string, readonly TierWire[]>();

  /** All subscriptions as sent, each with all its items. */
  async function wires(
    signal?: AbortSignal,
  ): Promise<Result<{ values: SentSubscription[]; unread: Listed<never>['unread'] }>> {
    const page = (from: PageParameters) => {
      const parameters = { customer: customerId, status: 'all' as const, ...from };
      return withFallback(
        'subscriptions',
        [
          (stripe) => stripe.subscriptions.list({ ...parameters, expand }),
          (stripe) => stripe.subscriptions.list(parameters),
        ],
        signal,
      );
    };
    const listed = await allPages('subscription-list', page);
    if (!listed.ok) return listed;
    const { values, unread } = readEach(listed.value, 'subscription', readSubscription);
    const complete: SentSubscription[] = [];
    for (const each of await Promise.all(values.map((sent) => withAllItems(sent, signal)))) {
      if (!each.ok) return each;
      complete.push(each.value);
    }
    prices.learn(complete.map(({ wire }) => wire));
    return ok({ values: complete, unread });
  }

  /** Items that cannot be read to the end are named: no figure is made of those that came. */
  async function withAllItems(sent: SentSubscription, signal?: AbortSignal): Promise<Result<SentSubscription>> {
    if (!sent.more) return ok(sent);
    const { wire } = sent;
    const page = (from: PageParameters) =>
      request((stripe) => stripe.subscriptionItems.list({ subscription: wire.id, ...from }), signal);
    const items = await allPages('subscription-item-list', page, (sent.raw as { items: unknown }).items);
    if (!items.ok) {
      if (!isPartial(items.error)) return items;
      return ok({ ...sent, unread: [...sent.unread, unreadObject('subscription-item', undefined, items.error)] });
    }
    const { values, unread } = readEach(items.value, 'subscription-item', (raw) =>
      read(subscriptionItemSchema, raw, 'subscription-item'),
    );
    return ok({ ...sent, wire: { ...wire, items: values }, unread, more: false });
  }

  /** Stripe refuses more than four levels of expansion, so products are read apart. Names only: a refusal costs no figure. */
  async function products(
    subscriptions: readonly SentSubscription[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, ProductWire>> {
    const prices = subscriptions.flatMap(({ wire }) => wire.items).map(priceOf);
    const ids = [...new Set(prices.flatMap((price) => price?.productId ?? []))];
    const found: ProductWire[] = [];
    const readOne = (raw: unknown) => read(productSchema, raw, 'product');
    for (let start = 0; start < ids.length; start += 100) {
      const some = ids.slice(start, start + 100);
      const listed = await request((stripe) => stripe.products.list({ ids: some, limit: 100 }), signal);
      const sent: unknown = listed.ok ? listed.value.data : null;
      if (Array.isArray(sent)) for (const raw of sent) found.push(...valuesOf(readOne(raw)));
      else if (!listed.ok && listed.error.code === 'permission-missing')
        logger.warn('Products cannot be read', { error: listed.error });
      else found.push(...(await oneByOne(some, signal)));
    }
    return new Map(found.map((product) => [product.id, product]));
  }

  /** For servers that cannot list by ids. */
  async function oneByOne(ids: readonly string[], signal?: AbortSignal): Promise<ProductWire[]> {
    const answers = await Promise.all(ids.map((id) => request((stripe) => stripe.products.retrieve(id), signal)));
    return answers.flatMap((answer) => (answer.ok ? valuesOf(read(productSchema, answer.value, 'product')) : []));
  }

  /**
   * Tiers are one level of expansion too deep for the list; a price's tiers never change, so they are asked for once.
   * Those that cannot be read go to `unread`.
   */
  async function withTiers(
    sent: SentSubscription,
    unread: Map<string, AppError>,
    signal?: AbortSignal,
  ): Promise<SentSubscription> {
    const items = await Promise.all(
      sent.wire.items.map(async (item) => {
        if (item.price?.billing_scheme !== 'tiered' || item.price.tiers !== null) return item;
        const tiers = await tiersOf(item.price.id, signal);
        if (!tiers.ok) unread.set(item.price.id, tiers.error);
        return { ...item, price: { ...item.price, tiers: tiers.ok ? tiers.value : null } };
      }),
    );
    return { ...sent, wire: { ...sent.wire, items } };
  }

  async function tiersOf(priceId: string, signal?: AbortSignal): Promise<Result<TierWire[] | null>> {
    const known = tiersByPrice.get(priceId);
    if (known) return ok([...known]);
    const answer = await request((stripe) => stripe.prices.retrieve(priceId, { expand: ['tiers'] }), signal);
    const price = answer.ok ? read(priceSchema, answer.value, 'price') : answer;
    if (!price.ok) {
      logger.warn('Tiers of a price cannot be read', { priceId, error: price.error });
      return price;
    }
    if (price.value.tiers) tiersByPrice.set(priceId, price.value.tiers);
    return ok(price.value.tiers);
  }

  async function subscriptions(signal?: AbortSignal): Promise<Result<Listed<Subscription>>> {
    const listed = await wires(signal);
    if (!listed.ok) return listed;
    const { values, unread } = listed.value;
    const unreadPrices = new Map<string, AppError>();
    const [names, tiered] = await Promise.all([
      products(values, signal),
      Promise.all(values.map((sent) => withTiers(sent, unreadPrices, signal))),
    ]);
    const map = (payments: ReadonlyMap<string, Payment>): ReadObject<Subscription>[] =>
      tiered.map(({ wire, raw, unread: items }) => {
        const mapped = toSubscription(wire, {
          products: names,
          unread: unreadPrices,
          payment: payments.get(wire.id) ?? { paymentMethod: null },
          partial: items.length > 0,
        });
        return readObject(mapped.subscription, raw, [...items, ...mapped.unread]);
      });
    const billed = new Set(map(new Map()).flatMap(({ value }) => (isBilled(value) ? [value.id] : [])));
    const payments = await paymentsOf(
      values.map(({ wire }) => wire),
      ({ id }) => billed.has(id),
      signal,
    );
    return payments.ok ? ok({ read: map(payments.value), unread }) : payments;
  }

  return { wires, subscriptions };
}

const valuesOf = <T>(result: Result<T>): T[] => (result.ok ? [result.value] : []);
