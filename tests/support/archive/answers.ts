import type { Invoice } from '#shared/invoices.ts';
import type { InvoiceAnswer } from '../../../electron/archive/invoice-writer.ts';

/** Invoices as they come from a vendor, whose JSON is here what was read. */
export const answersOf = (...invoices: readonly Invoice[]): InvoiceAnswer[] =>
  invoices.map((value) => ({ value, raw: JSON.stringify(value) }));
