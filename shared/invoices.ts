import { z } from 'zod';
import { documentKinds } from './document-kind.ts';
import { appErrorSchema } from './errors.ts';
import {
  discountSchema,
  invoiceMoneySchema,
  invoiceTaxSchema,
  type Known,
  knownSchema,
  unknown,
} from './invoice-money.ts';
import { lineKindSchema } from './line-kind.ts';
import { moneySchema, type Money, type Sums, sumsByCurrency } from './money.ts';
import { periodSchema } from './period.ts';
import { servicePeriodsSchema } from './service-period.ts';
import { type Instant, instantSchema } from './time.ts';

const invoiceStatuses = ['draft', 'open', 'paid', 'void', 'uncollectible'] as const;
export const invoiceStatusSchema = z.enum(invoiceStatuses);
export type InvoiceStatus = z.infer<typeof invoiceStatusSchema>;

const lineSchema = z.object({
  id: z.string(),
  description: z.string(),
  /** As billed: before its discounts, and without those of its taxes that are not inclusive. */
  amount: moneySchema,
  quantity: z.number().nullable(),
  /** Price of one, in minor units as decimal text: `0.45` of USD is $0.0045; null where none is told. */
  unitAmountDecimal: z.string().nullable().default(null),
  discounts: knownSchema(z.array(discountSchema)).default(unknown),
  taxes: knownSchema(z.array(invoiceTaxSchema)).default(unknown),
  period: periodSchema.nullable(),
  /** Vendor's price id; pairs a line with the same line of another period. */
  priceId: z.string().nullable(),
  kind: lineKindSchema,
});

/** Versions and snapshots kept before there were kinds say whether it is metered, and nothing of the new facts. */
export const invoiceLineSchema = z.preprocess(
  (line) =>
    typeof line === 'object' && line !== null && 'metered' in line && !('kind' in line)
      ? { ...line, kind: line.metered === true ? 'metered' : 'fixed' }
      : line,
  lineSchema,
);
export type InvoiceLine = z.infer<typeof invoiceLineSchema>;

/** How the vendor collects an invoice by itself, and how that went. */
export const invoicePaymentSchema = z.object({
  attempts: z.int(),
  /** When the vendor tries again by itself; null where it does not. */
  nextAttemptAt: instantSchema.nullable(),
  /** Why the last attempt failed: the vendor's code, e.g. `insufficient_funds`, and its own words. */
  failure: z.object({ code: z.string(), message: z.string().nullable() }).nullable(),
  /** False: the vendor did not let that be read, so that null says nothing. Left out where it did. */
  failureKnown: z.boolean().optional(),
  /** By which the vendor's support finds the payment. */
  reference: z.string().nullable(),
  /** The receipt of what was paid. Expires. Used in the main process only. */
  receiptUrl: z.string().nullable(),
});
export type InvoicePayment = z.infer<typeof invoicePaymentSchema>;

/** The archive's own key of an invoice, unique across accounts: begins with its account's id. */
export const invoiceKeySchema = z.templateLiteral([z.string(), ':', z.string()]);
export type InvoiceKey = z.infer<typeof invoiceKeySchema>;

/** An invoice as a vendor describes it. The key is `id`; a number may be missing, repeated or hold any character. */
export const invoiceSchema = z.object({
  id: z.string(),
  number: z.string().nullable(),
  type: z.enum(['invoice', 'credit-note']),
  /** For a credit note: the invoice that it corrects. */
  corrects: z.string().nullable(),
  status: invoiceStatusSchema,
  subscriptionId: z.string().nullable(),
  customerName: z.string().nullable(),
  /** The company that it is from, and that one's own tax id, as far as they are told. */
  seller: z.string().nullable(),
  sellerTaxId: z.string().nullable(),
  createdAt: instantSchema,
  issuedAt: instantSchema.nullable(),
  dueAt: instantSchema.nullable(),
  paidAt: instantSchema.nullable(),
  period: periodSchema,
  ...invoiceMoneySchema.shape,
  /** The customer's tax id printed on it. */
  taxId: z.string().nullable(),
  lines: z.array(invoiceLineSchema),
  /** Where the vendor shows it for payment. Expires. Used in the main process only. */
  hostedUrl: z.string().nullable(),
  /** Where the vendor keeps its PDF. Expires. Used in the main process only. */
  documentUrl: z.string().nullable(),
  /** Of an invoice that waits to be paid; absent where it is settled or the vendor says nothing. */
  payment: invoicePaymentSchema.optional(),
});
export type Invoice = z.infer<typeof invoiceSchema>;

/** Whether the archive holds the PDF: `none` for drafts and others that have none, `pending` before the first try. */
const documentStateSchema = z.enum(['none', 'pending', 'stored', 'missing', 'failed']);

/** A row of the archive, as the window sees it: no address of the vendor's, no path. */
export const archivedInvoiceSchema = invoiceSchema
  .omit({ hostedUrl: true, documentUrl: true, lines: true, payment: true })
  .extend({
    key: invoiceKeySchema,
    accountId: z.string(),
    accountName: z.string(),
    /** Listed by the vendor, or brought in by the user: only these can be edited and removed. */
    source: z.enum(['vendor', 'import']),
    overdue: z.boolean(),
    document: documentStateSchema,
    documentError: appErrorSchema.nullable(),
    payable: z.boolean(),
    /** What time its lines are for; `period` is the vendor's own, which may be another. */
    service: servicePeriodsSchema,
    /** As far as it was learned. `receipt`: the vendor has one. */
    payment: invoicePaymentSchema.omit({ receiptUrl: true }).extend({ receipt: z.boolean() }).nullable().optional(),
    note: z.string().nullable(),
    /** Sorted; none holds a comma. */
    tags: z.array(z.string()),
    /** The references in force: its own, else its account's. */
    costCentre: z.string().nullable(),
    poNumber: z.string().nullable(),
    /** Its own ones, which go before the account's. */
    ownCostCentre: z.string().nullable(),
    ownPoNumber: z.string().nullable(),
    /** How many versions there are, this one among them: more than one where the vendor answered otherwise after it was final. */
    version: z.int(),
    /** When this version was first answered; null of one that was never final. */
    versionAt: instantSchema.nullable(),
    /** Since when the vendor has a draft or nothing in its place; null while it has it. */
    withdrawnAt: instantSchema.nullable(),
    /** False where the PDF is that of an earlier version, and this one's has not come yet. */
    documentIsOwn: z.boolean(),
    documentKind: z.enum(documentKinds),
    /** Whose it is, of the sellers that are known; null where nobody knows. Left out where nobody looked. */
    sellerRecord: z.object({ id: z.string(), name: z.string() }).nullable().optional(),
    /** When it was last handed over to accounting, by any profile; null where it does not stand in any books. */
    handedOverAt: instantSchema.nullable(),
  });
export type ArchivedInvoice = z.infer<typeof archivedInvoiceSchema>;

/** The name of the company that it is from: the seller's as people know it, else as the invoice says. */
export const sellerNameOf = ({
  sellerRecord,
  seller,
}: Pick<ArchivedInvoice, 'sellerRecord' | 'seller'>): string | null => sellerRecord?.name ?? seller;

/** Derived, never stored: open and its due date has passed. */
export const isOverdue = (invoice: { status: InvoiceStatus; dueAt: Instant | null }, now: Instant): boolean =>
  invoice.status === 'open' && invoice.dueAt !== null && invoice.dueAt < now;

/** Open, and something of it is still to be paid, or nobody knows how much. */
export const isUnpaid = ({ type, status, remaining }: Pick<Invoice, 'type' | 'status' | 'remaining'>): boolean =>
  type === 'invoice' && status === 'open' && (remaining === unknown || remaining.amount > 0);

/** What an amount adds to a sum: that of a credit note, which its document states as positive, lowers it. */
export function ledgerAmount(invoice: Pick<Invoice, 'type'>, amount: Money): Money;
export function ledgerAmount(invoice: Pick<Invoice, 'type'>, amount: Known<Money>): Known<Money>;
export function ledgerAmount({ type }: Pick<Invoice, 'type'>, amount: Known<Money>): Known<Money> {
  // Not the negative of it, which for nothing would be a negative zero.
  return type === 'credit-note' && amount !== unknown ? { ...amount, amount: 0 - amount.amount } : amount;
}

/** Voids count in no sum; credit notes lower it; drafts are not bills yet. Negative totals are legal. */
export function totalsOf(invoices: Iterable<{ status: InvoiceStatus; type: Invoice['type']; total: Money }>): Sums {
  const counted: Money[] = [];
  for (const invoice of invoices) {
    if (invoice.status !== 'void' && invoice.status !== 'draft') counted.push(ledgerAmount(invoice, invoice.total));
  }
  return sumsByCurrency(counted);
}
