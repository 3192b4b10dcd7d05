import { z } from 'zod';
import { isObject } from './read.ts';
import { planSchema, priceSchema } from './price-wire.ts';
import { maybe, words, dispensable, amount, currency, timestamp, quantity, named, address } from './wire-values.ts';

/*
 * What Billfold reads of Stripe's objects, in today's shape and in those of older servers (self-hosted stand-ins,
 * gateways). Every field that some server leaves out or sends as null is read as null; unknown fields are ignored.
 * Only what a figure or a date needs may make an object unreadable: a text that is none is left out. Lists within an
 * object are read one by one, by who maps it.
 */

export const customerSchema = z
  .object({
    id: z.string(),
    deleted: dispensable(z.boolean()),
    name: words,
    business_name: words,
    email: words,
    currency: dispensable(currency),
    balance: maybe(amount),
    // What it was called before 2019-10.
    account_balance: maybe(amount),
    address: dispensable(address),
    invoice_settings: dispensable(z.object({ default_payment_method: z.unknown().optional() })),
    default_source: z.unknown().optional(),
  })
  .transform(({ account_balance: older, ...customer }) => ({ ...customer, balance: customer.balance ?? older }));
export type CustomerWire = z.infer<typeof customerSchema>;

export const taxIdWireSchema = z.object({
  id: z.string(),
  type: z.string(),
  value: words,
  verification: dispensable(z.object({ status: words })),
});
export type TaxIdWire = z.infer<typeof taxIdWireSchema>;

const itemFields = z.object({
  id: z.string(),
  quantity: maybe(quantity),
  price: maybe(priceSchema),
  plan: maybe(planSchema),
  current_period_start: maybe(timestamp),
  current_period_end: maybe(timestamp),
});
/** Beside a price the legacy plan says the same again, and nothing of it but its name is looked at. */
export const subscriptionItemSchema = z
  .preprocess(
    (item) =>
      isObject(item) && isObject(item['price'])
        ? { ...item, plan: null, planName: isObject(item['plan']) ? item['plan']['name'] : null }
        : item,
    itemFields.extend({ planName: words }),
  )
  .transform(({ planName, ...item }) => ({ ...item, planName: planName ?? item.plan?.name ?? null }));
export type SubscriptionItemWire = z.infer<typeof subscriptionItemSchema>;

/** Without its items. */
export const subscriptionWireSchema = z.object({
  id: z.string(),
  status: words,
  currency: dispensable(currency),
  description: words,
  items: z.unknown().optional(),
  current_period_start: maybe(timestamp),
  current_period_end: maybe(timestamp),
  cancel_at: maybe(timestamp),
  cancel_at_period_end: maybe(z.boolean()),
  ended_at: maybe(timestamp),
  trial_end: maybe(timestamp),
  pause_collection: maybe(z.object({ behavior: maybe(z.string()), resumes_at: maybe(timestamp) })),
  default_payment_method: z.unknown().optional(),
  default_source: z.unknown().optional(),
});
export interface SubscriptionWire extends Omit<z.infer<typeof subscriptionWireSchema>, 'items'> {
  readonly items: readonly SubscriptionItemWire[];
}

export const productSchema = named.extend({ description: words, unit_label: words });
export type ProductWire = z.infer<typeof productSchema>;

export const portalSessionSchema = z.object({ id: z.string(), url: z.url({ protocol: /^https?$/ }) });
