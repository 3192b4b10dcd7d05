import Sqlite from 'better-sqlite3';
import { migrations } from '../database/migrations/index.ts';
import { openDatabase, type Database } from '../database/open.ts';

interface Column {
  readonly name: string;
  /** 0 ordinary, 1 hidden, 2 and 3 generated. */
  readonly hidden: number;
  readonly pk: number;
}

/** Made from others by triggers, or again by the index itself. */
const derived = new Set(['invoice_sums']);

/**
 * Copies every row that SQLite can still read of a damaged database into a new one of the same version; answers the
 * tables of which some could not be read. Throws SQLite's error where not even its list of tables can be read.
 */
export function salvage(from: string, to: string): string[] {
  const damaged = new Sqlite(from, { readonly: true, fileMustExist: true });
  // Rows of other kinds than their columns say are damage, and no reason to leave the others.
  damaged.unsafeMode(true);
  try {
    tolerate(damaged);
    const version = Number(damaged.pragma('user_version', { simple: true }));
    const opened = openDatabase(
      to,
      // Damage may have taken the version, too.
      version === 0 ? migrations : migrations.filter((migration) => migration.version <= version),
    );
    if (!opened.ok) throw Object.assign(new Error(opened.error.code), { code: opened.error.code });
    const fresh = opened.value;
    try {
      return fill(damaged, fresh);
    } finally {
      fresh.close();
    }
  } finally {
    damaged.close();
  }
}

/**
 * Makes SQLite go on with what it can read of its list of tables where a page of that, or the file's end, is lost: the
 * first statement fails at the damage, from the second one on there is what came before it.
 */
function tolerate(damaged: Database): void {
  damaged.pragma('writable_schema = ON');
  try {
    damaged.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (cause) {
    if (!(cause instanceof Sqlite.SqliteError)) throw cause;
  }
}

function fill(damaged: Database, fresh: Database): string[] {
  const incomplete: string[] = [];
  fresh.pragma('foreign_keys = OFF');
  fresh.pragma('synchronous = OFF');
  const triggers = fresh
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) fresh.exec(`DROP TRIGGER ${quoted(name)}`);
  const virtual = namesIn(fresh, "type = 'table' AND sql LIKE 'CREATE VIRTUAL%'");
  const isOrdinary = (table: string) =>
    !table.startsWith('sqlite_') &&
    !derived.has(table) &&
    !virtual.some((name) => table === name || table.startsWith(`${name}_`));
  for (const table of namesIn(fresh, "type = 'table'").filter(isOrdinary)) {
    fresh.exec('BEGIN');
    const whole = copyTable(damaged, fresh, table);
    fresh.exec('COMMIT');
    if (!whole) incomplete.push(table);
  }
  removeOrphans(fresh);
  if (namesIn(fresh, "name = 'invoice_sums'").length > 0)
    fresh.exec(`DELETE FROM invoice_sums; INSERT INTO invoice_sums (account_id, status, currency, count, billions, rest)
      SELECT account_id, status, currency, count(*), sum(signed_total / 1000000000), sum(signed_total % 1000000000)
      FROM invoice_facts GROUP BY 1, 2, 3`);
  for (const name of virtual) fresh.exec(`INSERT INTO ${quoted(name)}(${quoted(name)}) VALUES ('rebuild')`);
  for (const { sql } of triggers) fresh.exec(sql);
  fresh.pragma('synchronous = FULL');
  return incomplete;
}

const namesIn = (database: Database, where: string): string[] =>
  database.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE ${where}`).pluck().all();

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Whether all could be read. */
function copyTable(damaged: Database, fresh: Database, table: string): boolean {
  const known = new Set(columnsOf(damaged, table).map(({ name }) => name));
  if (known.size === 0) return false;
  const columns = columnsOf(fresh, table).filter(({ name }) => known.has(name));
  const list = columns.map(({ name }) => quoted(name)).join(', ');
  const insert = fresh.prepare(
    `INSERT OR IGNORE INTO ${quoted(table)} (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const hasRows = !/WITHOUT\s+ROWID/i.test(sqlOf(fresh, table));
  const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => `${quoted(name)} DESC`);
  const backwards = hasRows ? 'rowid DESC' : keys.join(', ');
  let refused = false;
  const take = (row: readonly unknown[]): void => {
    try {
      insert.run(...row);
    } catch {
      // Its content is no longer of the column's kind.
      refused = true;
    }
  };
  const forwards = readAll(damaged, `SELECT ${list} FROM ${quoted(table)} NOT INDEXED`, take);
  if (forwards) return !refused;
  // What lies behind the damaged page is reached from the other end, and by single rows in between.
  readAll(damaged, `SELECT ${list} FROM ${quoted(table)} ORDER BY ${backwards}`, take);
  if (hasRows) readSingly(damaged, table, list, take);
  return false;
}

/** None where the table is not known. */
function columnsOf(database: Database, table: string): Column[] {
  try {
    return (database.pragma(`table_xinfo(${quoted(table)})`) as Column[]).filter(({ hidden }) => hidden === 0);
  } catch (cause) {
    if (cause instanceof Sqlite.SqliteError) return [];
    throw cause;
  }
}

const sqlOf = (database: Database, table: string): string =>
  database.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) ?? '';

function readAll(database: Database, sql: string, take: (row: readonly unknown[]) => void): boolean {
  try {
    for (const row of database.prepare<[], unknown[]>(sql).raw().iterate()) take(row);
    return true;
  } catch (cause) {
    if (cause instanceof Sqlite.SqliteError) return false;
    throw cause;
  }
}

// Beyond this an id is no longer one that Billfold gave, but damage.
const maxRows = 5_000_000;

/** Row by row between the ends, by the numbers that are known from the table's indexes or simply possible. */
function readSingly(database: Database, table: string, list: string, take: (row: readonly unknown[]) => void): void {
  let highest = 0;
  try {
    highest =
      database
        .prepare<[], number>(`SELECT max(rowid) FROM ${quoted(table)}`)
        .pluck()
        .get() ?? 0;
  } catch {
    return;
  }
  const one = database.prepare<[number], unknown[]>(`SELECT ${list} FROM ${quoted(table)} WHERE rowid = ?`).raw();
  for (let row = 1; row <= Math.min(highest, maxRows); row++) {
    try {
      const found = one.get(row);
      if (found) take(found);
    } catch {
      // On the damaged page.
    }
  }
}

/** Rows whose parents were lost say nothing any more; a parent of theirs may be lost by that. */
function removeOrphans(database: Database): void {
  for (;;) {
    const broken = database.pragma('foreign_key_check') as { table: string; rowid: number | null }[];
    if (broken.length === 0) return;
    const withRow = broken.filter(({ rowid }) => rowid !== null);
    for (const { table, rowid } of withRow) database.prepare(`DELETE FROM ${quoted(table)} WHERE rowid = ?`).run(rowid);
    // A table without row numbers does not say which row it is: only those whose parent is there are kept.
    for (const table of new Set(broken.filter(({ rowid }) => rowid === null).map((each) => each.table)))
      for (const key of database.pragma(`foreign_key_list(${quoted(table)})`) as ForeignKey[])
        database.exec(
          `DELETE FROM ${quoted(table)} WHERE ${quoted(key.from)} NOT NULL
           AND ${quoted(key.from)} NOT IN (SELECT ${quoted(key.to)} FROM ${quoted(key.table)})`,
        );
  }
}

interface ForeignKey {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}
