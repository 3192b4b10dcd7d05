import type { AppError } from '#shared/errors.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { withoutFsync } from '../database/without-fsync.ts';
import type { StagedDocument } from './document-store.ts';
import { createInvoiceVersions } from './invoice-versions.ts';

/** A document that the archive should have and has not. */
export interface PendingDocument {
  readonly row: number;
  /** The vendor's invoice id. */
  readonly id: string;
  readonly type: 'invoice' | 'credit-note';
  readonly url: string | null;
  readonly linksAt: Instant;
  readonly createdAt: Instant;
}

export type DocumentOutcome =
  /** `replaces`: what was there before is damaged or gone, and nothing to be kept. */
  | { readonly row: number; readonly stored: StagedDocument; readonly replaces?: boolean }
  | { readonly row: number; readonly state: 'missing' | 'failed'; readonly error: AppError };

export interface DocumentCounts {
  readonly stored: number;
  /** Finalized, and the vendor has no PDF of it (any more). */
  readonly missing: number;
  readonly failed: number;
}

/** What the rows of the archive say about documents. */
export type DocumentRecords = ReturnType<typeof createDocumentRecords>;

export function createDocumentRecords(db: Database) {
  const pendingColumns = 'row, id, type, document_url AS url, links_at AS linksAt, created_at AS createdAt';
  const pending = db.prepare<[string, number, number], PendingDocument>(
    `SELECT ${pendingColumns} FROM invoices INDEXED BY invoices_by_document
     WHERE account_id = ? AND (document IN ('pending', 'missing', 'failed') OR newer_document = 1) AND row > ?
     ORDER BY row LIMIT ?`,
  );
  const one = db.prepare<[number], PendingDocument>(
    `SELECT ${pendingColumns} FROM invoices WHERE row = ? AND status <> 'draft'`,
  );
  const versions = createInvoiceVersions(db);
  const stored = db
    .prepare<[number], string>(
      "SELECT document_sha256 FROM invoices WHERE row = ? AND document = 'stored' AND newer_document = 0",
    )
    .pluck();
  const links = db.prepare<[number], { url: string | null }>('SELECT document_url AS url FROM invoices WHERE row = ?');
  const markStored = db.prepare(
    `UPDATE invoices SET document = 'stored', document_sha256 = @sha256, document_bytes = @bytes, document_kind = @kind,
       document_error = NULL, newer_document = 0 WHERE row = @row`,
  );
  const markFailed = db.prepare(
    `UPDATE invoices SET document = ?, document_error = ? WHERE row = ? AND document <> 'stored'`,
  );
  const counts = db.prepare<[string], DocumentCounts>(
    `SELECT coalesce(sum(document = 'stored'), 0) AS stored,
       coalesce(sum(document = 'missing' OR (document = 'none' AND status <> 'draft')), 0) AS missing,
       coalesce(sum(document = 'failed' OR document = 'pending'), 0) AS failed
     FROM invoices WHERE account_id = ?`,
  );
  const newest = db.prepare<[], { row: number | null }>('SELECT max(row) AS row FROM invoices');

  return {
    /** Those of an account in order of row, after the given one. */
    pendingAfter: (accountId: string, row: number, limit: number) => pending.all(accountId, row, limit),
    /** Null of a draft. */
    pending: (row: number) => one.get(row) ?? null,
    /** The vendor's link as it was listed last; null where it gave none. */
    linkOf: (row: number) => links.get(row)?.url ?? null,
    counts: (accountId: string) => counts.get(accountId) ?? { stored: 0, missing: 0, failed: 0 },
    /** Zero while there is none. */
    newestRow: () => newest.get()?.row ?? 0,
    /** In one transaction. Stored documents must be settled before. A document in place of another begins a version. */
    write: withoutFsync(
      db,
      db.transaction((outcomes: readonly DocumentOutcome[], now: Instant) => {
        for (const outcome of outcomes) {
          if ('stored' in outcome) {
            const { row, replaces = false } = outcome;
            const { sha256, bytes, kind } = outcome.stored;
            const before = stored.get(row);
            if (!replaces && before !== undefined && before !== sha256) versions.close(row, 'document', now);
            markStored.run({ sha256, bytes, kind, row });
          } else markFailed.run(outcome.state, JSON.stringify(outcome.error), outcome.row);
        }
      }).immediate,
    ),
  };
}
