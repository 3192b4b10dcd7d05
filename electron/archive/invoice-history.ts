import type { InvoiceVersion } from '#shared/invoice-record.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { ok, type Result } from '#shared/result.ts';
import type { DocumentFile } from './document-store.ts';
import { invoiceColumns, type InvoiceRow } from './invoice-rows.ts';
import { createKeptAnswers } from './kept-answers.ts';
import type { Parts } from './parts.ts';

/** What invoices were before, and what cannot be right about them. What takes a key fails with `invoice-not-found`. */
export type InvoiceHistory = ReturnType<typeof createInvoiceHistory>;

export function createInvoiceHistory({ db, lookup, versions, store }: Parts) {
  const byRow = db.prepare<[number], InvoiceRow>(`SELECT ${invoiceColumns} FROM invoices i WHERE row = ?`);
  const notAsFirst = db.prepare<[string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i INDEXED BY invoices_not_as_first
     WHERE account_id = ? AND (version > 1 OR withdrawn_at IS NOT NULL) ORDER BY row`,
  );
  const ofTwoKinds = db.prepare<[string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices n JOIN invoices i USING (account_id, id)
     WHERE n.type = 'credit-note' AND i.type = 'invoice' AND n.account_id = ? ORDER BY i.row`,
  );
  const sharing = db.prepare<[string], { row: number; other: number; sha256: string }>(
    `SELECT i.row AS row, min(o.row) AS other, i.document_sha256 AS sha256
     FROM invoices i INDEXED BY invoices_by_account JOIN invoices o INDEXED BY invoices_by_content
       ON o.document_sha256 = i.document_sha256
     WHERE i.account_id = ? AND i.newer_document = 0 AND o.newer_document = 0
       AND (i.number, i.currency, i.total, substr(i.issued_at, 1, 10))
         IS NOT (o.number, o.currency, o.total, substr(o.issued_at, 1, 10))
     GROUP BY i.row ORDER BY i.row`,
  );

  return {
    /** Reads some of the answers that an earlier Billfold kept and read less of; false when none are left. */
    readKept: createKeptAnswers(db, versions).readSome,
    /** What it was and is, newest first; none of one that was never final. */
    versions(key: string): Result<InvoiceVersion[]> {
      const row = lookup.row(key);
      return row.ok ? ok(versions.list(row.value.row)) : row;
    },
    /** The vendor's own JSON of a version; null where it was not kept. */
    answer(key: string, version: number): Result<string | null> {
      const row = lookup.row(key);
      return row.ok ? ok(versions.answer(row.value.row, version)) : row;
    },
    /** What the vendor changed after it was final, or took back. */
    notAsFirst: (accountId: string) => notAsFirst.all(accountId).map(lookup.shown),
    /** The documents of versions before the newest, of an account. */
    *formerDocuments(accountId: string): Generator<{ invoice: ArchivedInvoice; document: DocumentFile }> {
      for (const row of notAsFirst.all(accountId)) {
        for (const { version } of versions.list(row.row).slice(1)) {
          const former = versions.document(row.row, version);
          if (former) yield { invoice: lookup.shown(row), document: { ...former, file: store.pathOf(former) } };
        }
      }
    },
    /** What the vendor gave one id as invoice and as credit note: the invoices' side. */
    idsOfTwoKinds: (accountId: string) => ofTwoKinds.all(accountId).map(lookup.shown),
    /** Invoices that share a PDF with another one of another number, date or total. */
    sharedDocuments: (accountId: string): { invoice: ArchivedInvoice; other: ArchivedInvoice; sha256: string }[] =>
      sharing.all(accountId).flatMap(({ row, other, sha256 }) => {
        const [one, two] = [byRow.get(row), byRow.get(other)];
        return one && two ? [{ invoice: lookup.shown(one), other: lookup.shown(two), sha256 }] : [];
      }),
  };
}
