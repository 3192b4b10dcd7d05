import { z } from 'zod';
import { amount, decimal, dispensable, maybe, reference, timestamp, words } from './wire-values.ts';

/* Taxes, discounts, shipping and payments of invoices and credit notes, as `wire.ts` says. */

export const taxRateSchema = z.object({
  id: z.string(),
  percentage: dispensable(decimal),
  /** What was really reckoned with, where Stripe finds the rate out by itself. */
  effective_percentage: dispensable(decimal),
  display_name: words,
  jurisdiction: words,
  country: words,
  state: words,
});
export type TaxRateWire = z.infer<typeof taxRateSchema>;

export const couponSchema = z.object({
  id: z.string(),
  name: words,
  percent_off: dispensable(decimal),
  amount_off: dispensable(amount),
});
export type CouponWire = z.infer<typeof couponSchema>;

/** Its id alone, or the object in its place where it was expanded. */
const orId = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.string().transform((id) => ({ id, sent: null })), schema.transform((sent) => ({ id: null, sent }))]);

/** No more than can be added up to an amount. */
const few = <Schema extends z.ZodType>(schema: Schema) => maybe(z.array(schema).max(500));

const rate = dispensable(orId(taxRateSchema));
export const taxesSchema = few(
  z.object({
    amount,
    taxable_amount: dispensable(amount),
    taxability_reason: words,
    tax_behavior: words,
    tax_rate_details: dispensable(z.object({ tax_rate: rate })),
    // Before API 2025-03-31.
    inclusive: dispensable(z.boolean()),
    tax_rate: rate,
  }),
);
export type TaxWire = NonNullable<z.output<typeof taxesSchema>>[number];

const coupon = dispensable(orId(couponSchema));
export const discountObjectSchema = z.object({
  id: words,
  coupon,
  source: dispensable(z.object({ coupon })),
});
export type DiscountObject = z.infer<typeof discountObjectSchema>;

export const discountAmountsSchema = few(z.object({ amount, discount: dispensable(orId(discountObjectSchema)) }));
export type DiscountAmountWire = NonNullable<z.output<typeof discountAmountsSchema>>[number];

/** Those of the whole invoice, by id. */
export const discountsSchema = dispensable(z.array(orId(discountObjectSchema)));

export const shippingCostSchema = dispensable(
  z.object({
    amount_subtotal: amount,
    amount_total: amount,
    shipping_rate: dispensable(orId(z.object({ id: z.string(), display_name: words }))),
    taxes: taxesSchema,
  }),
);

const charge = dispensable(
  z.union([
    z.string().transform((id) => ({ id, method: null })),
    z
      .object({ id: z.string(), payment_method_details: dispensable(z.object({ type: words })) })
      .transform(({ id, payment_method_details: details }) => ({ id, method: details?.type ?? null })),
  ]),
);
const intent = dispensable(
  z.union([
    z.string().transform((id) => ({ id, latest_charge: null })),
    z.object({ id: z.string(), latest_charge: charge }),
  ]),
);

/** One payment, where the list of them came with the invoice. */
export const receivedSchema = z.object({
  status: words,
  amount_paid: dispensable(amount),
  status_transitions: dispensable(z.object({ paid_at: maybe(timestamp) })),
  payment: z.object({ payment_intent: intent, charge, payment_record: dispensable(reference) }),
});
export type ReceivedWire = z.infer<typeof receivedSchema>;

/** Null where there are more than were sent, or one cannot be read: a part is not all that was paid. */
export const receivedListSchema = dispensable(
  z
    .object({ data: z.array(receivedSchema), has_more: z.boolean() })
    .refine(({ has_more: more }) => !more)
    .transform(({ data }) => data),
);
