import { z } from 'zod';
import { documentKinds } from '../../document-kind.ts';
import { invoiceVersionSchema } from '../../invoice-record.ts';
import { archivedInvoiceSchema, invoiceKeySchema, invoiceLineSchema, invoiceStatusSchema } from '../../invoices.ts';
import { sumsSchema } from '../../money.ts';
import { searchTermSchema } from '../../search-terms.ts';
import { nothing } from './requests.ts';

const sortColumns = [
  ...['issuedAt', 'number', 'total', 'status', 'dueAt', 'account', 'period', 'document'],
  ...['tags', 'costCentre', 'poNumber'],
] as const;

export const invoiceQuerySchema = z.object({
  accountId: z.string().nullable(),
  /** Words, each of which must occur; `terms` say the rest. */
  text: z.string(),
  terms: z.array(searchTermSchema).optional(),
  /** Empty means any. `overdue` is open and past due. */
  statuses: z.array(z.union([invoiceStatusSchema, z.literal('overdue')])),
  sort: z.object({
    by: z.enum(sortColumns),
    descending: z.boolean(),
  }),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});

export const documentLinkSchema = z.object({
  /** An address within the window's own origin with an opaque id, good until Billfold quits. */
  url: z.string(),
  kind: z.enum(documentKinds),
  fileName: z.string(),
  bytes: z.int(),
});

export const invoiceCalls = {
  'invoices.query': {
    request: invoiceQuerySchema,
    response: sumsSchema.extend({ rows: z.array(archivedInvoiceSchema), count: z.int() }),
  },
  'invoices.lines': { request: z.object({ key: invoiceKeySchema }), response: z.array(invoiceLineSchema) },
  /** What it was after it became final, newest first; none of a draft. */
  'invoices.versions': { request: z.object({ key: invoiceKeySchema }), response: z.array(invoiceVersionSchema) },
  'invoices.document': { request: z.object({ key: invoiceKeySchema }), response: documentLinkSchema },
  /** Tries again to fetch a PDF that is missing or failed. `again`: also one that is there; it stays until a good one has come. A job of the kind `document` tells how much has come, and can be cancelled. */
  'invoices.fetchDocument': {
    request: z.object({ key: invoiceKeySchema, again: z.boolean().optional() }),
    response: archivedInvoiceSchema,
  },
  /** Asks where to save; null when cancelled, else the file's name. */
  'invoices.saveDocument': {
    request: z.object({ key: invoiceKeySchema, version: z.int().optional() }),
    response: z.object({ fileName: z.string() }).nullable(),
  },
  /** Saves a file that is inside the document, named as the document names it. */
  'invoices.saveAttachment': {
    request: z.object({ key: invoiceKeySchema, name: z.string() }),
    response: z.object({ fileName: z.string() }).nullable(),
  },
  /** Opens the PDF with the program that the system has for PDFs; an XML is shown in its folder. */
  'invoices.openDocument': {
    request: z.object({ key: invoiceKeySchema, version: z.int().optional() }),
    response: nothing,
  },
  /** Begins to drag the document out of the window: to be called while the mouse is moved. */
  'invoices.drag': { request: z.object({ key: invoiceKeySchema }), response: nothing },
  'invoices.showInFolder': { request: z.object({ key: invoiceKeySchema }), response: nothing },
  /** Opens the vendor's payment page in the system browser. */
  'invoices.pay': { request: z.object({ key: invoiceKeySchema }), response: nothing },
} as const;

export type InvoiceQuery = z.infer<typeof invoiceQuerySchema>;
