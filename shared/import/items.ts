import { z } from 'zod';
import { invoiceKeySchema } from '../invoices.ts';
import { appErrorSchema } from '../errors.ts';
import { moneySchema } from '../money.ts';
import { daySchema, instantSchema } from '../time.ts';
import { duplicateReasons } from '../sellers/duplicates.ts';
import { sellerSightSchema } from '../sellers/model.ts';
import { importProposalSchema } from './proposal-schema.ts';

/** What a person confirms of an imported invoice. A credit note's total is positive, as on all others. */
export const importValuesSchema = z
  .object({
    accountId: z.string(),
    type: z.enum(['invoice', 'credit-note']),
    number: z.string().trim().min(1).max(100).nullable(),
    issuedOn: daySchema,
    dueOn: daySchema.nullable(),
    total: moneySchema,
    /** Null: not known. */
    tax: moneySchema.nullable(),
    /** Nothing is left to be paid. */
    paid: z.boolean(),
    /** When that was; null: not known. */
    paidOn: daySchema.nullable().optional(),
    /** What is still to be paid; null: all of it, unless it is paid. */
    remaining: moneySchema.nullable(),
    /** The company that it is from; left out where it is as the document says. */
    seller: z.string().trim().min(1).max(200).nullable().optional(),
  })
  .refine(({ total, tax }) => tax === null || tax.currency === total.currency, { path: ['tax'] })
  .refine(({ total, remaining }) => remaining === null || remaining.currency === total.currency, {
    path: ['remaining'],
  });
export type ImportValues = z.infer<typeof importValuesSchema>;

/** An invoice of the archive, or a file that waits too, that may be the same one. */
export const similarInvoiceSchema = z.object({
  /** By which it is remembered that it is another one: the invoice's key, or the file's hash. */
  other: z.string(),
  /** Null of a file that waits. */
  key: invoiceKeySchema.nullable(),
  reason: z.enum(duplicateReasons),
  number: z.string().nullable(),
  total: moneySchema,
  issuedOn: daySchema.nullable(),
  sellerName: z.string().nullable(),
  accountName: z.string(),
  /** Of a file that waits. */
  fileName: z.string().nullable(),
});
export type SimilarInvoice = z.infer<typeof similarInvoiceSchema>;

/** The mail that a file came in. What it does not say is null. */
export const mailFactsSchema = z.object({
  /** The sender's address, as written. */
  from: z.string().nullable(),
  subject: z.string().nullable(),
  sentAt: instantSchema.nullable(),
  messageId: z.string().nullable(),
});
export type MailFacts = z.infer<typeof mailFactsSchema>;

/** A file that was handed in and is not in the archive: being read, waiting to be confirmed, or refused. */
export const importItemSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  fileName: z.string(),
  /** The saved mail or archive that it was taken out of; null where it came by itself. */
  within: z.string().nullable(),
  mail: mailFactsSchema.nullable(),
  bytes: z.int(),
  origin: z.enum(['chosen', 'dropped', 'folder', 'command', 'mailbox']),
  state: z.enum(['reading', 'waiting', 'refused']),
  proposal: importProposalSchema.nullable(),
  /** Stated by an electronic invoice, and nothing speaks against it: may be taken without a look at it. */
  certain: z.boolean(),
  similar: z.array(similarInvoiceSchema),
  /** Whose it is, and what about that speaks for fraud; null while it is read, and where it was refused. */
  seller: sellerSightSchema.nullable(),
  refusal: appErrorSchema.nullable(),
});
export type ImportItem = z.infer<typeof importItemSchema>;

/** The folder that is watched for an account. `missing`: it cannot be read at the moment. */
export const importFolderSchema = z.object({ label: z.string(), missing: z.boolean() });
export type ImportFolder = z.infer<typeof importFolderSchema>;
