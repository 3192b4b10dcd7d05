import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ArchivedInvoice, InvoiceKey } from '#shared/invoices.ts';
import type { Instant } from '#shared/time.ts';
import type { DocumentFile, SelectedInvoice } from '../archive/index.ts';

/**
 * What is kept in memory of each invoice while an export runs. Everything else is read again, row by row, for the tables:
 * a hundred thousand whole invoices would be too much.
 */
export interface ChosenInvoice extends Pick<
  ArchivedInvoice,
  'key' | 'id' | 'accountId' | 'accountName' | 'number' | 'version' | 'documentIsOwn'
> {
  readonly document: DocumentFile | null;
  /** Why there is none. */
  readonly withoutDocument: 'none' | 'missing' | { readonly code: string } | null;
  readonly date: Instant;
  /** The path that the template gives its document. */
  readonly path: string;
}

const rowsPerTurn = 500;

/** All invoices of a selection, with other work done in between. */
export async function chosenOf(
  selected: Iterable<SelectedInvoice>,
  pathOf: (invoice: ArchivedInvoice) => string,
): Promise<ReadonlyMap<InvoiceKey, ChosenInvoice>> {
  const chosen = new Map<InvoiceKey, ChosenInvoice>();
  for (const { invoice, document } of selected) {
    const { key, id, accountId, accountName, number, version, documentIsOwn } = invoice;
    chosen.set(key, {
      ...{ key, id, accountId, accountName, number, version, documentIsOwn, document },
      withoutDocument: document ? null : withoutDocument(invoice),
      date: invoice.issuedAt ?? invoice.createdAt,
      path: document ? pathOf(invoice) : '',
    });
    if (chosen.size % rowsPerTurn === 0) await nextTurn();
  }
  return chosen;
}

const withoutDocument = ({ document, documentError }: ArchivedInvoice): ChosenInvoice['withoutDocument'] =>
  document === 'none' || document === 'missing' ? document : { code: documentError?.code ?? 'document-missing' };
