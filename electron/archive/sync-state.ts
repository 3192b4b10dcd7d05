import type { Invoice } from '#shared/invoices.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { readerVersion } from './invoice-versions.ts';
import { withoutFsync } from '../database/without-fsync.ts';

export type ListingKind = 'invoices' | 'credit-notes';

/** A listing that has not come to its end: from new to old, down to `from` (null: all). */
export interface RunningListing {
  readonly from: Instant | null;
  /** Newest creation time that it saw. */
  readonly upTo: Instant | null;
  /** Cursor of the next page; null for the first. */
  readonly after: string | null;
}

interface ListingRow {
  /** Empty where a listing ended that saw nothing. */
  read_up_to: Instant | '' | null;
  running: number;
  running_from: Instant | null;
  running_up_to: Instant | null;
  running_after: string | null;
}

/** How far each account has been read, so that a sync that was killed goes on where it stopped. */
export type SyncState = ReturnType<typeof createSyncState>;

export function createSyncState(db: Database) {
  const read = db.prepare<[string, ListingKind], ListingRow>(
    'SELECT * FROM invoice_listings WHERE account_id = ? AND kind = ?',
  );
  const save = db.prepare(
    `INSERT INTO invoice_listings (account_id, kind, running, running_from, running_up_to, running_after)
     VALUES (@accountId, @kind, 1, @from, @upTo, @after)
     ON CONFLICT DO UPDATE SET running = 1, running_from = @from, running_up_to = @upTo, running_after = @after`,
  );
  const finish = db.prepare(
    `INSERT INTO invoice_listings (account_id, kind, read_up_to) VALUES (@accountId, @kind, @upTo)
     ON CONFLICT DO UPDATE SET running = 0, running_after = NULL, read_up_to = max(coalesce(read_up_to, ''), coalesce(@upTo, ''))`,
  );
  const fullAt = db.prepare<[string], { full_at: Instant | null; reader: number }>(
    'SELECT full_at, reader FROM invoice_syncs WHERE account_id = ?',
  );
  const saveFull = db.prepare(
    `INSERT INTO invoice_syncs (account_id, full_at, first_full_at, reader) VALUES (@accountId, @now, @now, @reader)
     ON CONFLICT DO UPDATE SET full_at = @now, first_full_at = coalesce(first_full_at, @now), reader = @reader`,
  );
  const unpaid = db.prepare<[string], { id: string }>(
    `SELECT id FROM invoices INDEXED BY invoices_by_account
     WHERE account_id = ? AND status IN ('draft', 'open', 'uncollectible') AND type = 'invoice' AND source = 'vendor'`,
  );
  // Of more than so many the vendor has most: they are looked for at the next listing of all.
  const unlistedSince = db
    .prepare<[string, Invoice['type'], string], string>(
      `SELECT id FROM invoices INDEXED BY invoices_by_account
       WHERE account_id = ? AND type = ? AND links_at <= ? AND status <> 'draft' AND source = 'vendor'
         AND withdrawn_at IS NULL LIMIT 200`,
    )
    .pluck();

  return {
    /** How far a listing was read, and how far one came that did not end. */
    listing(accountId: string, kind: ListingKind): { readUpTo: Instant | null; running: RunningListing | null } {
      const row = read.get(accountId, kind);
      if (!row) return { readUpTo: null, running: null };
      const { running_from: from, running_up_to: upTo, running_after: after } = row;
      return { readUpTo: row.read_up_to || null, running: row.running ? { from, upTo, after } : null };
    },
    saveListing: withoutFsync(
      db,
      (accountId: string, kind: ListingKind, { from, upTo, after }: RunningListing): void =>
        void save.run({ accountId, kind, from, upTo, after }),
    ),
    finishListing: (accountId: string, kind: ListingKind, upTo: Instant | null): void =>
      void finish.run({ accountId, kind, upTo }),
    /** When all was read last. */
    fullAt: (accountId: string) => fullAt.get(accountId)?.full_at ?? null,
    saveFull: (accountId: string, now: Instant): void => void saveFull.run({ accountId, now, reader: readerVersion }),
    /** Whether all was read in the way of this Billfold. */
    isReadAlike: (accountId: string) => fullAt.get(accountId)?.reader === readerVersion,
    /** Ids of invoices that the vendor may still change: drafts, open and uncollectible ones. */
    unpaid: (accountId: string) => unpaid.all(accountId).map(({ id }) => id),
    /** Final ones that the vendor has not listed since the moment. */
    unlistedSince: (accountId: string, type: Invoice['type'], since: Instant) =>
      unlistedSince.all(accountId, type, since),
  };
}
