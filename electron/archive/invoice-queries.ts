import type { ExportSelection } from '#shared/export.ts';
import { type ArchivedInvoice, type InvoiceLine, isUnpaid } from '#shared/invoices.ts';
import { ok, type Result } from '#shared/result.ts';
import type { DocumentFile } from './document-store.ts';
import { createInvoiceQuery } from './invoice-query.ts';
import { archivedInvoice, invoiceColumns, invoiceLines, type InvoiceRow, linesOfMany } from './invoice-rows.ts';
import { createInvoiceSelection } from './invoice-selection.ts';
import type { Parts } from './parts.ts';

export interface SelectedInvoice {
  readonly invoice: ArchivedInvoice;
  /** Null where the archive holds none. */
  readonly document: DocumentFile | null;
}

/** With its lines, which are read when they are asked for. */
export interface SelectedWithLines extends SelectedInvoice {
  readonly lines: () => InvoiceLine[];
}

/** Invoices and credit notes of all accounts, closed ones too. What takes a key fails with `invoice-not-found`. */
export type InvoiceQueries = ReturnType<typeof createInvoiceQueries>;

export function createInvoiceQueries({ db, accounts, lookup, store, days, clock, now }: Parts) {
  const selection = createInvoiceSelection(db, accounts, days.timeZone);
  const linesOf = invoiceLines(db);
  const linesOfAll = linesOfMany(db);
  const byId = db.prepare<[string, string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i WHERE account_id = ? AND id = ? AND type = 'invoice'`,
  );
  const creditNotesOf = db.prepare<[string, string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i WHERE account_id = ? AND corrects = ? ORDER BY sort_at DESC`,
  );
  const named = db.prepare<[string, string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i WHERE (number = ? COLLATE NOCASE OR id = ?) ORDER BY row`,
  );
  const unpaid = db.prepare<[], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i INDEXED BY invoices_open
     WHERE status = 'open' AND type = 'invoice' ORDER BY due_at IS NULL, due_at, row`,
  );
  const withId = db.prepare('SELECT 1 FROM invoices WHERE account_id = ? AND id = ?');

  return {
    /** One page, with count and sums of all that match. */
    query: createInvoiceQuery(db, accounts, clock),
    get: lookup.get,
    lines(key: string): Result<InvoiceLine[]> {
      const row = lookup.rowNumber(key);
      return row.ok ? ok(linesOf(row.value)) : row;
    },
    /** The credit notes of an invoice, newest first, and the invoice that a credit note corrects where the archive has it. */
    related(key: string): Result<{ creditNotes: ArchivedInvoice[]; corrects: ArchivedInvoice | null }> {
      const row = lookup.row(key);
      if (!row.ok) return row;
      const { account_id: accountId, id, corrects } = row.value;
      const corrected = corrects === null ? undefined : byId.get(accountId, corrects);
      return ok({
        creditNotes: creditNotesOf.all(accountId, id).map(lookup.shown),
        corrects: corrected ? lookup.shown(corrected) : null,
      });
    },
    /** Those with this number, in letters of either case, or this id. */
    named: (numberOrId: string) => named.all(numberOrId, numberOrId).map(lookup.shown),
    /** Of all accounts, the first to be paid first; also those of which nobody knows how much is left. */
    unpaid: (): ArchivedInvoice[] => unpaid.all().map(lookup.shown).filter(isUnpaid),
    /** Whether the account has an invoice or credit note with this id. */
    has: (accountId: string, id: string) => withId.get(accountId, id) !== undefined,
    /** Those of a selection, oldest first. Read in steps: memory does not grow with the archive. */
    *selected(asked: ExportSelection): Generator<SelectedWithLines> {
      const names = new Map(accounts().map((account) => [account.id, account.name]));
      const at = now();
      for (const rows of selection.chunks(asked)) {
        let read: ReadonlyMap<number, InvoiceLine[]> | undefined;
        const lines = () => (read ??= linesOfAll(rows.map(({ row }) => row)));
        for (const row of rows) {
          const invoice = archivedInvoice(row, at, (id) => names.get(id) ?? id);
          const document = store.fileOf(row);
          yield { invoice, document, lines: () => lines().get(row.row) ?? [] };
        }
      }
    },
    /** Count, documents and sums of a selection; voids and drafts count in no sum. */
    summaryOf: selection.summary,
    /** Tells whether the invoices of a period are still those of the last time; null where there are none. */
    fingerprintOf: selection.fingerprint,
  };
}
