import type { ArchivedInvoice, Invoice } from '#shared/invoices.ts';
import type { StoredDocument } from './document-store.ts';
import type { Parts } from './parts.ts';

/** Writes the row of a document that is in its place already: of an archive whose database was lost. */
export function createAdoptDocument({ db, writer, now }: Pick<Parts, 'db' | 'writer' | 'now'>) {
  const mark = db.prepare(
    `UPDATE invoices SET source = @source, document = 'stored', document_sha256 = @sha256, document_bytes = @bytes,
       document_kind = @kind, document_error = NULL WHERE account_id = @accountId AND id = @id AND type = @type AND document <> 'stored'`,
  );
  return db.transaction(
    (accountId: string, invoice: Invoice, source: ArchivedInvoice['source'], document: StoredDocument): void => {
      writer.write(accountId, [{ value: invoice, raw: null }], now());
      const { sha256, bytes, kind } = document;
      mark.run({ accountId, id: invoice.id, type: invoice.type, source, sha256, bytes, kind });
    },
  ).immediate;
}
