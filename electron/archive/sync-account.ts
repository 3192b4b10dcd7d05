import PQueue from 'p-queue';
import type { ReportProgress } from '#shared/combined-progress.ts';
import type { AppError } from '#shared/errors.ts';
import type { Invoice } from '#shared/invoices.ts';
import { isRefusal } from '#shared/refusal.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis, millisOf } from '#shared/time.ts';
import type { UnreadName } from '#shared/unread.ts';
import type { BillingSource, Listed, UnreadObject } from '../sources/billing-source.ts';
import { type KeptUnread, nameOf } from '../unread/index.ts';
import type { DocumentCounts } from './document-records.ts';
import { startDocumentRun } from './document-run.ts';
import type { Parts } from './parts.ts';
import { type ListingTask, readListing } from './read-listing.ts';
import type { ListingKind, SyncState } from './sync-state.ts';
import type { DocumentIntake } from './with-documents.ts';

export interface SyncOptions {
  /** Reads all invoices again, not only new and unpaid ones. */
  readonly full: boolean;
  readonly onProgress?: ReportProgress;
  readonly signal?: AbortSignal;
}

export interface SyncCounts {
  readonly total: number;
  readonly new: number;
  readonly changed: number;
}

/** `total` and `documents` tell the account's whole archive, `new` and `changed` what this sync brought. */
export interface SyncReport {
  readonly invoices: SyncCounts;
  /** Null: the vendor does not tell. */
  readonly creditNotes: SyncCounts | null;
  /** Of invoices and credit notes. */
  readonly documents: DocumentCounts;
  /** What the vendor listed and could not be read. */
  readonly unread: readonly UnreadName[];
}

const fullEvery = 7 * 24 * 60 * 60_000;
const parallelReads = 4;

const listingOf = { invoice: 'invoices', 'credit-note': 'credit-notes' } as const;

const notRead = (id: string, reason: AppError): UnreadObject => ({ object: 'invoice', id, reason, raw: null });

/** Reads an account's invoices and credit notes, and the documents of both meanwhile. */
export async function syncAccount(
  parts: Parts,
  intake: DocumentIntake,
  { accountId, source }: { readonly accountId: string; readonly source: BillingSource },
  options: SyncOptions,
  signal: AbortSignal,
): Promise<Result<SyncReport>> {
  const { state, totals, writer, store, records, unread, clock, logger } = parts;
  const seen = new Set<string>();
  const counts = { invoice: { new: 0, changed: 0 }, 'credit-note': { new: 0, changed: 0 } };
  let settled = 0;
  let listed = false;
  const tell = () =>
    options.onProgress?.(seen.size + settled, listed ? seen.size + documents.queued : null, documents.transfer);
  await store.removeLeftovers();
  const documents = startDocumentRun(parts, intake, source, accountId, signal, {
    onDocument() {
      settled++;
      tell();
    },
    onTransfer: tell,
  });

  const startedAt = instantFromMillis(clock.now());
  const take = async (type: Invoice['type'], listed: Listed<Invoice>): Promise<void> => {
    const invoices = listed.read.map(({ value }) => value);
    const now = instantFromMillis(clock.now());
    unread.take(accountId, listingOf[type], listed, now);
    const written = writer.write(accountId, listed.read, now);
    const isNews = invoices.some(({ id }) => !seen.has(id));
    if (isNews) {
      counts[type].new += written.new;
      counts[type].changed += written.changed;
    }
    for (const { id } of invoices) seen.add(id);
    tell();
    await documents.addNew();
  };

  const full = options.full || isFullDue(state, accountId, clock.now());
  // What neither this listing of all nor what came since the one before has listed.
  const fullBefore = full ? state.fullAt(accountId) : null;
  const extent = options.full ? 'full' : full ? 'all' : 'new';
  const list = (kind: ListingKind, read: ListingTask['read']) =>
    readListing(state, {
      ...{ accountId, kind, extent, read, signal },
      take: (listed) => take(kind === 'invoices' ? 'invoice' : 'credit-note', listed),
    });
  const told = { creditNotes: true };
  const readAll = async (): Promise<AppError | null> =>
    (await list('invoices', (page) => source.invoices(page, signal))) ??
    (await readCreditNotes()) ??
    (await readUnpaid()) ??
    (await readUnread());

  /** A key that may not read credit notes still reads invoices, and so does a server that has none. */
  async function readCreditNotes(): Promise<AppError | null> {
    const error = await list('credit-notes', (page) => source.creditNotes(page, signal));
    if (!error || !isRefusal(error)) return error;
    logger.warn('Credit notes were not read', { error });
    told.creditNotes = false;
    return null;
  }

  async function readUnpaid(): Promise<AppError | null> {
    const queue = new PQueue({ concurrency: parallelReads });
    let error: AppError | null = null;
    const readOne = async (id: string) => {
      if (error || signal.aborted) return;
      const read = await source.invoice(id, signal);
      if (read.ok) await take('invoice', { read: [read.value], unread: [] });
      else if (read.error.code === 'not-found-at-vendor')
        counts.invoice.changed += Number(writer.gone(accountId, id, 'invoice', instantFromMillis(clock.now())));
      else if (isRefusal(read.error)) await take('invoice', { read: [], unread: [notRead(id, read.error)] });
      else error ??= read.error;
    };
    const unlisted = fullBefore === null ? [] : state.unlistedSince(accountId, 'invoice', fullBefore);
    await queue.addAll(
      [...new Set([...state.unpaid(accountId), ...unlisted])]
        .filter((id) => !seen.has(id))
        .map((id) => () => readOne(id)),
    );
    return error;
  }

  /** What could not be read before, and did not come again: by this version perhaps, or from the vendor by now. */
  async function readUnread(): Promise<AppError | null> {
    for (const listing of ['invoices', 'credit-notes'] as const) {
      if (full) unread.forgetNameless(accountId, listing, startedAt);
      for (const kept of unread.ofListing(accountId, listing)) {
        if (signal.aborted) return { code: 'cancelled' };
        if (kept.lastSeenAt >= startedAt) continue;
        const error = await readOneAgain(listing, kept);
        if (error) return error;
      }
    }
    return null;
  }

  async function readOneAgain(listing: ListingKind, kept: KeptUnread): Promise<AppError | null> {
    const id = kept.partOf ?? kept.id;
    if (listing === 'invoices' && id !== null) {
      const fresh = await source.invoice(id, signal);
      if (fresh.ok) await take('invoice', { read: [fresh.value], unread: [] });
      else if (!isRefusal(fresh.error)) return fresh.error;
      if (fresh.ok) return null;
    }
    const object = listing === 'invoices' ? 'invoice' : 'credit-note';
    const again = kept.object === object && kept.raw !== null ? source.readAgain(object, kept.raw) : null;
    if (again?.ok) await take(object, { read: [again.value], unread: [] });
    return null;
  }

  /** No vendor reads a single credit note: one that a whole listing left out is withdrawn. */
  function withdrawCreditNotes(): void {
    if (!told.creditNotes || fullBefore === null) return;
    const now = instantFromMillis(clock.now());
    // What was listed and could not be read is there.
    const listed = new Set(unread.ofListing(accountId, 'credit-notes').flatMap(({ id, partOf }) => [id, partOf]));
    for (const id of state.unlistedSince(accountId, 'credit-note', fullBefore))
      if (!seen.has(id) && !listed.has(id) && writer.gone(accountId, id, 'credit-note', now))
        counts['credit-note'].changed++;
  }

  const error = await readAll().catch(async (cause: unknown) => {
    await documents.abort();
    throw cause;
  });
  if (error ?? signal.aborted) {
    await documents.abort();
    return fail(signal.aborted ? { code: 'cancelled' } : (error ?? { code: 'cancelled' }));
  }
  withdrawCreditNotes();
  if (full) state.saveFull(accountId, instantFromMillis(clock.now()));
  listed = true;
  const fetched = await documents.finish();
  if (!fetched.ok) return fetched;
  const { invoices, creditNotes } = totals.counts(accountId);
  return ok({
    invoices: { total: invoices, ...counts.invoice },
    creditNotes: told.creditNotes ? { total: creditNotes, ...counts['credit-note'] } : null,
    documents: records.counts(accountId),
    unread: (['invoices', 'credit-notes'] as const).flatMap((listing) =>
      unread.ofListing(accountId, listing).map(nameOf),
    ),
  });
}

function isFullDue(state: Pick<SyncState, 'fullAt' | 'isReadAlike'>, accountId: string, now: number): boolean {
  const fullAt = state.fullAt(accountId);
  return fullAt === null || !state.isReadAlike(accountId) || Math.abs(now - millisOf(fullAt)) >= fullEvery;
}
