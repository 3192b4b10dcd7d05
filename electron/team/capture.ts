import type { Database } from '../database/open.ts';
import { knowTransactions } from '../database/transactions.ts';
import { sharedTables } from './shared-tables.ts';
import type { SharedTable } from './table.ts';
import { type Column, columnsOf, numberOf, sharedTable } from './table-shape.ts';

const prefix = 'team_';

/** A key in SQL: a JSON list, in which a reference stands as the list of the row that it is to. */
export function keyIn(table: SharedTable, row: string, depth = 0): string {
  const parts = table.key.map((column) => {
    const target = sharedTable(table.references[column] ?? '');
    if (!target) return `${row}.${column}`;
    const alias = `r${String(depth)}`;
    return `json((SELECT ${keyIn(target, alias, depth + 1)} FROM ${target.name} ${alias}
      WHERE ${alias}.${numberOf(target.name)} = ${row}.${column}))`;
  });
  return `json_array(${parts.join(', ')})`;
}

/** A column as it travels: bytes as hex, references as keys, a document that is still wanted as if it were here. */
export function valueIn(table: SharedTable, { name, type }: Column, row: string): string {
  const target = sharedTable(table.references[name] ?? '');
  if (target)
    return `(SELECT ${keyIn(target, 'r0', 1)} FROM ${target.name} r0 WHERE r0.${numberOf(target.name)} = ${row}.${name})`;
  if (type === 'BLOB') return `hex(${row}.${name})`;
  return `${row}.${name}`;
}

const travelling = (db: Database, table: SharedTable): Column[] =>
  columnsOf(db, table.name).filter(({ name }) => table.columns.includes(name));

const objectOf = (pairs: readonly string[]): string =>
  pairs.length === 0
    ? `'{}'`
    : `(SELECT json_group_object(name, value) FROM (${pairs.map((pair) => `SELECT ${pair}`).join(' UNION ALL ')}))`;

const whole = (table: SharedTable, columns: readonly Column[], row: string): string =>
  objectOf(columns.map((column) => `'${column.name}' AS name, ${valueIn(table, column, row)} AS value`));

const changed = (table: SharedTable, columns: readonly Column[], row: string): string =>
  objectOf(
    columns.map(
      (column) =>
        `'${column.name}' AS name, ${valueIn(table, column, row)} AS value WHERE new.${column.name} IS NOT old.${column.name}`,
    ),
  );

const list = (row: string, names: readonly string[]): string => names.map((name) => `${row}.${name}`).join(', ');

/** A child goes with its parent, whose key is gone by then: on every desk alike, and needs no word. */
const hasParents = (table: SharedTable, row: string): string =>
  table.key
    .flatMap((column) => {
      const target = table.references[column];
      return target === undefined
        ? []
        : [` AND EXISTS (SELECT 1 FROM ${target} p WHERE p.${numberOf(target)} = ${row}.${column})`];
    })
    .join('');

function triggersOf(db: Database, table: SharedTable): string[] {
  const { name, key } = table;
  const columns = travelling(db, table);
  const note = (kind: string, row: string, vals: string, former: string) => `
    INSERT INTO team_changes (id, transaction_id, table_name, key, kind, vals, former, at, schema, own)
    VALUES (team_change(), team_transaction(), '${name}', ${keyIn(table, row)}, '${kind}', ${vals}, ${former},
      strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), (SELECT user_version FROM pragma_user_version), 1);`;
  const added = note('insert', 'new', whole(table, columns, 'new'), `'{}'`);
  const removed = note('delete', 'old', `'{}'`, whole(table, columns, 'old'));
  const sameKey = `(${list('new', key)}) IS (${list('old', key)})`;
  const otherValue = columns.map((column) => `new.${column.name} IS NOT old.${column.name}`).join(' OR ');
  const heard = 'team_transaction() IS NOT NULL';
  const trigger = (what: string, event: string, when: string, body: string) =>
    `CREATE TRIGGER ${prefix}${name}_${what} AFTER ${event} ON ${name} WHEN ${when} BEGIN ${body} END`;
  return [
    trigger('added', 'INSERT', heard, added),
    trigger('removed', 'DELETE', `${heard}${hasParents(table, 'old')}`, removed),
    trigger('moved', `UPDATE OF ${key.join(', ')}`, `${heard} AND NOT ${sameKey}`, `${removed} ${added}`),
    ...(columns.length === 0
      ? []
      : [
          trigger(
            'changed',
            `UPDATE OF ${columns.map((column) => column.name).join(', ')}`,
            `${heard} AND ${sameKey} AND (${otherValue})`,
            note('update', 'new', changed(table, columns, 'new'), changed(table, columns, 'old')),
          ),
        ]),
  ];
}

const there = (db: Database): string[] =>
  db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '${prefix}*'`)
    .pluck()
    .all();

/** From now on every change to what is shared is noted, in the transaction that makes it. */
export const startCapture = (db: Database): void => {
  knowTransactions(db);
  db.transaction(() => {
    stopCapture(db);
    for (const sql of sharedTables.flatMap((table) => triggersOf(db, table))) db.exec(sql);
  }).immediate();
};

/** Without a team there are none of its triggers. */
export const stopCapture = (db: Database): void => {
  for (const name of there(db)) db.exec(`DROP TRIGGER "${name}"`);
};

/** Whether the triggers are there: a migration takes them away. */
export const isCapturing = (db: Database): boolean => there(db).length > 0;
