import type { Account } from '#shared/accounts.ts';
import type { ExportSelection } from '#shared/export.ts';
import type { InvoiceVersion } from '#shared/invoice-record.ts';
import type { ArchivedInvoice, Invoice, InvoiceLine, InvoicePayment } from '#shared/invoices.ts';
import type { MonthTotal } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { createLeases } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
import type { ReportReceived } from '../http/index.ts';
import type { Clock, Fetch, Logger, Random } from '../platform/ports.ts';
import type { OpenBillingSource } from '../sources/billing-source.ts';
import { createUnreadObjects } from '../unread/index.ts';
import { createAnnotations } from './annotations.ts';
import { createArchiveMarker } from './archive-marker.ts';
import { createDocumentDownload, type MayFetch } from './document-download.ts';
import { createAdoptDocument } from './adopted-documents.ts';
import { createDocumentFetcher } from './document-fetcher.ts';
import { createDocumentIndex } from './document-index.ts';
import { createDocumentRecords } from './document-records.ts';
import { createDocumentStore } from './document-store.ts';
import { createDocumentTexts } from './document-texts.ts';
import { createDropDocument } from './drop-document.ts';
import { createFetchOne } from './fetch-one-document.ts';
import { createForget } from './forget-account.ts';
import { createImportedInvoices, type ImportedInvoice } from './imported-invoices.ts';
import { createInvoiceQuery } from './invoice-query.ts';
import {
  archivedInvoice,
  invoiceColumns,
  invoiceLine,
  type InvoiceRow,
  shownColumns,
  type LineRow,
  partsOfKey,
} from './invoice-rows.ts';
import { createInvoiceSelection } from './invoice-selection.ts';
import { createInvoiceTexts } from './invoice-texts.ts';
import { createInvoiceTotals } from './invoice-totals.ts';
import { createInvoiceVersions } from './invoice-versions.ts';
import { createInvoiceWriter } from './invoice-writer.ts';
import { createMoveDocuments } from './move-documents.ts';
import { createSavedFilters } from './saved-filters.ts';
import { createSync, movingLease } from './sync.ts';
import { createSyncState } from './sync-state.ts';
import { createUnknownFiles } from './unknown-files.ts';
import { createWithDocuments } from './with-documents.ts';

export { type IndexedDocument, readDocumentIndex } from './document-index.ts';
export type { MayFetch } from './document-download.ts';
export type { ImportedInvoice } from './imported-invoices.ts';
export { movingLease, type SyncOptions, type SyncReport } from './sync.ts';

/** A stored PDF: an absolute path, for the main process only. */
export interface DocumentFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface SelectedInvoice {
  readonly invoice: ArchivedInvoice;
  /** Null where the archive holds no PDF. */
  readonly document: DocumentFile | null;
}

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

export type Archive = ReturnType<typeof createArchive>;

/** Every invoice of every account, kept with its PDF on the user's own disk and readable without a network. */
export function createArchive({
  db,
  documentsFolder,
  accounts,
  openSource,
  fetch,
  mayFetch,
  clock,
  random,
  logger,
}: ArchiveDependencies) {
  const leases = createLeases(db, clock);
  const store = createDocumentStore(documentsFolder);
  const marker = createArchiveMarker(db, store);
  const records = createDocumentRecords(db);
  const index = createDocumentIndex(db, documentsFolder);
  const writer = createInvoiceWriter(db);
  const download = createDocumentDownload({ fetch, clock, random, mayFetch });
  const versions = createInvoiceVersions(db);
  const fetchDocument = createDocumentFetcher({ store, records, writer, download, clock });
  const state = createSyncState(db);
  const queries = createInvoiceQuery(db, accounts, clock);
  const totals = createInvoiceTotals(db);
  const selection = createInvoiceSelection(db, accounts);
  const lines = db.prepare<[number], LineRow>('SELECT * FROM invoice_lines WHERE invoice = ? ORDER BY position');

  const byId = db.prepare<[string, string], InvoiceRow>(
    `SELECT ${shownColumns} FROM invoices i WHERE account_id = ? AND id = ? AND type = 'invoice'`,
  );
  const creditNotesOf = db.prepare<[string, string], InvoiceRow>(
    `SELECT ${shownColumns} FROM invoices i WHERE account_id = ? AND corrects = ? ORDER BY sort_at DESC`,
  );

  const named = db.prepare<[string, string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i WHERE (number = ? COLLATE NOCASE OR id = ?) ORDER BY row`,
  );

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

  const now = (): Instant => instantFromMillis(clock.now());
  const withDocuments = createWithDocuments({ store, marker, index });
  const dropDocument = createDropDocument(db, store);
  const fetchOne = createFetchOne({
    openSource,
    leases,
    store,
    records,
    withDocuments,
    fetchDocument,
    dropDocument,
    now,
  });
  const imported = createImportedInvoices(db, { store, withDocuments, dropDocument, writer, leases, now });
  const invoiceOf = db.prepare('SELECT 1 FROM invoices WHERE account_id = ? AND id = ?');
  const nameOf = (id: string): string => accounts().find((account) => account.id === id)?.name ?? id;
  const seen = (row: InvoiceRow): ArchivedInvoice => archivedInvoice(row, now(), nameOf);
  const documentOf = ({ document_sha256: sha256, document_bytes: bytes }: InvoiceRow): DocumentFile | null =>
    sha256 === null || bytes === null ? null : { file: store.pathOf(sha256), sha256, bytes };
  const notFound = (key: string) => fail({ code: 'invoice-not-found', invoice: partsOfKey(key).id } as const);
  const found = (key: string): Result<InvoiceRow> => {
    const row = selection.one(key);
    return row ? ok(row) : notFound(key);
  };
  const get = (key: string): Result<ArchivedInvoice> => {
    const row = found(key);
    return row.ok ? ok(seen(row.value)) : row;
  };

  const foundImported = (key: string): Result<InvoiceRow> => {
    const row = found(key);
    if (!row.ok || row.value.source === 'import') return row;
    return fail({ code: 'invoice-not-imported', invoice: row.value.number ?? row.value.id });
  };

  return {
    /**
     * Reads what is new, unpaid or (weekly, or with `full`) all, and fetches missing PDFs. What was read stays whatever
     * ends it; the next sync goes on from there. A document that fails is noted in its row and tried again next time.
     */
    sync: createSync({
      ...{ openSource, leases, state, writer, store, withDocuments, records, fetchDocument, clock, logger },
      unread: createUnreadObjects(db),
    }),

    ...queries,

    /** Tags, notes and references that people add. */
    ...createAnnotations(db),

    /** Searches with a name. */
    filters: createSavedFilters(db, now),

    /** The accounts that these invoices belong to. */
    accountsOf: (keys: readonly string[]): string[] => [...new Set(keys.map((key) => partsOfKey(key).accountId))],

    /** What full-text search knows, and what it has still to learn. */
    texts: {
      ...createDocumentTexts(db),
      renewSome: createInvoiceTexts(db).renewSome,
      /** Absolute, for the main process only. */
      fileOf: store.pathOf,
    },

    get,

    lines(key: string): Result<InvoiceLine[]> {
      const row = selection.rowOf(key);
      return row === null ? notFound(key) : ok(lines.all(row).map(invoiceLine));
    },

    /** What it was and is, newest first; none of one that was never final. */
    versions(key: string): Result<InvoiceVersion[]> {
      const row = found(key);
      return row.ok ? ok(versions.list(row.value.row)) : row;
    },

    /** The vendor's own JSON of a version; null where it was not kept. */
    answer(key: string, version: number): Result<string | null> {
      const row = found(key);
      return row.ok ? ok(versions.answer(row.value.row, version)) : row;
    },

    /** Invoices and credit notes of all accounts with this number, in letters of either case, or this id. */
    named: (numberOrId: string): ArchivedInvoice[] => named.all(numberOrId, numberOrId).map(seen),

    /** What the vendor changed after it was final, or took back. */
    notAsFirst: (accountId: string): ArchivedInvoice[] => notAsFirst.all(accountId).map(seen),

    /** The PDFs of versions before the newest, of an account. */
    *formerDocuments(accountId: string): Generator<{ invoice: ArchivedInvoice; document: DocumentFile }> {
      for (const row of notAsFirst.all(accountId)) {
        for (const { version } of versions.list(row.row).slice(1)) {
          const document = versions.document(row.row, version);
          if (document) yield { invoice: seen(row), document: { ...document, file: store.pathOf(document.sha256) } };
        }
      }
    },

    /** What the vendor gave one id as invoice and as credit note: the invoices' side. */
    idsOfTwoKinds: (accountId: string): ArchivedInvoice[] => ofTwoKinds.all(accountId).map(seen),

    /** Invoices that share a PDF with another one of another number, date or total. */
    sharedDocuments: (accountId: string): { invoice: ArchivedInvoice; other: ArchivedInvoice; sha256: string }[] =>
      sharing.all(accountId).flatMap(({ row, other, sha256 }) => {
        const [one, two] = [byRow.get(row), byRow.get(other)];
        return one && two ? [{ invoice: seen(one), other: seen(two), sha256 }] : [];
      }),

    /** The stored PDF, of the newest version unless another is asked for; fails with `document-missing` where there is none. */
    async document(key: string, version?: number): Promise<Result<DocumentFile>> {
      const row = found(key);
      if (!row.ok) return row;
      const former = version === undefined ? null : versions.document(row.value.row, version);
      const document =
        version === undefined ? documentOf(row.value) : former && { ...former, file: store.pathOf(former.sha256) };
      if (document && (await store.has(document))) return ok(document);
      return fail({ code: 'document-missing', invoice: row.value.id });
    },

    /**
     * Tries to get one missing PDF now, also one whose file is gone. The answer tells how it went; `job-running` while the
     * documents are being moved: it would be left behind in the old folder.
     */
    async fetchDocument(
      key: string,
      signal?: AbortSignal,
      onProgress?: ReportReceived,
    ): Promise<Result<ArchivedInvoice>> {
      const row = found(key);
      if (!row.ok) return row;
      const document = documentOf(row.value);
      if (document && (await store.has(document))) return ok(seen(row.value));
      const fetched = await fetchOne(row.value, { signal, onProgress });
      return fetched.ok ? get(key) : fetched;
    },

    /**
     * Gets a PDF again although there is one, because that one is damaged. What is there stays until a whole PDF has come
     * that `isGood` also takes for one (it gets the file's absolute path); where none comes the answer is the error.
     */
    async refetchDocument(
      key: string,
      signal?: AbortSignal,
      isGood?: (file: string) => Promise<boolean>,
      onProgress?: ReportReceived,
    ): Promise<Result<ArchivedInvoice>> {
      const row = found(key);
      if (!row.ok) return row;
      const fetched = await fetchOne(row.value, { signal, isGood, onProgress });
      if (!fetched.ok) return fetched;
      return 'stored' in fetched.value ? get(key) : fail(fetched.value.error);
    },

    /** The credit notes of an invoice, newest first, and the invoice that a credit note corrects where the archive has it. */
    related(key: string): Result<{ creditNotes: ArchivedInvoice[]; corrects: ArchivedInvoice | null }> {
      const row = found(key);
      if (!row.ok) return row;
      const { account_id: accountId, id, corrects } = row.value;
      const corrected = corrects === null ? null : (byId.get(accountId, corrects) ?? null);
      return ok({ creditNotes: creditNotesOf.all(accountId, id).map(seen), corrects: corrected && seen(corrected) });
    },

    /** Reads one invoice again: whether it is paid by now, and its receipt. */
    async refresh(key: string): Promise<Result<ArchivedInvoice>> {
      const row = found(key);
      if (!row.ok) return row;
      const { account_id: accountId, id, type, source: origin } = row.value;
      if (type === 'credit-note' || origin === 'import') return ok(seen(row.value));
      const source = await openSource(accountId);
      if (!source.ok) return source;
      const current = await source.value.invoice(id);
      if (!current.ok) return current;
      const { value: invoice, raw } = current.value;
      const payment = invoice.payment ? ok(invoice.payment) : await source.value.payment(id);
      const value = payment.ok ? { ...invoice, payment: payment.value } : invoice;
      writer.write(accountId, [{ value, raw }], now());
      return get(key);
    },

    /** Asks the vendor how an invoice was, or is to be, paid, and keeps the answer. */
    async payment(key: string): Promise<Result<InvoicePayment>> {
      const row = found(key);
      if (!row.ok) return row;
      const { account_id: accountId, id } = row.value;
      const source = await openSource(accountId);
      const payment = source.ok ? await source.value.payment(id) : source;
      if (payment.ok) writer.writePayment(accountId, id, payment.value);
      return payment;
    },

    /** Brings invoices in with their PDFs; their rows are of the source `import`. */
    keepImported: (accountId: string, invoices: readonly ImportedInvoice[]): Promise<Result<null>> =>
      imported.keep(accountId, invoices),

    /** Changes an imported invoice; one of the vendor's stays as the vendor lists it. */
    changeImported(key: string, invoice: Omit<Invoice, 'lines'>): Result<ArchivedInvoice> {
      const row = foundImported(key);
      if (!row.ok) return row;
      const { account_id: accountId, id } = row.value;
      imported.change(accountId, { ...invoice, id, lines: lines.all(row.value.row).map(invoiceLine) });
      return get(key);
    },

    /** Takes an imported invoice out of the archive, with its PDF unless another invoice has the same. */
    async removeImported(key: string): Promise<Result<null>> {
      const row = foundImported(key);
      return row.ok ? imported.remove(row.value) : row;
    },

    /** Takes a document back in that is in the archive's folder already. */
    adopt: createAdoptDocument(db, writer, now),

    /** Brings the list of documents beside them up to date, unless something is adding to it just now. */
    async renewIndex(): Promise<void> {
      const release = leases.take(movingLease);
      try {
        if (release && !['sync', 'export', 'verify'].some((job) => leases.isHeld(`${job}:*`))) await index.renew();
      } finally {
        release?.();
      }
    },

    /** The invoice that has a document of these bytes; null when none has. */
    invoiceWithContent(sha256: string): ArchivedInvoice | null {
      const row = imported.withContent(sha256);
      return row && seen(row);
    },

    /** Invoices of the same number and total, which may be the same invoice. */
    invoicesLike: (number: string, total: Money): ArchivedInvoice[] =>
      imported.alike({ number, total: total.amount, currency: total.currency }).map(seen),

    /** Whether there is an invoice or credit note of the account with this id. */
    has: (accountId: string, id: string): boolean => invoiceOf.get(accountId, id) !== undefined,

    /** How many invoices and credit notes of an account there are. */
    counts: (accountId: string): { invoices: number; creditNotes: number } => ({
      invoices: state.total(accountId, 'invoice'),
      creditNotes: state.total(accountId, 'credit-note'),
    }),

    /** By month of issue in UTC, oldest first, up to the month of `until` (now unless given). */
    monthTotals: (accountId: string, until: Instant = now(), months = 12): MonthTotal[] =>
      totals.monthTotals(accountId, until, months),
    /** The newest finalized invoices, newest first: beside the threshold field, to find a fitting amount. */
    recentInvoices: (accountId: string, count = 6): ArchivedInvoice[] => totals.recent(accountId, count).map(seen),
    newSince: totals.newSince,
    /** The finalized invoice of a subscription's period, or its draft while there is no other; null when there is none. */
    invoiceOfPeriod(accountId: string, subscriptionId: string, period: Period): ArchivedInvoice | null {
      const row = totals.ofPeriod(accountId, subscriptionId, period);
      return row && seen(row);
    },

    /** The lines of the subscription's newest invoice for a period before the given one; null when there is none. */
    linesBefore(accountId: string, subscriptionId: string, period: Period): InvoiceLine[] | null {
      const row = totals.before(accountId, subscriptionId, period);
      return row && lines.all(row.row).map(invoiceLine);
    },

    /** The lines of the subscription's invoice for the very period; null when there is none. */
    linesOf(accountId: string, subscriptionId: string, period: Period): InvoiceLine[] | null {
      const row = totals.ofPeriod(accountId, subscriptionId, period);
      return row && lines.all(row.row).map(invoiceLine);
    },

    /** Invoices of a selection, oldest first. Read in steps: memory does not grow with the archive. */
    *invoicesOf(asked: ExportSelection): Generator<SelectedInvoice> {
      const names = new Map(accounts().map((account) => [account.id, account.name]));
      const at = now();
      for (const row of selection.rows(asked)) {
        yield { invoice: archivedInvoice(row, at, (id) => names.get(id) ?? id), document: documentOf(row) };
      }
    },

    /** Count, documents and sums of a selection; voids and drafts count in no sum. */
    summaryOf: selection.summary,

    /** Paths in the store that no invoice refers to, sorted; waits for syncs, imports and moves to end. */
    unknownFiles: createUnknownFiles(db, store, { leases, clock }),

    /** Tells whether the invoices of a period are still those of the last time; null where there are none. */
    fingerprintOf: selection.fingerprint,

    /** Moves all documents to another folder; on any error the old one stays in use, whole. */
    moveDocuments: createMoveDocuments(db, { store, marker, index }, leases),

    /** What is wrong with the folder of the documents; null where it is the archive's own, or not in use yet. */
    folderProblem: marker.problem,

    /** Whether that folder is the archive's own, by its mark; false where that cannot be read. */
    isFolder: (folder: string): Promise<boolean> => marker.isIn(folder).catch(() => false),

    forget: createForget(db, store, { leases, clock }),
  };
}
