import { z } from 'zod';
import {
  discountAmountsSchema,
  discountObjectSchema,
  discountsSchema,
  receivedListSchema,
  shippingCostSchema,
  taxesSchema,
  taxRateSchema,
} from './money-wire.ts';
import { usageType } from './price-wire.ts';
import {
  maybe,
  words,
  dispensable,
  wholeNumber,
  amount,
  currency,
  timestamp,
  decimal,
  reference,
} from './wire-values.ts';

/* Invoices, their lines and payments, and credit notes, as `wire.ts` says. */

const period = z.object({ start: timestamp, end: timestamp });

/** Of a line's price or plan only its name and kind are looked at: what it cost stands in the line itself. */
const linePrice = z.union([
  z.string().transform((id) => ({ id, unit_amount_decimal: null, recurring: null })),
  z.object({
    id: z.string(),
    unit_amount_decimal: dispensable(decimal),
    recurring: dispensable(z.object({ usage_type: usageType, meter: words })),
  }),
]);
const linePlan = z.object({
  id: z.string(),
  name: words,
  amount_decimal: dispensable(decimal),
  usage_type: usageType,
  meter: words,
});

export const lineSchema = z.object({
  id: words,
  description: words,
  amount,
  currency: maybe(currency),
  quantity: dispensable(wholeNumber(z.number())),
  quantity_decimal: dispensable(decimal),
  period: maybe(period),
  parent: dispensable(
    z.object({
      subscription_item_details: maybe(z.object({ subscription_item: words, proration: dispensable(z.boolean()) })),
      invoice_item_details: maybe(z.object({ proration: dispensable(z.boolean()) })),
    }),
  ),
  subscription_item: words,
  proration: dispensable(z.boolean()),
  type: words,
  pricing: dispensable(
    z.object({
      price_details: maybe(z.object({ price: maybe(reference) })),
      unit_amount_decimal: dispensable(decimal),
    }),
  ),
  discount_amounts: discountAmountsSchema,
  taxes: taxesSchema,
  tax_amounts: taxesSchema,
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
  account_name: words,
  // Where they were not expanded there is only what they are called at the vendor.
  account_tax_ids: dispensable(
    z.array(z.union([z.object({ value: words }).transform(({ value }) => value), z.string().transform(() => null)])),
  ),
  customer_tax_ids: dispensable(z.array(z.object({ value: words }))),
  parent: maybe(z.object({ subscription_details: maybe(z.object({ subscription: maybe(reference) })) })),
  subscription: maybe(reference),
  total: amount,
  total_excluding_tax: maybe(amount),
  subtotal: maybe(amount),
  total_discount_amounts: discountAmountsSchema,
  discounts: discountsSchema,
  discount: dispensable(discountObjectSchema),
  shipping_cost: shippingCostSchema,
  amount_shipping: maybe(amount),
  customer_tax_exempt: words,
  total_taxes: taxesSchema,
  total_tax_amounts: taxesSchema,
  default_tax_rates: dispensable(z.array(taxRateSchema)),
  tax: maybe(amount),
  tax_percent: dispensable(decimal),
  amount_due: maybe(amount),
  amount_paid: maybe(amount),
  amount_remaining: maybe(amount),
  pre_payment_credit_notes_amount: maybe(amount),
  payments: receivedListSchema,
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
  unit_amount_decimal: dispensable(decimal),
  discount_amounts: discountAmountsSchema,
  taxes: taxesSchema,
  tax_amounts: taxesSchema,
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
  subtotal: maybe(amount),
  discount_amounts: discountAmountsSchema,
  shipping_cost: shippingCostSchema,
  total_taxes: taxesSchema,
  tax_amounts: taxesSchema,
  lines: z.unknown().optional(),
  pdf: words,
});
export interface CreditNoteWire extends Omit<z.infer<typeof creditNoteSchema>, 'lines'> {
  readonly lines: readonly CreditNoteLineWire[];
}
