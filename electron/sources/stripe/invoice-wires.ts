import { ok, type Result } from '#shared/result.ts';
import type { UnreadObject } from '../billing-source.ts';
import { isObject, read, readParts } from './read.ts';
import {
  creditNoteLineSchema,
  creditNoteSchema,
  type CreditNoteWire,
  invoiceSchema,
  type InvoiceWire,
  lineSchema,
} from './invoice-wire.ts';

/** An invoice, preview, credit note or subscription as sent, what of it was read, and the lines or items that could not be. */
export interface Sent<Wire> {
  readonly wire: Wire;
  readonly raw: unknown;
  readonly unread: readonly UnreadObject[];
  /** There are more of these than were sent. */
  readonly more: boolean;
}
export type SentInvoice = Sent<InvoiceWire>;
export type SentCreditNote = Sent<CreditNoteWire>;

export function readInvoice(raw: unknown): Result<SentInvoice> {
  const fields = read(invoiceSchema, raw, 'invoice');
  if (!fields.ok) return fields;
  const { values, unread, more } = readParts(fields.value.lines, 'invoice-line', lineSchema);
  return ok({ wire: { ...fields.value, lines: values }, raw, unread, more });
}

export function readCreditNote(raw: unknown): Result<SentCreditNote> {
  const fields = read(creditNoteSchema, raw, 'credit-note');
  if (!fields.ok) return fields;
  const { values, unread, more } = readParts(fields.value.lines, 'credit-note-line', creditNoteLineSchema);
  return ok({ wire: { ...fields.value, lines: values }, raw, unread, more });
}

/** The same object with all its lines in the place of the first ones. */
export const withLines = (raw: unknown, lines: readonly unknown[]): unknown =>
  isObject(raw) && isObject(raw['lines']) ? { ...raw, lines: { ...raw['lines'], data: lines, has_more: false } } : raw;
