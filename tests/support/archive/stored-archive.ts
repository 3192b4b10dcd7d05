import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Account } from '#shared/accounts.ts';
import type { Invoice } from '#shared/invoices.ts';
import { createInvoiceWriter } from '../../../electron/archive/invoice-writer.ts';
import { answersOf } from './answers.ts';
import type { Database } from '../../../electron/database/open.ts';
import { sha256Of } from '../../../electron/files/index.ts';
import { pdfBytes } from './document-server.ts';

/** Puts invoices and their PDFs into an archive as a sync would have, without a network. `null` bytes: no document. */
export function storeInvoices(
  db: Database,
  documents: string,
  invoices: readonly Invoice[],
  { account = 'acc1', bytesOf = (invoice) => pdfBytes(invoice.id) }: StoreOptions = {},
): void {
  createInvoiceWriter(db).write(account, answersOf(...invoices), '2026-11-22T12:00:00.000Z');
  const mark = db.prepare(
    `UPDATE invoices SET document = 'stored', document_sha256 = ?, document_bytes = ? WHERE account_id = ? AND id = ?`,
  );
  db.transaction(() => {
    for (const invoice of invoices) {
      const bytes = bytesOf(invoice);
      if (!bytes || invoice.documentUrl === null) continue;
      const sha256 = sha256Of(bytes);
      const file = join(documents, sha256.slice(0, 2), `${sha256}.pdf`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
      mark.run(sha256, bytes.length, account, invoice.id);
    }
  })();
}

export interface StoreOptions {
  readonly account?: Account['id'];
  readonly bytesOf?: (invoice: Invoice) => Buffer | null;
}
