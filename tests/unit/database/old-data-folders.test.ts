import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { type Database, openDatabase } from '../../../electron/database/open.ts';
import { factsOf } from '../../support/data-folders/facts.ts';
import { keptVersions, unpackDataFolder } from '../../support/data-folders/unpack.ts';

/** A `table` or `table.column` that a migration moved, changed or dropped on purpose, with the reason. */
const reshaped: Readonly<Record<string, string>> = {
  watched_periods: 'became `periods`, each with an identity of its own',
  'invoice_sums.signed_total': 'became two parts, which never leave 64 bits',
  'invoices.amount_due': 'became `remaining`, which payments lower',
  'invoice_lines.metered': 'became one of several kinds',
  ...Object.fromEntries(
    ['alerts.id', 'alert_outages.alert_id', 'firings.id', 'firings.alert_id', 'actions.id', 'saved_filters.id'].map(
      (column) => [column, 'became text: no two computers give the same'],
    ),
  ),
};

/** Tables and columns that have another name since, by the glossary. */
const renamed: Readonly<Record<string, string>> = {
  firings: 'alert_events',
  'firings.fired_at': 'triggered_at',
  polls: 'checks',
  presence: 'last_seen',
  'presence.last_looked_at': 'at',
  dismissed_happenings: 'dismissed_activity',
};

/** The kind of a notification that an alert event has; it was another word before. */
const kindNow = (value: unknown): unknown => (value === 'firing' ? 'alert-event' : value);

type Row = Readonly<Record<string, unknown>>;

/** Nothing of it is to be paid, though it once names what was. */
const isSettled = ({ status, type }: Row): boolean => status === 'paid' || status === 'void' || type === 'credit-note';

/** All rows of all ordinary tables; an index such as the full-text one is made from them. */
function tablesOf(db: Database): Map<string, Row[]> {
  const names = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
         AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'invoice_search_%' ORDER BY name`,
    )
    .pluck()
    .all();
  return new Map(names.map((name) => [name, db.prepare<[], Row>(`SELECT * FROM "${name}"`).all()]));
}

/** Rows in an order of their own, with the named columns only. */
const plain = (rows: readonly Row[], columns: readonly string[]): string[] =>
  rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).sort();

function opened(folder: string): Database {
  const database = openDatabase(join(folder, 'billfold.db'), migrations);
  if (!database.ok) throw new Error(JSON.stringify(database.error));
  onTestFinished(() => void database.value.close());
  return database.value;
}

function before(folder: string): Map<string, Row[]> {
  const db = new Sqlite(join(folder, 'billfold.db'));
  const tables = tablesOf(db);
  db.close();
  return tables;
}

describe.each(keptVersions)('a data folder of Billfold %s', (version) => {
  const unpacked = () => {
    const folder = unpackDataFolder(version);
    onTestFinished(() => {
      folder[Symbol.dispose]();
    });
    return folder.path;
  };

  it('is migrated without losing or changing a row', () => {
    const folder = unpacked();
    const old = before(folder);
    const now = tablesOf(opened(folder));
    expect(old.size).toBeGreaterThan(20);
    for (const [table, rows] of old) {
      if (table in reshaped) continue;
      const name = renamed[table] ?? table;
      expect([...now.keys()], `the table ${table} is gone`).toContain(name);
      const [first] = rows;
      const after = now.get(name) ?? [];
      const columns = Object.keys(first ?? {}).filter((column) => !(`${table}.${column}` in reshaped));
      const nameOf = (column: string): string => renamed[`${table}.${column}`] ?? column;
      for (const column of columns)
        expect(Object.keys(after[0] ?? {}), `${table}.${column} is gone`).toContain(nameOf(column));
      const before = table === 'notifications' ? rows.map((row) => ({ ...row, kind: kindNow(row['kind']) })) : rows;
      expect(plain(after, columns.map(nameOf)), table).toEqual(plain(before, columns));
    }
  });

  it('keeps every watched period', () => {
    const folder = unpacked();
    const watched = before(folder).get('watched_periods') ?? [];
    const columns = [
      'account_id',
      'plan',
      'period_start',
      'period_end',
      'closed_seen_at',
      'settled_at',
      'final_amount',
    ];
    const periods = plain(tablesOf(opened(folder)).get('periods') ?? [], columns);
    for (const row of plain(watched, columns)) expect(periods).toContain(row);
  });

  it.each([
    ['alerts', 'alerts', 'created_at'],
    ['firings', 'alert_events', 'triggered_at'],
    ['actions', 'actions', 'at'],
    ['saved_filters', 'saved_filters', 'created_at'],
  ])('has ids for %s that no other computer gives, in the order that there was', (was, is, at) => {
    const folder = unpacked();
    const old = before(folder).get(was) ?? [];
    const now = (tablesOf(opened(folder)).get(is) ?? []).toSorted((a, b) =>
      String(a['id']).localeCompare(String(b['id'])),
    );
    for (const { id } of now) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    const columns = Object.keys(old[0] ?? {}).filter((column) => !(`${was}.${column}` in reshaped));
    const texts = (rows: readonly Row[], name: (column: string) => string) =>
      rows.map((row) => JSON.stringify(columns.map((column) => row[name(column)])));
    expect(texts(now, (column) => renamed[`${was}.${column}`] ?? column)).toEqual(texts(old, (column) => column));
    const [first] = now;
    const millis = Number.parseInt(String(first?.['id']).replaceAll('-', '').slice(0, 12), 16);
    expect(new Date(millis).toISOString()).toBe(first?.[at]);
  });

  it('has alert events that name their alerts', () => {
    const folder = unpacked();
    const rules = (events: readonly Row[], alerts: readonly Row[]) =>
      events.map((event) => [event['threshold'], alerts.find(({ id }) => id === event['alert_id'])?.['threshold']]);
    const [old, now] = [before(folder), tablesOf(opened(folder))];
    expect(rules(now.get('alert_events') ?? [], now.get('alerts') ?? [])).toEqual(
      rules(old.get('firings') ?? [], old.get('alerts') ?? []),
    );
  });

  it('keeps every sum of invoices', () => {
    const folder = unpacked();
    const sums = before(folder).get('invoice_sums') ?? [];
    expect(sums.length).toBeGreaterThan(0);
    const now = tablesOf(opened(folder)).get('invoice_sums') ?? [];
    const columns = ['account_id', 'status', 'currency', 'signed_total'];
    expect(
      plain(
        now.map((row) => ({ ...row, signed_total: Number(row['billions']) * 1e9 + Number(row['rest']) })),
        columns,
      ),
    ).toEqual(plain(sums, columns));
  });

  it('is whole after that: the database, its references, its full-text index', () => {
    const db = opened(unpacked());
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(() =>
      db.exec(`INSERT INTO invoice_search(invoice_search, rank) VALUES ('integrity-check', 1)`),
    ).not.toThrow();
    const found = db.prepare(`SELECT count(*) FROM invoice_search WHERE invoice_search MATCH '"nordlicht"'`).pluck();
    expect(found.get()).toBeGreaterThan(30);
  });

  it('tells the same alert events, alerts, invoices, documents and notes as it did', () => {
    const folder = unpacked();
    const { invoices, ...kept } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../support/data-folders', version, 'facts.json'), 'utf8'),
    ) as { readonly invoices: readonly Row[] };
    // Through JSON: what is absent is absent in both.
    expect(JSON.parse(JSON.stringify(factsOf(opened(folder), folder)))).toEqual({
      ...kept,
      invoices: invoices.map(({ amount_due: due, ...facts }) => ({ ...facts, remaining: isSettled(facts) ? 0 : due })),
    });
  });

  it('is migrated twice like once', () => {
    const folder = unpacked();
    const once = tablesOf(opened(folder));
    expect(tablesOf(opened(folder))).toEqual(once);
  });
});
