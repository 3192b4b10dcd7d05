import type { Invoice } from '#shared/invoices.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { Leases } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
import { fileErrorOf } from '../files/index.ts';
import type { DocumentStore, StoredDocument } from './document-store.ts';
import { invoiceColumns, type InvoiceRow } from './invoice-rows.ts';
import type { InvoiceWriter } from './invoice-writer.ts';
import { movingLease } from './sync.ts';

interface Parts {
  readonly store: DocumentStore;
  readonly writer: InvoiceWriter;
  readonly leases: Leases;
  readonly now: () => Instant;
}

/** An invoice that a person brings in with its PDF. */
export interface ImportedInvoice {
  readonly invoice: Invoice;
  readonly bytes: Uint8Array;
}

/** Invoices that no vendor lists: rows like all others, which their owner may change and remove. */
export function createImportedInvoices(db: Database, { store, writer, leases, now }: Parts) {
  const mark = db.prepare(
    `UPDATE invoices SET source = 'import', document = 'stored', document_sha256 = @sha256, document_bytes = @bytes,
       document_error = NULL WHERE account_id = @accountId AND id = @id`,
  );
  const linesInOther = db.prepare(
    'DELETE FROM invoice_lines WHERE currency <> @currency AND invoice = (SELECT row FROM invoices WHERE account_id = @accountId AND id = @id)',
  );
  const remove = db.prepare("DELETE FROM invoices WHERE row = ? AND source = 'import'");
  const withContent = db.prepare<[string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i WHERE document_sha256 = ? ORDER BY row LIMIT 1`,
  );
  const alike = db.prepare<{ number: string; total: number; currency: string }, InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i
     WHERE (number IS NULL) = 0 AND number COLLATE NOCASE = @number AND abs(total) = abs(@total) AND currency = @currency
     ORDER BY row LIMIT 5`,
  );
  const writeRow = db.transaction((accountId: string, invoice: Invoice, stored: StoredDocument) => {
    writer.write(accountId, [invoice], now());
    mark.run({ accountId, id: invoice.id, ...stored });
  }).immediate;

  return {
    /** Keeps documents as they are, then their rows: when this returns both are durable. */
    async keep(accountId: string, imported: readonly ImportedInvoice[]): Promise<Result<null>> {
      const release = leases.take(`sync:import:${accountId}`);
      try {
        if (!release || leases.isHeld(movingLease)) return fail({ code: 'job-running', job: 'import' });
        const stored: StoredDocument[] = [];
        for (const { bytes } of imported) stored.push(await store.keep(bytes));
        await store.settle(stored);
        for (const [index, { invoice }] of imported.entries()) {
          const document = stored[index];
          if (document) writeRow(accountId, invoice, document);
        }
        return ok(null);
      } catch (cause) {
        return fail(fileErrorOf(cause, store.folder(), store.folder()));
      } finally {
        release?.();
      }
    },

    /** Writes other facts of an imported invoice; lines in another currency than its own no longer belong to it. */
    change: db.transaction((accountId: string, invoice: Invoice): void => {
      writer.write(accountId, [invoice], now());
      linesInOther.run({ accountId, id: invoice.id, currency: invoice.total.currency });
    }).immediate,

    /** Removes the row, and the document unless another invoice has the same. */
    async remove({ row, document_sha256: sha256 }: InvoiceRow): Promise<void> {
      remove.run(row);
      if (sha256 !== null && withContent.get(sha256) === undefined) await store.remove([sha256]);
    },

    /** The invoice that has a document of these bytes; null when none has. */
    withContent: (sha256: string): InvoiceRow | null => withContent.get(sha256) ?? null,

    /** Invoices of the same number and total. */
    alike: alike.all.bind(alike),
  };
}
