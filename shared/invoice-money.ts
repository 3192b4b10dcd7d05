import { z } from 'zod';
import { type Money, moneySchema } from './money.ts';
import { instantSchema } from './time.ts';

/** Not stated, or not allowed to be read. Never nought and never none: empty in files, "not stated" on screen. */
export const unknown = 'unknown' as const;
export type Known<T> = T | typeof unknown;
export const knownSchema = <S extends z.ZodType>(schema: S) => z.union([schema, z.literal(unknown)]);
export const isKnown = <T>(value: Known<T>): value is Exclude<T, typeof unknown> => value !== unknown;

/** What follows from a figure where that is known. */
export const ifKnown = <T, Result>(value: Known<T>, of: (known: T) => Result): Known<Result> =>
  value === unknown ? unknown : of(value);

/** Why a tax is what it is; `reverse-charge`: the buyer owes it. */
export const taxKindSchema = z.enum(['standard', 'reduced', 'zero', 'exempt', 'reverse-charge', 'not-subject']);
export type TaxKind = z.infer<typeof taxKindSchema>;

/** A percentage as it is kept: `unknown` for what no rate can be. */
export function rateOf(percent: string | null): Known<string> {
  const [, whole, fraction = ''] = /^0*(\d{1,3})(?:\.(\d*?)0*)?$/.exec(percent?.trim() ?? '') ?? [];
  if (whole === undefined) return unknown;
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The tax of one rate, over all lines and the shipping. */
export const invoiceTaxSchema = z.object({
  /** Percent as decimal text without trailing noughts: `19`, `8.875`. */
  rate: knownSchema(z.string().regex(/^\d{1,3}(\.\d*[1-9])?$/)),
  kind: knownSchema(taxKindSchema),
  /** As it is called on the invoice: `VAT`, `MwSt.`; null where it has no name. */
  name: z.string().nullable(),
  /** Country or region as the vendor writes it: `DE`, `US-CA`; null where none is told. */
  jurisdiction: z.string().nullable(),
  /** What it was reckoned on, without the tax itself. */
  base: knownSchema(moneySchema),
  amount: moneySchema,
  /** Contained in the amounts of the lines, and not added to them. */
  inclusive: z.boolean(),
});
export type InvoiceTax = z.infer<typeof invoiceTaxSchema>;

/** Positive; null where it has no name. */
export const discountSchema = z.object({
  name: z.string().nullable(),
  amount: moneySchema,
  /** As decimal text, of what it is taken off; null: an amount that does not follow it. Absent: not told. */
  percent: z.string().nullable().optional(),
});
export type Discount = z.infer<typeof discountSchema>;

/** Without its taxes, which are among the invoice's. */
const shippingSchema = z.object({ name: z.string().nullable(), amount: moneySchema });

/** One payment that settled a part of the invoice. */
export const paymentReceivedSchema = z.object({
  paidAt: knownSchema(instantSchema),
  amount: moneySchema,
  /** As the vendor names it, e.g. `card`, `sepa_debit`; null where it does not. */
  method: z.string().nullable(),
  /** By which the vendor's support finds it. */
  reference: z.string().nullable(),
});
export type PaymentReceived = z.infer<typeof paymentReceivedSchema>;

/**
 * The money of an invoice or credit note, all in the currency of its total. Positive as on the document itself; only
 * totals, `rounding` and what follows from them may be negative.
 *
 * total = Σ lines − discounts + shipping + Σ exclusive taxes; net = total − tax;
 * remaining = total − creditApplied − prepaid − creditNotesApplied + rounding − paid.
 */
export const invoiceMoneySchema = z.object({
  /** Of the lines as billed, before discounts. */
  subtotal: knownSchema(moneySchema),
  discounts: knownSchema(z.array(discountSchema)),
  /** Null where none was charged. */
  shipping: knownSchema(shippingSchema.nullable()),
  /** One a rate, kind, name and jurisdiction. Empty: it states no tax at all. */
  taxes: knownSchema(z.array(invoiceTaxSchema)),
  tax: knownSchema(moneySchema),
  net: knownSchema(moneySchema),
  total: moneySchema,
  /**
   * Credit balance that was used. Negative where the balance took something up: what was owed on it before, or the credit
   * that a negative total leaves.
   */
  creditApplied: knownSchema(moneySchema),
  /** Paid before it was issued. */
  prepaid: knownSchema(moneySchema),
  /** Credit notes before it was paid; those after are refunds, and leave the remaining as it is. */
  creditNotesApplied: knownSchema(moneySchema),
  /** Added to make what is to be paid a round amount; may be negative. */
  rounding: knownSchema(moneySchema),
  paid: knownSchema(moneySchema),
  payments: knownSchema(z.array(paymentReceivedSchema)),
  /** What is still to be paid: the only figure that is ever called due. */
  remaining: knownSchema(moneySchema),
});
export type InvoiceMoney = z.infer<typeof invoiceMoneySchema>;

/** Of an invoice of which nothing but its total is told. */
export const onlyTotal = (total: Money): InvoiceMoney => ({
  ...{ subtotal: unknown, discounts: unknown, shipping: unknown, taxes: unknown, tax: unknown, net: unknown, total },
  ...{ creditApplied: unknown, prepaid: unknown, creditNotesApplied: unknown, rounding: unknown },
  ...{ paid: unknown, payments: unknown, remaining: unknown },
});
