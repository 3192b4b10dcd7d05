import { type Annotations, createAnnotations } from './annotations.ts';
import { createDocumentBytes } from './document-bytes.ts';
import { createDocumentTexts, type DocumentTexts } from './document-texts.ts';
import { createDocuments, type Documents } from './documents.ts';
import { createFetchOne } from './fetch-one-document.ts';
import { createForget, type ForgetAccount } from './forget-account.ts';
import { createImportedInvoices, type ImportedInvoices } from './imported-invoices.ts';
import { createInvoiceHistory, type InvoiceHistory } from './invoice-history.ts';
import { createInvoiceQueries, type InvoiceQueries } from './invoice-queries.ts';
import { createInvoiceTexts, type InvoiceTexts } from './invoice-texts.ts';
import type { InvoiceTotals } from './invoice-totals.ts';
import { type ArchiveDependencies, createParts } from './parts.ts';
import { createRenewal } from './renewal.ts';
import { createSavedFilters, type SavedFilters } from './saved-filters.ts';
import { createSync, type Sync } from './sync.ts';

export { createAccountingDays } from './accounting-days.ts';
export type { Annotations } from './annotations.ts';
export { createDocumentDownload, type Download, type MayFetch } from './document-download.ts';
export { type IndexedDocument, readDocumentIndex } from './document-index.ts';
export { markOf } from './archive-marker.ts';
export { type DocumentFile, type DocumentName, nameOfPath, pathInStore } from './document-store.ts';
export type { DocumentTexts } from './document-texts.ts';
export type { Documents } from './documents.ts';
export type { ImportedInvoice, ImportedInvoices } from './imported-invoices.ts';
export type { InvoiceHistory } from './invoice-history.ts';
export type { InvoiceQueries, SelectedInvoice } from './invoice-queries.ts';
export { accountsOfKeys, partsOfKey } from './invoice-rows.ts';
export type { InvoiceTotals } from './invoice-totals.ts';
export type { Sync, SyncOptions, SyncReport } from './sync.ts';
export { movingLease } from './sync-turn.ts';

/** Every invoice of every account, kept with its document on the user's own disk and readable without a network. */
export interface Archive {
  readonly invoices: InvoiceQueries;
  readonly history: InvoiceHistory;
  readonly totals: InvoiceTotals;
  readonly documents: Documents;
  /** What full-text search knows, and what it has still to learn. */
  readonly texts: DocumentTexts & Pick<InvoiceTexts, 'renewSome'>;
  readonly sync: Sync;
  readonly annotations: Annotations;
  readonly filters: SavedFilters;
  readonly imported: ImportedInvoices;
  readonly forget: ForgetAccount;
}

/** What rows and documents that come from elsewhere need of the archive. */
export interface ArchiveIntake {
  readonly bytes: ReturnType<typeof createDocumentBytes>;
  readonly renewal: ReturnType<typeof createRenewal>;
}

export function createArchive(dependencies: ArchiveDependencies): Archive & { readonly intake: ArchiveIntake } {
  const parts = createParts(dependencies);
  const { db, now } = parts;

  return {
    invoices: createInvoiceQueries(parts),
    history: createInvoiceHistory(parts),
    totals: parts.totals,
    documents: createDocuments(parts, createFetchOne(parts)),
    texts: { ...createDocumentTexts(db), renewSome: createInvoiceTexts(db).renewSome },
    sync: createSync(parts),
    annotations: createAnnotations(db),
    filters: createSavedFilters(db, now),
    imported: createImportedInvoices(parts),
    forget: createForget(parts),
    intake: { bytes: createDocumentBytes(parts), renewal: createRenewal(db) },
  };
}
