import PQueue from 'p-queue';
import type { AppError } from '#shared/errors.ts';
import type { Invoice } from '#shared/invoices.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import type { Leases } from '../database/lease.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import type { BillingSource, InvoicePage, InvoicePageRequest, OpenBillingSource } from '../sources/billing-source.ts';
import type { FetchDocument } from './document-fetcher.ts';
import type { DocumentCounts, DocumentRecords } from './document-records.ts';
import { startDocumentRun } from './document-run.ts';
import type { DocumentStore } from './document-store.ts';
import type { InvoiceWriter } from './invoice-writer.ts';
import { pause } from './pause.ts';
import type { ListingKind, RunningListing, SyncState } from './sync-state.ts';

export interface SyncOptions {
  /** Reads all invoices again, not only new and unpaid ones. */
  readonly full: boolean;
  /** `total` is null until it is known. */
  readonly onProgress?: (done: number, total: number | null) => void;
  readonly signal?: AbortSignal;
}

interface SyncCounts {
  readonly total: number;
  readonly new: number;
  readonly changed: number;
}

/** `total` and `documents` tell the account's whole archive, `new` and `changed` what this sync brought. */
export interface SyncReport {
  readonly invoices: SyncCounts;
  readonly creditNotes: SyncCounts;
  /** Of invoices and credit notes. */
  readonly documents: DocumentCounts;
}

export interface SyncParts {
  readonly openSource: OpenBillingSource;
  readonly leases: Leases;
  readonly state: SyncState;
  readonly writer: InvoiceWriter;
  readonly store: DocumentStore;
  readonly records: DocumentRecords;
  readonly fetchDocument: FetchDocument;
  readonly clock: Clock;
  readonly logger: Logger;
}

export const movingLease = 'documents:move';
const syncLease = (accountId: string): string => `sync:${accountId}`;

const fullEvery = 7 * 24 * 60 * 60_000;
// Creation times are the vendor's and may come in late; reading a day again costs one page.
const overlap = 24 * 60 * 60_000;
const parallelReads = 4;

/** Brings an account's archive up to date. One sync of an account at a time; another one waits for it. */
export function createSync(parts: SyncParts) {
  const { openSource, state, clock, logger } = parts;

  return async function sync(accountId: string, options: SyncOptions): Promise<Result<SyncReport>> {
    const signal = options.signal ?? new AbortController().signal;
    const source = await openSource(accountId);
    if (!source.ok) return source;
    const release = await waitForTurn(parts, accountId, signal);
    if (!release) return fail({ code: 'cancelled' });
    try {
      const report = await run(parts, accountId, source.value, options, signal);
      if (report.ok) logger.info('Synced', { account: accountId, ...report.value });
      else logger.warn('Sync ended early', { account: accountId, error: report.error.code });
      return report;
    } finally {
      release();
    }
  };

  async function run(
    { writer, store, records, fetchDocument }: SyncParts,
    accountId: string,
    source: BillingSource,
    options: SyncOptions,
    signal: AbortSignal,
  ): Promise<Result<SyncReport>> {
    const seen = new Set<string>();
    const counts = { invoice: { new: 0, changed: 0 }, 'credit-note': { new: 0, changed: 0 } };
    let settled = 0;
    let listed = false;
    const tell = () => options.onProgress?.(seen.size + settled, listed ? seen.size + documents.queued : null);
    await store.removeLeftovers();
    const documents = startDocumentRun({ store, records, fetchDocument }, source, accountId, signal, () => {
      settled++;
      tell();
    });

    const take = async (
      type: Invoice['type'],
      { invoices }: Pick<InvoicePage, 'invoices'>,
      mark: () => void,
    ): Promise<void> => {
      const written = writer.write(accountId, invoices, instantFromMillis(clock.now()));
      mark();
      counts[type].new += written.new;
      counts[type].changed += written.changed;
      for (const { id } of invoices) seen.add(id);
      tell();
      await documents.addNew();
    };

    const full = options.full || isFullDue(accountId);
    const readAll = async (): Promise<AppError | null> =>
      (await readListing('invoices', (page) => source.invoices(page, signal))) ??
      optional(await readListing('credit-notes', (page) => source.creditNotes(page, signal))) ??
      (await readUnpaid());

    async function readListing(
      kind: ListingKind,
      read: (page: InvoicePageRequest) => Promise<Result<InvoicePage>>,
    ): Promise<AppError | null> {
      const { readUpTo, running } = state.listing(accountId, kind);
      const isUseful = !options.full && (!full || running?.from === null);
      if (running?.after && isUseful) {
        const newer = await readPages({ from: beforeOverlap(running.upTo), upTo: running.upTo, after: null }, null);
        if ('error' in newer) return newer.error;
        const rest = await readPages({ ...running, upTo: newer.upTo }, kind);
        if (!('error' in rest)) return null;
        // The invoice that the cursor stood on may be gone: begin anew.
        if (!['not-found-at-vendor', 'request-refused'].includes(rest.error.code)) return rest.error;
      }
      const all = await readPages({ from: full ? null : beforeOverlap(readUpTo), upTo: null, after: null }, kind);
      return 'error' in all ? all.error : null;

      /** With a `kind` each page moves the stored cursor, and the end is noted. */
      async function readPages(
        begin: RunningListing,
        stored: ListingKind | null,
      ): Promise<{ upTo: Instant | null } | { error: AppError }> {
        let { upTo, after } = begin;
        for (;;) {
          if (signal.aborted) return { error: { code: 'cancelled' } };
          const page = await read({ after, createdFrom: begin.from });
          if (!page.ok) return { error: page.error };
          for (const { createdAt } of page.value.invoices) if (upTo === null || createdAt > upTo) upTo = createdAt;
          after = page.value.next;
          await take(kind === 'invoices' ? 'invoice' : 'credit-note', page.value, () => {
            if (stored && after !== null) state.saveListing(accountId, stored, { from: begin.from, upTo, after });
            else if (stored) state.finishListing(accountId, stored, upTo);
          });
          if (after === null) return { upTo };
        }
      }
    }

    async function readUnpaid(): Promise<AppError | null> {
      const queue = new PQueue({ concurrency: parallelReads });
      let error: AppError | null = null;
      const readOne = async (id: string) => {
        if (error || signal.aborted) return;
        const read = await source.invoice(id, signal);
        if (read.ok) await take('invoice', { invoices: [read.value] }, () => undefined);
        else if (read.error.code !== 'not-found-at-vendor') error ??= read.error;
        else if (writer.removeDraft(accountId, id)) counts.invoice.changed++;
      };
      await queue.addAll(
        state
          .unpaid(accountId)
          .filter((id) => !seen.has(id))
          .map((id) => () => readOne(id)),
      );
      return error;
    }

    const error = await readAll();
    if (error ?? signal.aborted) {
      await documents.abort();
      return fail(signal.aborted ? { code: 'cancelled' } : (error ?? { code: 'cancelled' }));
    }
    if (full) state.saveFull(accountId, instantFromMillis(clock.now()));
    listed = true;
    const fetched = await documents.finish();
    if (!fetched.ok) return fetched;
    const countsOf = (type: Invoice['type']) => ({ total: state.total(accountId, type), ...counts[type] });
    return ok({
      invoices: countsOf('invoice'),
      creditNotes: countsOf('credit-note'),
      documents: records.counts(accountId),
    });
  }

  function isFullDue(accountId: string): boolean {
    const fullAt = state.fullAt(accountId);
    return fullAt === null || Math.abs(clock.now() - millisOf(fullAt)) >= fullEvery;
  }

  /** A key that may not read credit notes still reads invoices. */
  function optional(error: AppError | null): AppError | null {
    if (error?.code !== 'permission-missing') return error;
    logger.warn('Credit notes were not read', { permission: error.permission });
    return null;
  }
}

const beforeOverlap = (instant: Instant | null): Instant | null =>
  instant === null ? null : instantFromMillis(millisOf(instant) - overlap);

async function waitForTurn(
  { leases, clock }: SyncParts,
  accountId: string,
  signal: AbortSignal,
): Promise<Disposer | null> {
  while (!signal.aborted) {
    const release = leases.take(syncLease(accountId));
    if (release && !leases.isHeld(movingLease)) return release;
    release?.();
    await pause(clock, 500, signal);
  }
  return null;
}
