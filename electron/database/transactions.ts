import { randomUUID } from 'node:crypto';
import { instantFromMillis } from '#shared/time.ts';
import { newId } from './new-id.ts';
import type { Database } from 'better-sqlite3';

interface Now {
  id: string | null;
  silent: boolean;
  onWritten: () => void;
}

const known = new WeakMap<Database, Now>();

/**
 * Gives a connection the functions that a team's triggers ask: `team_transaction()` names what is written together and is
 * null while others' changes are applied; `team_change()` is the id of one change. Both cost nothing where no trigger is.
 */
export function knowTransactions(db: Database): void {
  if (known.has(db)) return;
  const now: Now = { id: null, silent: false, onWritten: () => undefined };
  known.set(db, now);
  db.function('team_transaction', () => {
    if (now.silent) return null;
    if (now.id === null) {
      now.id = randomUUID();
      // Transactions run without a pause: what is written in one go belongs together.
      queueMicrotask(() => {
        now.id = null;
        now.onWritten();
      });
    }
    return now.id;
  });
  db.function('team_change', () => newId(instantFromMillis(Date.now())));
}

/** Runs work, without a pause, whose changes are nobody's own: they came from the team. */
export function silently<T>(db: Database, work: () => T): T {
  knowTransactions(db);
  const now = known.get(db);
  if (!now) return work();
  const before = now.silent;
  now.silent = true;
  try {
    return work();
  } finally {
    now.silent = before;
  }
}

/** Calls the listener after each transaction of this connection in which a change was noted. */
export function onNoted(db: Database, listener: () => void): void {
  knowTransactions(db);
  const now = known.get(db);
  if (now) now.onWritten = listener;
}
