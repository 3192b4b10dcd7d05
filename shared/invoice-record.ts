import { z } from 'zod';
import {
  type Discount,
  ifKnown,
  invoiceMoneySchema,
  type InvoiceTax,
  isKnown,
  type Known,
  unknown,
} from './invoice-money.ts';
import { type InvoiceLine, invoiceSchema } from './invoices.ts';
import type { Money } from './money.ts';
import { instantSchema } from './time.ts';

/**
 * What an invoice says once it is final. The rest goes on changing and is no part of it: whether it is paid, what remains,
 * when it is due, where the vendor shows it.
 */
export const invoiceRecordSchema = invoiceSchema
  .pick({
    number: true,
    issuedAt: true,
    customerName: true,
    taxId: true,
    corrects: true,
    net: true,
    tax: true,
    total: true,
    lines: true,
  })
  // Versions kept before these were read do not tell them.
  .extend({
    subtotal: invoiceMoneySchema.shape.subtotal.default(unknown),
    discounts: invoiceMoneySchema.shape.discounts.default(unknown),
    shipping: invoiceMoneySchema.shape.shipping.default(unknown),
    taxes: invoiceMoneySchema.shape.taxes.default(unknown),
  });
export type InvoiceRecord = z.infer<typeof invoiceRecordSchema>;

const recordFields = [
  'number',
  'date',
  'customer',
  'taxId',
  'corrects',
  'currency',
  'subtotal',
  'discounts',
  'shipping',
  'total',
  'tax',
  'taxes',
  'lines',
] as const;
export const recordFieldSchema = z.enum(recordFields);
export type RecordField = z.infer<typeof recordFieldSchema>;

/** `vendor`: the vendor answered otherwise. `document`: it sent another PDF. `reader`: a later Billfold read the same answer otherwise. */
export const versionCauseSchema = z.enum(['vendor', 'document', 'reader']);
export type VersionCause = z.infer<typeof versionCauseSchema>;

/** One of the versions of an invoice that was final. */
export const invoiceVersionSchema = invoiceRecordSchema.extend({
  /** 1 is what it was when it became final. */
  version: z.int(),
  /** When it was first answered so. */
  seenAt: instantSchema,
  /** Why it followed the version before; null for the first. */
  cause: versionCauseSchema.nullable(),
  /** What changed since the previous version; empty for the first. */
  changed: z.array(recordFieldSchema),
  /** The archive has the PDF that belonged to it. */
  document: z.boolean(),
  /** The archive has the vendor's own answer. */
  answer: z.boolean(),
});
export type InvoiceVersion = z.infer<typeof invoiceVersionSchema>;

/** What makes two lines the same; ids of lines are the vendor's and change with its interface. */
export const lineKey = ({ description, amount, quantity, period }: InvoiceLine): string =>
  JSON.stringify([description, amount.amount, amount.currency, quantity, period?.start ?? null, period?.end ?? null]);

/** Whether one list has all lines of the other: a listing may show the first lines of a long invoice only, in any order. */
function differInLines(one: readonly InvoiceLine[], other: readonly InvoiceLine[]): boolean {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  const left = new Map<string, number>();
  for (const key of many.map(lineKey)) left.set(key, (left.get(key) ?? 0) + 1);
  return few.map(lineKey).some((key) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count === 0;
  });
}

/** Two figures that are both told, and not the same. */
const differ = (one: Known<number>, two: Known<number>): boolean => isKnown(one) && isKnown(two) && one !== two;
const minor = (amount: Known<Money>): Known<number> => ifKnown(amount, (known) => known.amount);

/** Nothing where none was charged. */
const shippingOf = ({ shipping }: InvoiceRecord): Known<number> =>
  shipping === unknown ? unknown : (shipping?.amount.amount ?? 0);

/** In any order; names come and go with what a key may read. */
const discountKeys = (discounts: readonly Discount[]): string =>
  discounts
    .map(({ amount: { amount } }) => amount)
    .sort((a, b) => a - b)
    .join(' ');

/** A rate that could not be looked up before is no other rate; their sum is compared all the same. */
function differInTaxes(one: Known<InvoiceTax[]>, two: Known<InvoiceTax[]>): boolean {
  if (!isKnown(one) || !isKnown(two)) return false;
  if ([...one, ...two].some(({ rate }) => rate === unknown)) return false;
  const keys = (taxes: readonly InvoiceTax[]) =>
    JSON.stringify(taxes.map(({ rate, amount, inclusive }) => [rate, amount.amount, inclusive].join(' ')).sort());
  return keys(one) !== keys(two);
}

/**
 * What a later answer says otherwise than an earlier one. What was not reported before and is now is no change; neither are a
 * customer's name and tax id that are not reported any more, which a key may lose the right to read.
 */
export function recordChanges(before: InvoiceRecord, after: InvoiceRecord): RecordField[] {
  const other = <T>(one: T | null, two: T | null): boolean => one !== null && one !== two;
  const lost = <T>(one: T | null, two: T | null): boolean => two !== null && other(one, two);
  const changed: Readonly<Record<RecordField, boolean>> = {
    number: other(before.number, after.number),
    date: other(before.issuedAt, after.issuedAt),
    customer: lost(before.customerName, after.customerName),
    taxId: lost(before.taxId, after.taxId),
    corrects: other(before.corrects, after.corrects),
    currency: before.total.currency !== after.total.currency,
    subtotal: differ(minor(before.subtotal), minor(after.subtotal)),
    discounts:
      isKnown(before.discounts) &&
      isKnown(after.discounts) &&
      discountKeys(before.discounts) !== discountKeys(after.discounts),
    shipping: differ(shippingOf(before), shippingOf(after)),
    total: before.total.amount !== after.total.amount,
    tax: differ(minor(before.tax), minor(after.tax)) || differ(minor(before.net), minor(after.net)),
    taxes: differInTaxes(before.taxes, after.taxes),
    lines: differInLines(before.lines, after.lines),
  };
  return recordFields.filter((field) => changed[field]);
}
