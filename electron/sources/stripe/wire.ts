import { z } from 'zod';

/*
 * What Billfold reads of Stripe's objects, in today's shape and in those of older servers (self-hosted stand-ins,
 * gateways). Every field that some server leaves out or sends as null is read as null; unknown fields are ignored.
 */

const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? null);

/** Minor units. Stripe's largest amount has 12 digits; a bound keeps sums of many exact. */
const amount = z.int().min(-9e12).max(9e12);
const currency = z
  .string()
  .regex(/^[a-z]{3}$/i)
  .transform((code) => code.toUpperCase());
/** Whole seconds since 1970, up to the year 9999. */
const timestamp = z.int().min(0).max(253_402_300_799);
const quantity = z.int().min(0);
/** The SDK turns some decimal texts into objects of its own. */
const decimal = z
  .union([
    z.string(),
    z.number(),
    z.custom<{ toString(): string }>(
      (value) => typeof value === 'object' && value !== null && typeof value.toString === 'function',
    ),
  ])
  .transform(String)
  .pipe(z.string().regex(/^-?\d{1,15}(\.\d{1,30})?$/));
/** An id, or the object in its place where it was expanded. */
const reference = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);
const named = z.object({ id: z.string(), name: maybe(z.string()) });

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ data: z.array(item), has_more: maybe(z.boolean()) });

const address = z.object({
  line1: maybe(z.string()),
  line2: maybe(z.string()),
  city: maybe(z.string()),
  state: maybe(z.string()),
  postal_code: maybe(z.string()),
  country: maybe(z.string()),
});

const lastFour = z.object({ last4: maybe(z.string()), bank_name: maybe(z.string()) });
const card = z.object({
  brand: maybe(z.string()),
  last4: maybe(z.string()),
  exp_month: maybe(z.int().min(1).max(12)),
  exp_year: maybe(z.int().min(1000).max(9999)),
});
const paymentMethod = z.object({
  type: maybe(z.string()),
  card: maybe(card),
  sepa_debit: maybe(lastFour),
  us_bank_account: maybe(lastFour),
  bacs_debit: maybe(lastFour),
  au_becs_debit: maybe(lastFour),
});
export type PaymentMethodWire = z.infer<typeof paymentMethod>;

export const customerSchema = z.object({
  id: z.string(),
  deleted: maybe(z.boolean()),
  name: maybe(z.string()),
  business_name: maybe(z.string()),
  email: maybe(z.string()),
  currency: maybe(currency),
  balance: maybe(amount),
  address: maybe(address),
  invoice_settings: maybe(z.object({ default_payment_method: maybe(z.union([z.string(), paymentMethod])) })),
});
export type CustomerWire = z.infer<typeof customerSchema>;

export const taxIdWireSchema = z.object({
  id: z.string(),
  type: z.string(),
  value: maybe(z.string()),
  verification: maybe(z.object({ status: maybe(z.string()) })),
});
export type TaxIdWire = z.infer<typeof taxIdWireSchema>;
export const taxIdListSchema = listOf(taxIdWireSchema);

const tier = z.object({
  up_to: maybe(quantity),
  unit_amount: maybe(amount),
  unit_amount_decimal: maybe(decimal),
  flat_amount: maybe(amount),
  flat_amount_decimal: maybe(decimal),
});
export type TierWire = z.infer<typeof tier>;

const interval = z.enum(['day', 'week', 'month', 'year']);
const usageType = maybe(z.string());
export const priceSchema = z.object({
  id: z.string(),
  currency: maybe(currency),
  nickname: maybe(z.string()),
  product: maybe(z.union([z.string(), named])),
  billing_scheme: maybe(z.string()),
  tiers: maybe(z.array(tier)),
  tiers_mode: maybe(z.string()),
  transform_quantity: maybe(z.object({ divide_by: z.int().min(1), round: z.string() })),
  unit_amount: maybe(amount),
  unit_amount_decimal: maybe(decimal),
  recurring: maybe(
    z.object({ interval, interval_count: maybe(z.int()), usage_type: usageType, meter: maybe(z.string()) }),
  ),
});
export type PriceWire = z.infer<typeof priceSchema>;

/** What prices were before 2019-10; some servers still send nothing else. */
const planSchema = priceSchema.omit({ recurring: true, unit_amount: true, unit_amount_decimal: true }).extend({
  name: maybe(z.string()),
  amount: maybe(amount),
  amount_decimal: maybe(decimal),
  interval: maybe(interval),
  interval_count: maybe(z.int()),
  usage_type: usageType,
  meter: maybe(z.string()),
  transform_usage: maybe(z.object({ divide_by: z.int().min(1), round: z.string() })),
});
export type PlanWire = z.infer<typeof planSchema>;

export const subscriptionItemSchema = z.object({
  id: z.string(),
  quantity: maybe(quantity),
  price: maybe(priceSchema),
  plan: maybe(planSchema),
  current_period_start: maybe(timestamp),
  current_period_end: maybe(timestamp),
});
export type SubscriptionItemWire = z.infer<typeof subscriptionItemSchema>;
export const subscriptionItemListSchema = listOf(subscriptionItemSchema);

export const subscriptionWireSchema = z.object({
  id: z.string(),
  status: z.string(),
  currency: maybe(currency),
  description: maybe(z.string()),
  items: listOf(subscriptionItemSchema),
  current_period_start: maybe(timestamp),
  current_period_end: maybe(timestamp),
  cancel_at: maybe(timestamp),
  cancel_at_period_end: maybe(z.boolean()),
  ended_at: maybe(timestamp),
  trial_end: maybe(timestamp),
  pause_collection: maybe(z.object({ resumes_at: maybe(timestamp) })),
  default_payment_method: maybe(z.union([z.string(), paymentMethod])),
});
export type SubscriptionWire = z.infer<typeof subscriptionWireSchema>;
export const subscriptionListSchema = listOf(subscriptionWireSchema);

export const productSchema = named.extend({ description: maybe(z.string()), unit_label: maybe(z.string()) });
export type ProductWire = z.infer<typeof productSchema>;
export const productListSchema = listOf(productSchema);

const taxes = maybe(z.array(z.object({ amount })));
const period = z.object({ start: timestamp, end: timestamp });

export const lineSchema = z.object({
  id: maybe(z.string()),
  description: maybe(z.string()),
  amount,
  currency: maybe(currency),
  quantity: maybe(z.number()),
  quantity_decimal: maybe(decimal),
  period: maybe(period),
  parent: maybe(z.object({ subscription_item_details: maybe(z.object({ subscription_item: maybe(z.string()) })) })),
  subscription_item: maybe(z.string()),
  pricing: maybe(z.object({ price_details: maybe(z.object({ price: maybe(reference) })) })),
  price: maybe(z.union([z.string().transform((id) => ({ id, recurring: null })), priceSchema])),
  plan: maybe(planSchema),
});
export type LineWire = z.infer<typeof lineSchema>;
export const lineListSchema = listOf(lineSchema);

export const invoiceSchema = z.object({
  id: maybe(z.string()),
  number: maybe(z.string()),
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
  customer_name: maybe(z.string()),
  customer_tax_ids: maybe(z.array(z.object({ value: maybe(z.string()) }))),
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
  lines: maybe(listOf(lineSchema)),
  hosted_invoice_url: maybe(z.string()),
  invoice_pdf: maybe(z.string()),
  attempt_count: maybe(z.int().min(0)),
  next_payment_attempt: maybe(timestamp),
  payment_intent: maybe(reference),
  charge: maybe(reference),
});
export type InvoiceWire = z.infer<typeof invoiceSchema>;

const charge = z.object({ id: z.string(), receipt_url: maybe(z.string()) });
const paymentError = z.object({
  code: maybe(z.string()),
  decline_code: maybe(z.string()),
  message: maybe(z.string()),
});
const paymentIntent = z.object({
  id: z.string(),
  last_payment_error: maybe(paymentError),
  latest_charge: maybe(z.union([z.string().transform(() => null), charge])),
});
export const invoicePaymentListSchema = listOf(
  z.object({
    status: maybe(z.string()),
    payment: z.object({
      payment_intent: maybe(
        z.union([z.string().transform((id) => ({ id, last_payment_error: null, latest_charge: null })), paymentIntent]),
      ),
      charge: maybe(z.union([z.string().transform((id) => ({ id, receipt_url: null })), charge])),
    }),
  }),
);
export type InvoicePaymentWire = z.infer<typeof invoicePaymentListSchema>['data'][number];

const creditNoteLineSchema = z.object({
  id: maybe(z.string()),
  description: maybe(z.string()),
  amount,
  quantity: maybe(z.number()),
});
export const creditNoteLineListSchema = listOf(creditNoteLineSchema);

export const creditNoteSchema = z.object({
  id: z.string(),
  number: maybe(z.string()),
  status: maybe(z.string()),
  invoice: maybe(reference),
  currency,
  created: timestamp,
  effective_at: maybe(timestamp),
  total: amount,
  total_excluding_tax: maybe(amount),
  total_taxes: taxes,
  tax_amounts: taxes,
  lines: maybe(listOf(creditNoteLineSchema)),
  pdf: maybe(z.string()),
});
export type CreditNoteWire = z.infer<typeof creditNoteSchema>;

/** A page of a list, its items still to be read one by one. */
export const pageSchema = listOf(z.unknown());

export const portalSessionSchema = z.object({ id: z.string(), url: z.url({ protocol: /^https?$/ }) });
