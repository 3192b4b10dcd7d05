import type { AppError } from '#shared/errors.ts';
import type { Invoice } from '#shared/invoices.ts';
import { createListingGuard } from '#shared/listing-guard.ts';
import type { Result } from '#shared/result.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import type { InvoicePage, InvoicePageRequest, Listed } from '../sources/billing-source.ts';
import type { ListingKind, RunningListing, SyncState } from './sync-state.ts';

export interface ListingTask {
  readonly accountId: string;
  readonly kind: ListingKind;
  /** `new`: since the last listing. `all`: whatever is left of an interrupted one of all. `full`: all from the beginning. */
  readonly extent: 'new' | 'all' | 'full';
  readonly read: (page: InvoicePageRequest) => Promise<Result<InvoicePage>>;
  /** Keeps what a page holds. */
  readonly take: (listed: Listed<Invoice>) => Promise<void>;
  readonly signal: AbortSignal;
}

type Outcome = { readonly upTo: Instant | null } | { readonly error: AppError };

// So many pages may wait for the rest of their invoices while further ones are read.
const maxUnfinished = 20;

// Creation times are the vendor's and may come in late; reading a day again costs one page.
const overlap = 24 * 60 * 60_000;

/** Reads a listing from new to old, page by page. One that was interrupted goes on where it stopped, after what is newer. */
export async function readListing(state: SyncState, task: ListingTask): Promise<AppError | null> {
  const { readUpTo, running } = state.listing(task.accountId, task.kind);
  const goesOn = task.extent === 'new' || (task.extent === 'all' && running?.from === null);
  if (running?.after && goesOn) {
    const newer = await readPages(state, task, { ...running, from: beforeOverlap(running.upTo), after: null }, false);
    if ('error' in newer) return newer.error;
    const rest = await readPages(state, task, { ...running, upTo: newer.upTo }, true);
    if (!('error' in rest)) return null;
    // The invoice that the cursor stood on may be gone: start over.
    if (!['not-found-at-vendor', 'request-refused', 'request-not-sent'].includes(rest.error.code)) return rest.error;
  }
  const from = task.extent === 'new' ? beforeOverlap(readUpTo) : null;
  const read = await readPages(state, task, { from, upTo: null, after: null }, true);
  return 'error' in read ? read.error : null;
}

/**
 * With `note` each page moves the stored cursor, and the end is noted: once all of the page is kept, and of those before.
 * Pages are read on while the rest of earlier ones, which takes requests of its own, is on its way.
 */
async function readPages(
  state: SyncState,
  { accountId, kind, read, take, signal }: ListingTask,
  { from, upTo: seenUpTo, after: begin }: RunningListing,
  note: boolean,
): Promise<Outcome> {
  let upTo = seenUpTo;
  let after = begin;
  const unfinished: Promise<AppError | null>[] = [];
  const finished = async (): Promise<AppError | null> => (await unfinished.shift()) ?? null;

  async function finish(
    before: Promise<AppError | null> | undefined,
    { readRemaining, next }: Pick<InvoicePage, 'readRemaining' | 'next'>,
    seen: Instant | null,
  ): Promise<AppError | null> {
    const rest = await readRemaining();
    const earlier = (await before) ?? null;
    if (earlier) return earlier;
    if (!rest.ok) return rest.error;
    if (rest.value.read.length + rest.value.unread.length > 0) await take(rest.value);
    if (note && next !== null) state.saveListing(accountId, kind, { from, upTo: seen, after: next });
    else if (note) state.finishListing(accountId, kind, seen);
    return null;
  }

  async function readOn(): Promise<AppError | null> {
    const guard = createListingGuard(kind === 'invoices' ? 'invoice-list' : 'credit-note-list');
    for (;;) {
      if (signal.aborted) return { code: 'cancelled' };
      const page = await read({ after, createdFrom: from });
      if (!page.ok) return page.error;
      const wrong = guard(page.value.ids);
      if (wrong) return wrong;
      for (const { value } of page.value.read) if (upTo === null || value.createdAt > upTo) upTo = value.createdAt;
      after = page.value.next;
      await take(page.value);
      const finishing = finish(unfinished.at(-1), page.value, upTo);
      // Looked at in its turn.
      finishing.catch(() => undefined);
      unfinished.push(finishing);
      const error = unfinished.length > maxUnfinished ? await finished() : null;
      if (error ?? after === null) return error;
    }
  }

  try {
    let error = await readOn();
    while (unfinished.length > 0) error = (await finished()) ?? error;
    return error ? { error } : { upTo };
  } finally {
    await Promise.allSettled(unfinished);
  }
}

const beforeOverlap = (instant: Instant | null): Instant | null =>
  instant === null ? null : instantFromMillis(millisOf(instant) - overlap);
