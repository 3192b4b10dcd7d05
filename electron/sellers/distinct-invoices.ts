import type { Instant } from '#shared/time.ts';
import type { RecordAction } from '../accounts/index.ts';
import type { Database } from '../database/open.ts';

/** Pairs of which somebody said that they are two invoices: a file by its hash, and a file or an invoice by its key. */
export type DistinctInvoices = ReturnType<typeof createDistinctInvoices>;

export function createDistinctInvoices(
  db: Database,
  userName: () => string,
  now: () => Instant,
  recordAction: RecordAction,
) {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO distinct_invoices (sha256, other, said_by, said_at) VALUES (?, ?, ?, ?)',
  );
  const select = db.prepare<[string], string>('SELECT other FROM distinct_invoices WHERE sha256 = ?').pluck();

  return {
    /** What a file is not. */
    from: (sha256: string): ReadonlySet<string> => new Set(select.all(sha256)),
    say: db.transaction((accountId: string, sha256: string, other: string, isFile: boolean): void => {
      const [who, at] = [userName(), now()];
      insert.run(sha256, other, who, at);
      // Two files: whichever is looked at.
      if (isFile) insert.run(other, sha256, who, at);
      recordAction({ what: 'import.not-a-duplicate', accountId, after: { file: sha256, other } });
    }).immediate,
  };
}
