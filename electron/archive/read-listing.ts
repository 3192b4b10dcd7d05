import type { AppError } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import type { InvoicePage, InvoicePageRequest } from '../sources/billing-source.ts';
import type { ListingKind, RunningListing, SyncState } from './sync-state.ts';

export interface ListingTask {
  readonly accountId: string;
  readonly kind: ListingKind;
  /** `new`: since the last listing. `all`: whatever is left of an interrupted one of all. `anew`: all from the beginning. */
  readonly extent: 'new' | 'all' | 'anew';
  readonly read: (page: InvoicePageRequest) => Promise<Result<InvoicePage>>;
  /** Keeps a page, and calls `mark` once it is kept. */
  readonly take: (page: InvoicePage, mark: () => void) => Promise<void>;
  readonly signal: AbortSignal;
}

type Outcome = { readonly upTo: Instant | null } | { readonly error: AppError };

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
    // The invoice that the cursor stood on may be gone: begin anew.
    if (!['not-found-at-vendor', 'request-refused'].includes(rest.error.code)) return rest.error;
  }
  const from = task.extent === 'new' ? beforeOverlap(readUpTo) : null;
  const read = await readPages(state, task, { from, upTo: null, after: null }, true);
  return 'error' in read ? read.error : null;
}

/** With `note` each page moves the stored cursor, and the end is noted. */
async function readPages(
  state: SyncState,
  { accountId, kind, read, take, signal }: ListingTask,
  { from, upTo: seenUpTo, after: begin }: RunningListing,
  note: boolean,
): Promise<Outcome> {
  let upTo = seenUpTo;
  let after = begin;
  for (;;) {
    if (signal.aborted) return { error: { code: 'cancelled' } };
    const page = await read({ after, createdFrom: from });
    if (!page.ok) return { error: page.error };
    for (const { createdAt } of page.value.invoices) if (upTo === null || createdAt > upTo) upTo = createdAt;
    after = page.value.next;
    await take(page.value, () => {
      if (note && after !== null) state.saveListing(accountId, kind, { from, upTo, after });
      else if (note) state.finishListing(accountId, kind, upTo);
    });
    if (after === null) return { upTo };
  }
}

const beforeOverlap = (instant: Instant | null): Instant | null =>
  instant === null ? null : instantFromMillis(millisOf(instant) - overlap);
