import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Schedule } from './schedule.ts';
import { readError, writeError } from './stored-json.ts';

/** Where each account's schedule is kept, so that a restart or another process goes on from it. */
export type Schedules = ReturnType<typeof createSchedules>;

interface Row {
  next_due_at: Instant;
  not_before: Instant | null;
  last_attempt_at: Instant | null;
  last_success_at: Instant | null;
  misses: number;
  stopped: number;
  error: string | null;
}

export function createSchedules(db: Database) {
  const select = db.prepare<[string], Row>('SELECT * FROM watch_schedule WHERE account_id = ?');
  const replace = db.prepare(
    `INSERT OR REPLACE INTO watch_schedule
       (account_id, next_due_at, not_before, last_attempt_at, last_success_at, misses, stopped, error)
     VALUES (@accountId, @nextDueAt, @notBefore, @lastAttemptAt, @lastSuccessAt, @misses, @stopped, @error)`,
  );
  return {
    /** Null before the first check. */
    get(accountId: string): Schedule | null {
      const row = select.get(accountId);
      if (!row) return null;
      return {
        nextDueAt: millisOf(row.next_due_at),
        notBefore: millisOrNull(row.not_before),
        lastAttemptAt: millisOrNull(row.last_attempt_at),
        lastSuccessAt: millisOrNull(row.last_success_at),
        misses: row.misses,
        stopped: row.stopped === 1,
        error: readError(row.error),
      };
    },
    put(accountId: string, schedule: Schedule): void {
      replace.run({
        accountId,
        nextDueAt: instantFromMillis(schedule.nextDueAt),
        notBefore: instantOrNull(schedule.notBefore),
        lastAttemptAt: instantOrNull(schedule.lastAttemptAt),
        lastSuccessAt: instantOrNull(schedule.lastSuccessAt),
        misses: schedule.misses,
        stopped: schedule.stopped ? 1 : 0,
        error: writeError(schedule.error),
      });
    },
  };
}

const millisOrNull = (instant: Instant | null): number | null => (instant === null ? null : millisOf(instant));
const instantOrNull = (millis: number | null): Instant | null => (millis === null ? null : instantFromMillis(millis));
