import { z } from 'zod';
import { isObject } from './read.ts';
import { planSchema, priceSchema, usageType } from './price-wire.ts';
import {
  maybe,
  words,
  dispensable,
  wholeNumber,
  amount,
  currency,
  timestamp,
  quantity,
  decimal,
  reference,
  named,
  address,
} from './wire-values.ts';

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

/** No more than can be added up to an amount. */
const taxes = maybe(z.array(z.object({ amount })).max(500));
const period = z.object({ start: timestamp, end: timestamp });

/** Of a line's price or plan only its name and kind are looked at: what it cost stands in the line itself. */
const linePrice = z.union([
  z.string().transform((id) => ({ id, recurring: null })),
  z.object({ id: z.string(), recurring: dispensable(z.object({ usage_type: usageType, meter: words })) }),
]);
const linePlan = z.object({ id: z.string(), name: words, usage_type: usageType, meter: words });

export const lineSchema = z.object({
  id: words,
  description: words,
  amount,
  currency: maybe(currency),
  quantity: dispensable(wholeNumber(z.number())),
  quantity_decimal: dispensable(decimal),
  period: maybe(period),
  parent: dispensable(z.object({ subscription_item_details: maybe(z.object({ subscription_item: words })) })),
  subscription_item: words,
  pricing: dispensable(z.object({ price_details: maybe(z.object({ price: maybe(reference) })) })),
  price: dispensable(linePrice),
  plan: dispensable(linePlan),
});
export type LineWire = z.infer<typeof lineSchema>;

/** Without its lines. */
export const invoiceSchema = z.object({
  id: words,
  number: words,
  status: maybe(z.enum(['draft', 'open', 'paid', 'void', 'uncollectible'])),
  paid: maybe(z.boolean()),
  forgiven: maybe(z.boolean()),
  currency,
  created: maybe(timestamp),
  date: maybe(timestamp),
  effective_at: maybe(timestamp),
  due_date: maybe(timestamp),
  status_transitions: maybe(z.object({ finalized_at: maybe(timestamp), paid_at: maybe(timestamp) })),
  period_start: maybe(timestamp),
  period_end: maybe(timestamp),
  customer_name: words,
  customer_tax_ids: dispensable(z.array(z.object({ value: words }))),
  parent: maybe(z.object({ subscription_details: maybe(z.object({ subscription: maybe(reference) })) })),
  subscription: maybe(reference),
  total: amount,
  total_excluding_tax: maybe(amount),
  total_taxes: taxes,
  total_tax_amounts: taxes,
  tax: maybe(amount),
  amount_due: maybe(amount),
  starting_balance: maybe(amount),
  ending_balance: maybe(amount),
  lines: z.unknown().optional(),
  hosted_invoice_url: words,
  invoice_pdf: words,
  attempt_count: maybe(wholeNumber(z.int().min(0))),
  next_payment_attempt: maybe(timestamp),
  payment_intent: dispensable(reference),
  charge: dispensable(reference),
});
export interface InvoiceWire extends Omit<z.infer<typeof invoiceSchema>, 'lines'> {
  readonly lines: readonly LineWire[];
}

const charge = z.object({ id: z.string(), receipt_url: words });
const paymentError = z.object({ code: words, decline_code: words, message: words });
const paymentIntent = z.object({
  id: z.string(),
  last_payment_error: dispensable(paymentError),
  latest_charge: dispensable(charge),
  /** Its id alone was sent. */
  isBare: z.literal(false).default(false),
});
export const invoicePaymentSchema = z.object({
  status: words,
  payment: z.object({
    payment_intent: maybe(
      z.union([
        z.string().transform((id) => ({ id, last_payment_error: null, latest_charge: null, isBare: true })),
        paymentIntent,
      ]),
    ),
    charge: maybe(z.union([z.string().transform((id) => ({ id, receipt_url: null })), charge])),
  }),
});
export type InvoicePaymentWire = z.infer<typeof invoicePaymentSchema>;

export const creditNoteLineSchema = z.object({
  id: words,
  description: words,
  amount,
  quantity: dispensable(wholeNumber(z.number())),
});
export type CreditNoteLineWire = z.infer<typeof creditNoteLineSchema>;

/** Without its lines. */
export const creditNoteSchema = z.object({
  id: z.string(),
  number: words,
  status: maybe(z.enum(['issued', 'void'])),
  invoice: maybe(reference),
  currency,
  created: timestamp,
  effective_at: maybe(timestamp),
  total: amount,
  total_excluding_tax: maybe(amount),
  total_taxes: taxes,
  tax_amounts: taxes,
  lines: z.unknown().optional(),
  pdf: words,
});
export interface CreditNoteWire extends Omit<z.infer<typeof creditNoteSchema>, 'lines'> {
  readonly lines: readonly CreditNoteLineWire[];
}

export const portalSessionSchema = z.object({ id: z.string(), url: z.url({ protocol: /^https?$/ }) });
