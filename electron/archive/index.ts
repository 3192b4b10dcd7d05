import type { Account } from '#shared/accounts.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { createLeases } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
import type { Clock, Fetch, Logger, Random } from '../platform/ports.ts';
import type { OpenBillingSource } from '../sources/billing-source.ts';
import { createUnreadObjects } from '../unread/index.ts';
import { createAdoptDocument } from './adopted-documents.ts';
import { type Annotations, createAnnotations } from './annotations.ts';
import { createArchiveMarker } from './archive-marker.ts';
import { createDocumentDownload, type MayFetch } from './document-download.ts';
import { createDocumentFetcher } from './document-fetcher.ts';
import { createDocumentIndex } from './document-index.ts';
import { createDocumentRecords } from './document-records.ts';
import { createDocumentStore } from './document-store.ts';
import { createDocumentTexts, type DocumentTexts } from './document-texts.ts';
import { createDocuments, type Documents } from './documents.ts';
import { createDropDocument } from './drop-document.ts';
import { createFetchOne } from './fetch-one-document.ts';
import { createForget, type ForgetAccount } from './forget-account.ts';
import { createImportedInvoices, type ImportedInvoices } from './imported-invoices.ts';
import { createInvoiceHistory, type InvoiceHistory } from './invoice-history.ts';
import { createInvoiceLookup } from './invoice-lookup.ts';
import { createInvoiceQueries, type InvoiceQueries } from './invoice-queries.ts';
import { createInvoiceTexts, type InvoiceTexts } from './invoice-texts.ts';
import { createInvoiceTotals, type InvoiceTotals } from './invoice-totals.ts';
import { createInvoiceVersions } from './invoice-versions.ts';
import { createInvoiceWriter } from './invoice-writer.ts';
import { createMoveDocuments } from './move-documents.ts';
import { createSavedFilters, type SavedFilters } from './saved-filters.ts';
import { createSync, type Sync } from './sync.ts';
import { createSyncState } from './sync-state.ts';
import { createUnknownFiles } from './unknown-files.ts';
import { createWithDocuments } from './with-documents.ts';

export type { Annotations } from './annotations.ts';
export type { MayFetch } from './document-download.ts';
export { type IndexedDocument, readDocumentIndex } from './document-index.ts';
export type { DocumentFile } from './document-store.ts';
export type { DocumentTexts } from './document-texts.ts';
export type { Documents } from './documents.ts';
export type { ImportedInvoices } from './imported-invoices.ts';
export type { InvoiceHistory } from './invoice-history.ts';
export type { InvoiceQueries, SelectedInvoice } from './invoice-queries.ts';
export { accountsOfKeys } from './invoice-rows.ts';
export type { InvoiceTotals } from './invoice-totals.ts';
export type { Sync, SyncOptions, SyncReport } from './sync.ts';
export { movingLease } from './sync-turn.ts';

export interface ArchiveDependencies {
  readonly db: Database;
  /** Asked again each time: it changes when documents are moved. */
  readonly documentsFolder: () => string;
  readonly accounts: () => readonly Account[];
  readonly openSource: OpenBillingSource;
  readonly fetch: Fetch;
  readonly mayFetch: MayFetch;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Every invoice of every account, kept with its PDF on the user's own disk and readable without a network. */
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

export function createArchive(dependencies: ArchiveDependencies): Archive {
  const { db, documentsFolder, accounts, openSource, fetch, mayFetch, clock, random, logger } = dependencies;
  const now = (): Instant => instantFromMillis(clock.now());
  const leases = createLeases(db, clock);
  const store = createDocumentStore(documentsFolder);
  const marker = createArchiveMarker(db, store);
  const records = createDocumentRecords(db);
  const index = createDocumentIndex(db, documentsFolder);
  const writer = createInvoiceWriter(db);
  const versions = createInvoiceVersions(db);
  const lookup = createInvoiceLookup(db, accounts, now);
  const totals = createInvoiceTotals(db);
  const download = createDocumentDownload({ fetch, clock, random, mayFetch });
  const fetchDocument = createDocumentFetcher({ store, records, writer, download, clock });
  const withDocuments = createWithDocuments({ store, marker, index });
  const dropDocument = createDropDocument(db, store);

  return {
    invoices: createInvoiceQueries(db, { accounts, lookup, store, clock }),
    history: createInvoiceHistory(db, { lookup, versions, store }),
    totals,
    documents: createDocuments({
      lookup,
      store,
      versions,
      marker,
      index,
      leases,
      fetchOne: createFetchOne({
        openSource,
        leases,
        store,
        records,
        withDocuments,
        fetchDocument,
        dropDocument,
        now,
      }),
      adopt: createAdoptDocument(db, writer, now),
      move: createMoveDocuments(db, { store, marker, index }, leases),
      unknownFiles: createUnknownFiles(db, store, { leases, clock }),
    }),
    texts: { ...createDocumentTexts(db), renewSome: createInvoiceTexts(db).renewSome },
    sync: createSync({
      openSource,
      leases,
      lookup,
      state: createSyncState(db),
      totals,
      writer,
      store,
      withDocuments,
      records,
      fetchDocument,
      unread: createUnreadObjects(db),
      clock,
      logger,
    }),
    annotations: createAnnotations(db),
    filters: createSavedFilters(db, now),
    imported: createImportedInvoices(db, { lookup, store, withDocuments, dropDocument, writer, leases, now }),
    forget: createForget(db, store, { leases, clock }),
  };
}
