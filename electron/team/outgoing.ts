import type { TeamWaiting } from '#shared/team.ts';
import type { Database } from '../database/open.ts';
import { type Change, type Transaction, type Values, valuesSchema, withoutNul } from './change.ts';

export interface ChangeRow {
  place: number;
  id: string;
  transaction_id: string;
  table_name: string;
  key: string;
  kind: Change['kind'];
  vals: string;
  former: string;
  at: string;
  schema: number;
}

export const valuesIn = (json: string): Values => withoutNul(valuesSchema.parse(JSON.parse(json)));

export const changeIn = ({ id, table_name, key, kind, vals, former, at, schema }: ChangeRow): Change => ({
  ...{ id, key, kind, at, schema, table: table_name },
  values: valuesIn(vals),
  former: valuesIn(former),
});

const differing = (values: Values, former: Values): string[] =>
  Object.keys(values).filter((name) => values[name] !== former[name]);
const only = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null]));

/** What two changes of one row in one transaction come to; null where that is nothing. */
function together(first: Change, then: Change): Change | null {
  if (then.kind === 'delete')
    return first.kind === 'insert' ? null : { ...then, former: { ...then.former, ...first.former } };
  if (first.kind === 'delete') {
    // Written again: lines are, whenever one of them changed.
    const names = differing(then.values, first.former);
    return names.length === 0
      ? null
      : { ...then, kind: 'update', values: only(then.values, names), former: only(first.former, names) };
  }
  return {
    ...then,
    kind: first.kind,
    values: { ...first.values, ...then.values },
    former: { ...then.former, ...first.former },
  };
}

/** What the changes of a transaction come to, one a row. Equal values make no change. */
export function netOf(changes: readonly Change[]): Change[] {
  const byRow = new Map<string, Change>();
  for (const change of changes) {
    const row = `${change.table} ${change.key}`;
    const before = byRow.get(row);
    const net = before ? together(before, change) : change;
    byRow.delete(row);
    if (net) byRow.set(row, net);
  }
  return [...byRow.values()].filter(({ kind, values }) => kind !== 'update' || Object.keys(values).length > 0);
}

/** What this desk has changed and the team does not know yet. */
export function createOutgoing(db: Database) {
  const pending = 'seq IS NULL AND aside IS NULL';
  const first = db
    .prepare<[], string>(`SELECT transaction_id FROM team_changes WHERE ${pending} ORDER BY place LIMIT 1`)
    .pluck();
  const rows = db.prepare<[string], ChangeRow>(
    `SELECT place, id, transaction_id, table_name, key, kind, vals, former, at, schema FROM team_changes
     WHERE transaction_id = ? AND ${pending} ORDER BY place`,
  );
  const setSent = db.prepare('UPDATE team_changes SET seq = ? WHERE transaction_id = ?');
  const forget = db.prepare(`DELETE FROM team_changes WHERE transaction_id = ? AND ${pending}`);
  const putAside = db.prepare(`UPDATE team_changes SET aside = ? WHERE transaction_id = ? AND ${pending}`);
  const count = db.prepare<[], TeamWaiting>(
    `SELECT count(*) AS changes, min(at) AS since FROM team_changes WHERE ${pending}`,
  );

  const pendingOf = (id: string): Change[] => netOf(rows.all(id).map(changeIn));

  return {
    /** What of a transaction is not known to be sent. */
    pending: pendingOf,
    /** The oldest transaction that is not sent; what comes to nothing is forgotten on the way. */
    next(): Transaction | null {
      for (let id = first.get(); id !== undefined; id = first.get()) {
        const changes = pendingOf(id);
        if (changes.length > 0) return { id, changes };
        forget.run(id);
      }
      return null;
    },
    sent(id: string, seq: number): void {
      setSent.run(seq, id);
    },
    /** The server does not take it: `reason` is the code of an error. */
    refused(id: string, reason: string): void {
      putAside.run(reason, id);
    },
    /** How many changes are not sent, and since when the oldest waits. */
    waiting: (): TeamWaiting => count.get() ?? { changes: 0, since: null },
  };
}
