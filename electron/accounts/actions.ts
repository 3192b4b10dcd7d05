import { userInfo } from 'node:os';
import { instantFromMillis } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';

/** Something that a person did. `before` and `after` are what changed, and never hold a key. */
export interface Action {
  /** Object and verb, e.g. `account.renamed`. */
  readonly what: string;
  readonly accountId: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

export type RecordAction = (action: Action) => void;

/** Writes to the log of actions; inside a transaction it becomes part of it. */
export function createRecordAction(db: Database, clock: Pick<Clock, 'now'>): RecordAction {
  const insert = db.prepare(
    'INSERT INTO actions (at, actor, what, account_id, before, after) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const actor = userName();
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return ({ what, accountId, before, after }) => {
    insert.run(instantFromMillis(clock.now()), actor, what, accountId, json(before), json(after));
  };
}

/** The operating system's user; a container may run under a number without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
