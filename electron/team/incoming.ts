import Sqlite from 'better-sqlite3';
import type { TeamAside } from '#shared/team.ts';
import type { Database } from '../database/open.ts';
import { silently } from '../database/transactions.ts';
import { type Change, type JournalTransaction, KeptAside, type Values } from './change.ts';
import { type ChangeRow, changeIn, netOf, valuesIn } from './outgoing.ts';
import { adoptPeriod } from './periods-apart.ts';
import { createRowWriter } from './row-writer.ts';

/** Tables and the keys of rows that others changed. */
export type Touched = Map<string, Set<string>>;

export interface IncomingDependencies {
  readonly db: Database;
  /** Renews what is made of rows, within the transaction that changed them. */
  readonly renew: (touched: Touched) => void;
}

/** Why SQLite does not take a row; null for what is no fault of the row's. */
function asideOf(cause: unknown): TeamAside | null {
  if (cause instanceof KeptAside) return cause.why;
  if (cause instanceof Sqlite.SqliteError && cause.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'parent-missing';
  if (cause instanceof Sqlite.SqliteError && /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(cause.code))
    return 'does-not-fit';
  return null;
}

/** Applies what others changed: a journal transaction at a time, whole, and not captured again. */
export function createIncoming({ db, renew }: IncomingDependencies) {
  const rows = createRowWriter(db);
  const own = db.prepare<[string, string, number], Pick<ChangeRow, 'kind' | 'vals'>>(
    `SELECT kind, vals FROM team_changes
     WHERE own = 1 AND aside IS NULL AND table_name = ? AND key = ? AND (seq IS NULL OR seq > ?)`,
  );
  const mine = db.prepare<[string, string, number], Pick<ChangeRow, 'vals'>>(
    `SELECT vals FROM team_changes WHERE own = 1 AND table_name = ? AND key = ? AND seq < ? ORDER BY place DESC`,
  );
  const keep = db.prepare(
    `INSERT INTO team_changes (id, transaction_id, table_name, key, kind, vals, former, at, schema, own, member, seq, aside, overruled)
     VALUES (@id, @transaction, @table, @key, @kind, @vals, @former, @at, @schema, 0, @member, @seq, @aside, @overruled)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, aside = excluded.aside`,
  );
  const advance = db.prepare('UPDATE team_desk SET seq = ?, last = ? WHERE seq < ?');
  const confirm = db.prepare('UPDATE team_changes SET seq = ? WHERE transaction_id = ? AND own = 1');
  const kept = db.prepare<[], ChangeRow & { seq: number }>(
    'SELECT * FROM team_changes WHERE own = 0 AND aside IS NOT NULL ORDER BY seq, place',
  );
  const settle = db.prepare(
    'UPDATE team_changes SET aside = ? WHERE table_name = ? AND key = ? AND own = 0 AND aside IS NOT NULL',
  );
  const putAside = db.prepare('UPDATE team_changes SET aside = ? WHERE id = ?');
  const waiting = db.prepare<[string, string], { one: number }>(
    'SELECT 1 AS one FROM team_changes WHERE table_name = ? AND key = ? AND own = 0 AND aside IS NOT NULL',
  );
  const version = Number(db.pragma('user_version', { simple: true }));

  /** What this desk has changed in the row and the journal has behind this place: its own comes later, and stays. */
  function ownLater(change: Change, seq: number): { all: boolean; columns: Set<string> } {
    const later = own.all(change.table, change.key, seq);
    return {
      all: later.some(({ kind }) => kind !== 'update'),
      columns: new Set(later.flatMap(({ vals }) => Object.keys(valuesIn(vals)))),
    };
  }

  /** Columns in which this desk's member had written what somebody wrote over without having seen it. */
  function overruledBy(change: Change, seq: number): Values | null {
    if (change.kind !== 'update') return null;
    const names = Object.keys(change.former);
    const here = rows.read(change.table, change.key, names);
    if (!here) return null;
    const blind = names.filter((name) => here[name] !== change.former[name] && here[name] !== change.values[name]);
    if (blind.length === 0) return null;
    const written = mine.all(change.table, change.key, seq).map(({ vals }) => valuesIn(vals));
    const lost = blind.filter((name) => written.find((values) => name in values)?.[name] === here[name]);
    return lost.length === 0 ? null : Object.fromEntries(lost.map((name) => [name, here[name] ?? null]));
  }

  function applyOne(change: Change, seq: number, touched: Touched): TeamAside | null {
    if (change.schema > version) return 'schema-newer';
    try {
      // A savepoint of its own: what does not fit takes nothing else along.
      return db.transaction((): null => {
        if (change.table === 'periods' && change.kind === 'insert') adoptPeriod(db, change);
        const later = ownLater(change, seq);
        if (later.all) return null;
        const isWritten = rows.write(change, later.columns);
        // What its row waits for, it waits for.
        if (!isWritten && waiting.get(change.table, change.key)) throw new KeptAside('does-not-fit');
        if (isWritten) {
          const keys = touched.get(change.table) ?? new Set();
          touched.set(change.table, keys.add(change.key));
        }
        return null;
      })();
    } catch (cause) {
      const why = asideOf(cause);
      if (why === null) throw cause;
      return why;
    }
  }

  const applyAll = db.transaction((transaction: JournalTransaction, deferred: boolean): Touched => {
    if (deferred) db.pragma('defer_foreign_keys = ON');
    const { seq, id, member } = transaction;
    const touched: Touched = new Map();
    // Its own comes back with its place.
    const isOwn = confirm.run(seq, id).changes > 0;
    for (const change of isOwn ? [] : transaction.changes) {
      const overruled = overruledBy(change, seq);
      const aside = applyOne(change, seq, touched);
      const { table, key, kind, at, schema } = change;
      keep.run({
        ...{ id: change.id, transaction: id, table, key, kind, at, schema, member, seq, aside },
        ...{ vals: JSON.stringify(change.values), former: JSON.stringify(change.former) },
        overruled: overruled && JSON.stringify(overruled),
      });
    }
    renew(touched);
    advance.run(seq, id, seq);
    return touched;
  });

  return {
    apply: (transaction: JournalTransaction): Touched =>
      silently(db, () => {
        try {
          return applyAll.immediate(transaction, true);
        } catch (cause) {
          if (asideOf(cause) !== 'parent-missing') throw cause;
          // Something in it lacks its parent to the end: found row by row.
          return applyAll.immediate(transaction, false);
        }
      }),

    /** Tries again what was kept aside: its parent may have come, or this Billfold is a newer one. */
    retry: (): Touched =>
      silently(db, () =>
        db
          .transaction((): Touched => {
            const touched: Touched = new Map();
            const byRow = Map.groupBy(kept.all(), ({ table_name: table, key }) => `${table} ${key}`);
            for (const changes of byRow.values()) {
              const last = changes.at(-1);
              const [net] = netOf(changes.map(changeIn));
              if (!last) continue;
              // Taken for settled while it is tried: it waits for nothing but itself.
              settle.run(null, last.table_name, last.key);
              const aside = net ? applyOne(net, last.seq, touched) : null;
              if (aside !== null) for (const { id } of changes) putAside.run(aside, id);
            }
            renew(touched);
            return touched;
          })
          .immediate(),
      ),

    /** Takes back what the server refused, newest first. */
    undo: (changes: readonly Change[]): Touched =>
      silently(db, () =>
        db
          .transaction((): Touched => {
            const touched: Touched = new Map();
            for (const change of changes.toReversed()) applyOne(oppositeOf(change), Number.MAX_SAFE_INTEGER, touched);
            renew(touched);
            return touched;
          })
          .immediate(),
      ),

    /** Writes rows as they stand in the team at a place of the journal: of a snapshot, or to repair. */
    write: (changes: readonly Change[], seq: number): Touched =>
      silently(db, () =>
        db
          .transaction((): Touched => {
            const touched: Touched = new Map();
            for (const change of changes) {
              const aside = applyOne(change, seq, touched);
              if (aside === null) continue;
              const { id, table, key, kind, at, schema } = change;
              keep.run({
                ...{ id, transaction: id, table, key, kind, at, schema, aside, seq, member: null, overruled: null },
                ...{ vals: JSON.stringify(change.values), former: '{}' },
              });
            }
            renew(touched);
            return touched;
          })
          .immediate(),
      ),
  };
}

function oppositeOf(change: Change): Change {
  const { kind, values, former } = change;
  if (kind === 'insert') return { ...change, kind: 'delete', values: {}, former: values };
  if (kind === 'delete') return { ...change, kind: 'insert', values: former, former: {} };
  return { ...change, values: former, former: values };
}
