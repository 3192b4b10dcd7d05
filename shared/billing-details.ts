import { z } from 'zod';

const addressSchema = z.object({
  line1: z.string().nullable(),
  line2: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
});

export const taxIdSchema = z.object({
  id: z.string(),
  /** Stripe's type, e.g. `eu_vat`, `in_gst`. */
  type: z.string(),
  value: z.string(),
  /** null while the vendor has not said. */
  verified: z.boolean().nullable(),
});
export type TaxId = z.infer<typeof taxIdSchema>;

export const billingDetailsSchema = z.object({
  companyName: z.string().nullable(),
  billingEmail: z.string().nullable(),
  address: addressSchema.nullable(),
  taxIds: z.array(taxIdSchema),
});
export type BillingDetails = z.infer<typeof billingDetailsSchema>;
