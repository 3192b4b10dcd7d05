import { type Action, type ActionName, type ActionOutcome, actionSchema } from '#shared/actions.ts';
import { instantFromMillis } from '#shared/time.ts';
import { newId } from '../database/new-id.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';

/** Something that a person does. `before` and `after` are what changes, and never hold a key. */
export interface NewAction extends Pick<Action, 'accountId'> {
  readonly what: ActionName;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Done unless given. */
  readonly outcome?: ActionOutcome;
}

/** Writes an action down, inside a transaction as a part of it; answers its id. */
export type RecordAction = (action: NewAction) => string;

/** The log of actions: who on this machine did what. Nothing is ever taken out of it. */
export interface Actions {
  readonly record: RecordAction;
  /** Says how an action ended whose outcome was unknown; without `after` that stays. */
  settle(id: string, outcome: ActionOutcome, after?: unknown): void;
  /** Newest first, of one account or all; `before` is the id of the last one known. */
  list(accountId: string | null, limit: number, before: string | null): Action[];
}

type Row = Action & Readonly<Record<'before' | 'after', string | null>>;

/** Comes after every id. */
const afterAll = 'g';

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** `actor` names the operating system's user. */
export function createActions(db: Database, clock: Pick<Clock, 'now'>, actor: () => string): Actions {
  const insert = db.prepare(
    'INSERT INTO actions (id, at, actor, what, account_id, before, after, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare('UPDATE actions SET outcome = ?, after = coalesce(?, after) WHERE id = ?');
  const select = (where: string) =>
    db.prepare<(string | number)[], Row>(
      `SELECT id, at, actor, what, account_id AS accountId, before, after, outcome FROM actions
       WHERE id < ? AND ${where} ORDER BY id DESC LIMIT ?`,
    );
  const everybodys = select('TRUE');
  const accounts = select('account_id = ?');

  return {
    record({ what, accountId, before, after, outcome = 'done' }) {
      const at = instantFromMillis(clock.now());
      const id = newId(at);
      insert.run(id, at, actor(), what, accountId, json(before), json(after), outcome);
      return id;
    },
    settle(id, outcome, after) {
      update.run(outcome, json(after), id);
    },
    list(accountId, limit, before) {
      const below = before ?? afterAll;
      const rows = accountId === null ? everybodys.all(below, limit) : accounts.all(below, accountId, limit);
      return rows.map((row) => actionSchema.parse({ ...row, before: parsed(row.before), after: parsed(row.after) }));
    },
  };
}
