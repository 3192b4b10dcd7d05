import type { Account } from '#shared/accounts.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { createLeases } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
import type { Logger } from '../platform/ports.ts';
import type { OpenBillingSource } from '../sources/billing-source.ts';
import { createUnreadObjects } from '../unread/index.ts';
import { createAccountingDays } from './accounting-days.ts';
import { createArchiveMarker } from './archive-marker.ts';
import { createDocumentDownload, type DownloadParts } from './document-download.ts';
import { createDocumentFetcher } from './document-fetcher.ts';
import { createDocumentIndex } from './document-index.ts';
import { createDocumentRecords } from './document-records.ts';
import { createDocumentStore } from './document-store.ts';
import { createDropDocument } from './drop-document.ts';
import { createInvoiceLookup } from './invoice-lookup.ts';
import { createInvoiceTotals } from './invoice-totals.ts';
import { createInvoiceVersions } from './invoice-versions.ts';
import { createInvoiceWriter } from './invoice-writer.ts';
import { createSyncState } from './sync-state.ts';
import { createWithDocuments } from './with-documents.ts';

export interface ArchiveDependencies extends DownloadParts {
  readonly db: Database;
  /** Asked again each time: it changes when documents are moved. */
  readonly documentsFolder: () => string;
  readonly accounts: () => readonly Account[];
  readonly openSource: OpenBillingSource;
  readonly logger: Logger;
}

/** What the archive is made of: its rows, its documents, and how they come in. */
export function createParts(dependencies: ArchiveDependencies) {
  const { db, documentsFolder, accounts, clock } = dependencies;
  const now = (): Instant => instantFromMillis(clock.now());
  const store = createDocumentStore(documentsFolder);
  const marker = createArchiveMarker(db, store);
  const records = createDocumentRecords(db);
  const index = createDocumentIndex(db, documentsFolder);
  const days = createAccountingDays(db);
  const writer = createInvoiceWriter(db);
  const download = createDocumentDownload(dependencies);
  return {
    ...dependencies,
    now,
    leases: createLeases(db, clock),
    lookup: createInvoiceLookup(db, accounts, now),
    state: createSyncState(db),
    days,
    totals: createInvoiceTotals(db, days.timeZone),
    unread: createUnreadObjects(db),
    versions: createInvoiceVersions(db),
    fetchDocument: createDocumentFetcher({ store, records, writer, download, clock }),
    withDocuments: createWithDocuments({ store, marker, index }),
    dropDocument: createDropDocument(db, store),
    ...{ store, marker, records, index, writer },
  };
}

export type Parts = ReturnType<typeof createParts>;
