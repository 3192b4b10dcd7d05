import { createHash } from 'node:crypto';
import { type Snapshot, snapshotSchema } from '#shared/ipc/calls/watch.ts';
import type { Database } from '../database/open.ts';
import { readJson } from './stored-json.ts';

export type Snapshots = ReturnType<typeof createSnapshots>;

/** Snapshots in the database. Checks that learned nothing new share one row. */
export function createSnapshots(db: Database) {
  const newest = db.prepare<[string], { id: number; content: string; body: string }>(
    'SELECT id, content, body FROM snapshots WHERE account_id = ? ORDER BY id DESC LIMIT 1',
  );
  const insert = db.prepare(
    `INSERT INTO snapshots (account_id, first_as_of, as_of, content, body)
     VALUES (@accountId, @asOf, @asOf, @content, @body)`,
  );
  const confirm = db.prepare('UPDATE snapshots SET as_of = @asOf, body = @body WHERE id = @id');
  return {
    /** What was last learned about the account; null before the first success. */
    latest(accountId: string): Snapshot | null {
      const row = newest.get(accountId);
      if (!row) return null;
      // A body of another version's shape, or a damaged one, counts as never learned: the next check writes a new one.
      const parsed = snapshotSchema.safeParse(readJson(row.body));
      return parsed.success ? parsed.data : null;
    },
    put(snapshot: Snapshot): void {
      const { accountId, asOf } = snapshot;
      const body = JSON.stringify(snapshot);
      const content = contentOf(snapshot);
      const before = newest.get(accountId);
      if (before?.content === content) confirm.run({ id: before.id, asOf, body });
      else insert.run({ accountId, asOf, content, body });
    },
  };
}

const ofTheMoment: ReadonlySet<string> = new Set(['asOf', 'forecast', 'usual']);

/** Hash of what the vendor said, whenever it did; a forecast and what is usual by then follow from that and the time. */
const contentOf = (snapshot: Snapshot): string =>
  createHash('sha256')
    .update(JSON.stringify(snapshot, (key, value: unknown) => (ofTheMoment.has(key) ? undefined : value)))
    .digest('hex');
