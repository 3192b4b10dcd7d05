import type { Stripe } from 'stripe';
import type { AppError } from '#shared/errors.ts';
import { ok, type Result } from '#shared/result.ts';
import { isBilled, type PaymentMethod, type Subscription } from '#shared/subscription.ts';
import type { Logger } from '../../platform/ports.ts';
import type { MeteredPrices } from './metered-prices.ts';
import { allPages } from './pages.ts';
import { priceOf } from './price.ts';
import { all, read } from './read.ts';
import { type Surroundings, toPaymentMethod, toSubscription } from './subscription-mapper.ts';
import {
  customerSchema,
  priceSchema,
  type ProductWire,
  productListSchema,
  productSchema,
  subscriptionItemListSchema,
  subscriptionListSchema,
  type SubscriptionWire,
  type TierWire,
} from './wire.ts';

/** A patient request gives way to others. */
export type Ask = <T>(
  call: (stripe: Stripe) => Promise<T>,
  signal?: AbortSignal,
  patient?: boolean,
) => Promise<Result<T>>;

interface Dependencies {
  readonly ask: Ask;
  readonly customerId: string;
  readonly prices: MeteredPrices;
  readonly logger: Logger;
}

const expand = ['data.default_payment_method'];

/** Everything about subscriptions that takes several requests to know. */
export function createSubscriptionReads({ ask, customerId, prices, logger }: Dependencies) {
  const tiersByPrice = new Map<string, TierWire[]>();

  /** All subscriptions as sent, each with all its items. */
  async function wires(signal?: AbortSignal): Promise<Result<SubscriptionWire[]>> {
    const page = (expanded: boolean) => (after: string | undefined) =>
      ask(
        (stripe) =>
          stripe.subscriptions.list({
            customer: customerId,
            status: 'all',
            limit: 100,
            ...(expanded && { expand }),
            ...(after !== undefined && { starting_after: after }),
          }),
        signal,
      );
    let listed = await allPages(subscriptionListSchema, 'subscription list', page(true));
    // A key that may not read payment methods can still read the rest.
    if (!listed.ok && listed.error.code === 'permission-missing') {
      listed = await allPages(subscriptionListSchema, 'subscription list', page(false));
    }
    if (!listed.ok) return listed;
    const complete = all(await Promise.all(listed.value.map((subscription) => withAllItems(subscription, signal))));
    if (complete.ok) prices.learn(complete.value);
    return complete;
  }

  async function withAllItems(subscription: SubscriptionWire, signal?: AbortSignal): Promise<Result<SubscriptionWire>> {
    if (subscription.items.has_more !== true) return ok(subscription);
    const page = (after: string | undefined) =>
      ask(
        (stripe) =>
          stripe.subscriptionItems.list({
            subscription: subscription.id,
            limit: 100,
            ...(after !== undefined && { starting_after: after }),
          }),
        signal,
      );
    const items = await allPages(subscriptionItemListSchema, 'subscription item list', page, subscription.items);
    return items.ok ? ok({ ...subscription, items: { data: items.value, has_more: false } }) : items;
  }

  /** Stripe refuses more than four levels of expansion, so products are read apart. Names only: a failure costs no figure. */
  async function products(
    subscriptions: readonly SubscriptionWire[],
    signal?: AbortSignal,
  ): Promise<Surroundings['products']> {
    const prices = subscriptions.flatMap((each) => each.items.data).map(priceOf);
    const ids = [...new Set(prices.flatMap((price) => price?.productId ?? []))];
    const found: ProductWire[] = [];
    for (let start = 0; start < ids.length; start += 100) {
      const some = ids.slice(start, start + 100);
      const listed = await ask((stripe) => stripe.products.list({ ids: some, limit: 100 }), signal);
      const page = listed.ok ? read(productListSchema, listed.value, 'product list') : listed;
      if (page.ok) found.push(...page.value.data);
      else if (page.error.code === 'permission-missing') logger.warn('Products cannot be read', { error: page.error });
      else found.push(...(await oneByOne(some, signal)));
    }
    return new Map(found.map((product) => [product.id, product]));
  }

  /** For servers that cannot list by ids. */
  async function oneByOne(ids: readonly string[], signal?: AbortSignal): Promise<ProductWire[]> {
    const answers = await Promise.all(ids.map((id) => ask((stripe) => stripe.products.retrieve(id), signal)));
    return answers.flatMap((answer) => {
      const product = answer.ok ? read(productSchema, answer.value, 'product') : answer;
      return product.ok ? [product.value] : [];
    });
  }

  /**
   * Tiers are one level of expansion too deep for the list; a price's tiers never change, so they are asked for once.
   * Those that cannot be read go to `unread`.
   */
  async function withTiers(
    subscription: SubscriptionWire,
    unread: Map<string, AppError>,
    signal?: AbortSignal,
  ): Promise<SubscriptionWire> {
    const data = await Promise.all(
      subscription.items.data.map(async (item) => {
        if (item.price?.billing_scheme !== 'tiered' || item.price.tiers !== null) return item;
        const tiers = await tiersOf(item.price.id, signal);
        if (!tiers.ok) unread.set(item.price.id, tiers.error);
        return { ...item, price: { ...item.price, tiers: tiers.ok ? tiers.value : null } };
      }),
    );
    return { ...subscription, items: { ...subscription.items, data } };
  }

  async function tiersOf(priceId: string, signal?: AbortSignal): Promise<Result<TierWire[] | null>> {
    const known = tiersByPrice.get(priceId);
    if (known) return ok(known);
    const answer = await ask((stripe) => stripe.prices.retrieve(priceId, { expand: ['tiers'] }), signal);
    const price = answer.ok ? read(priceSchema, answer.value, 'price') : answer;
    if (!price.ok) {
      logger.warn('Tiers of a price cannot be read', { priceId, error: price.error });
      return price;
    }
    if (price.value.tiers) tiersByPrice.set(priceId, price.value.tiers);
    return ok(price.value.tiers);
  }

  /** What Stripe charges when a subscription names no payment method of its own. */
  async function customerPaymentMethod(signal?: AbortSignal): Promise<PaymentMethod | null> {
    const answer = await ask(
      (stripe) => stripe.customers.retrieve(customerId, { expand: ['invoice_settings.default_payment_method'] }),
      signal,
    );
    const customer = answer.ok ? read(customerSchema, answer.value, 'customer') : answer;
    return customer.ok ? toPaymentMethod(customer.value.invoice_settings?.default_payment_method ?? null) : null;
  }

  async function subscriptions(signal?: AbortSignal): Promise<Result<Subscription[]>> {
    const listed = await wires(signal);
    if (!listed.ok) return listed;
    const unread = new Map<string, AppError>();
    const [names, tiered] = await Promise.all([
      products(listed.value, signal),
      Promise.all(listed.value.map((subscription) => withTiers(subscription, unread, signal))),
    ]);
    const map = (customerPaymentMethod: PaymentMethod | null) =>
      all(tiered.map((each) => toSubscription(each, { products: names, unread, customerPaymentMethod })));
    const mapped = map(null);
    const lacks = mapped.ok && mapped.value.some((each) => isBilled(each) && each.paymentMethod === null);
    return lacks ? map(await customerPaymentMethod(signal)) : mapped;
  }

  return { wires, subscriptions };
}
