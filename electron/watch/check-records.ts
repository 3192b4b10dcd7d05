import { type CheckRecord, checkRecordSchema } from '#shared/alerts.ts';
import { instantFromMillis, type Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { readError, writeError } from './stored-json.ts';

const keptWhole = 90 * 24 * 60 * 60 * 1000;

interface Row extends Pick<CheckRecord, 'id' | 'accountId' | 'at'> {
  readonly ok: number;
  readonly error: string | null;
  readonly amounts: string;
}

export function createCheckRecords(db: Database) {
  const insert = db.prepare(
    `INSERT INTO checks (account_id, at, duration_ms, ok, error, amounts)
     VALUES (@accountId, @at, @duration, @ok, @error, @amounts)`,
  );
  const newest = db.prepare<[string, number], Row>(
    `SELECT CAST(id AS TEXT) AS id, account_id AS accountId, at, ok, error, amounts FROM checks
     WHERE account_id = ? ORDER BY checks.id DESC LIMIT ?`,
  );
  const failed = db.prepare<[string, string], { count: number; lastAt: Instant | null }>(
    'SELECT count(*) AS count, max(at) AS lastAt FROM checks WHERE account_id = ? AND at > ? AND ok = 0',
  );
  const pruneChecks = db.prepare(
    `DELETE FROM checks WHERE id IN (
       SELECT id FROM (
         SELECT id, row_number() OVER (PARTITION BY account_id, substr(at, 1, 10) ORDER BY ok DESC, id DESC) AS place
         FROM checks WHERE at < ?)
       WHERE place > 1)`,
  );
  const pruneSnapshots = db.prepare(
    `DELETE FROM snapshots WHERE id IN (
       SELECT id FROM (
         SELECT id, row_number() OVER (PARTITION BY account_id, substr(as_of, 1, 10) ORDER BY id DESC) AS place
         FROM snapshots WHERE as_of < ?)
       WHERE place > 1)`,
  );
  const prune = db.transaction((before: Instant) => {
    pruneChecks.run(before);
    pruneSnapshots.run(before);
  });
  return {
    add({ accountId, at, ok, error, amounts }: Omit<CheckRecord, 'id'>, durationMillis: number): void {
      insert.run({
        accountId,
        at,
        duration: Math.max(0, Math.round(durationMillis)),
        ok: ok ? 1 : 0,
        error: writeError(error),
        amounts: JSON.stringify(amounts),
      });
    },
    /** Newest first. */
    list: (accountId: string, limit: number): CheckRecord[] =>
      newest.all(accountId, limit).map((row) => ({
        ...row,
        ok: row.ok === 1,
        error: readError(row.error),
        amounts: checkRecordSchema.shape.amounts.parse(JSON.parse(row.amounts)),
      })),
    /** Failed checks after the moment, and when the last of them was. */
    failedSince: (accountId: string, since: Instant) => failed.get(accountId, since) ?? { count: 0, lastAt: null },
    /** Checks and snapshots stay whole for 90 days, then one a day: the last successful check where there is one, the newest snapshot. */
    prune(now: number): void {
      prune.immediate(instantFromMillis(now - keptWhole));
    },
  };
}
