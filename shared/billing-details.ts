import { z } from 'zod';
import { moneySchema } from './money.ts';
import { instantSchema } from './time.ts';
import { unreadObjectSchema } from './unread.ts';

export const addressSchema = z.object({
  line1: z.string().nullable(),
  line2: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
});

export type Address = z.infer<typeof addressSchema>;

export const taxIdSchema = z.object({
  id: z.string(),
  /** Stripe's type, e.g. `eu_vat`, `in_gst`. */
  type: z.string(),
  value: z.string(),
  /** null while the vendor has not said. */
  verified: z.boolean().nullable(),
});
export type TaxId = z.infer<typeof taxIdSchema>;

export const newTaxIdSchema = taxIdSchema.pick({ type: true, value: true });
export type NewTaxId = z.infer<typeof newTaxIdSchema>;

/** What the vendor keeps about the customer beside the tax ids. */
export const customerDetailsSchema = z.object({
  companyName: z.string().nullable(),
  billingEmail: z.string().nullable(),
  address: addressSchema.nullable(),
});
export type CustomerDetails = z.infer<typeof customerDetailsSchema>;

/** The customer's credit with the vendor, negative where it owes; never zero. */
export const creditBalanceSchema = z.object({ amount: moneySchema, asOf: instantSchema });
export type CreditBalance = z.infer<typeof creditBalanceSchema>;

export const billingDetailsSchema = customerDetailsSchema.extend({
  /** Null: not known, as the key may not read them, or the vendor's server does not report. */
  taxIds: z.array(taxIdSchema).nullable(),
  /** Tax ids that there are and that could not be read; absent where all could. */
  unread: z.array(unreadObjectSchema).optional(),
  /** The permissions for lack of which something is null. */
  missing: z.array(z.string()).default([]),
  /** Null: the vendor keeps none. */
  credit: creditBalanceSchema.nullable().default(null),
});
export type BillingDetails = z.infer<typeof billingDetailsSchema>;

/** Letters and digits only: vendors keep the same tax id with other spaces, dots and dashes. */
const bare = (value: string): string => value.toUpperCase().replace(/[^\p{L}\d&]/gu, '');

export const isSameTaxId = (a: NewTaxId, b: NewTaxId): boolean => a.type === b.type && bare(a.value) === bare(b.value);

const linesOf = (address: Address | null): string =>
  JSON.stringify([
    address?.line1 ?? '',
    address?.line2 ?? '',
    address?.city ?? '',
    address?.state ?? '',
    address?.postalCode ?? '',
    address?.country ?? '',
  ]);

/** No address, one of empty lines, and a missing line are alike. */
export const isSameAddress = (a: Address | null, b: Address | null): boolean => linesOf(a) === linesOf(b);
