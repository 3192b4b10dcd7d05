import type { Database } from '../database/open.ts';
import { localTables, sharedTables } from './shared-tables.ts';
import type { SharedTable } from './table.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
  /** 2 and 3: made from others by SQLite. */
  readonly hidden: number;
}

export const columnsOf = (db: Database, table: string): Column[] =>
  db.prepare<[string], Column>('SELECT name, type, hidden FROM pragma_table_xinfo(?)').all(table);

/** The column that other tables hold the number of. */
export const numberOf = (table: string): string => (table === 'invoices' ? 'row' : 'id');

export function sharedTable(name: string): SharedTable | null {
  return sharedTables.find((table) => table.name === name) ?? null;
}

/** Every name of the list's that is not in the database, and every one of the database's that is not in the list. */
export function unanswered(db: Database): string[] {
  const there = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
    .pluck()
    .all();
  const listed = [...sharedTables, ...localTables].map(({ name }) => name);
  return [
    ...there
      .filter((name) => !listed.includes(name))
      .map((name) => `${name}: say in electron/team/shared-tables.ts whether the team has it in common, or why not`),
    ...listed.filter((name) => !there.includes(name)).map((name) => `${name}: there is no such table any more`),
    ...listed.filter((name, index) => listed.indexOf(name) !== index).map((name) => `${name}: it is listed twice`),
    ...sharedTables.flatMap((table) => unansweredIn(db, table)),
  ];
}

function unansweredIn(db: Database, { name, key, columns, local, references }: SharedTable): string[] {
  const there = columnsOf(db, name).filter(({ hidden }) => hidden === 0);
  const listed = [...key, ...columns, ...Object.keys(local)];
  return [
    ...there
      .filter((column) => !listed.includes(column.name))
      .map((column) => `${name}.${column.name}: say in electron/team/shared-tables.ts whether it travels, or why not`),
    ...listed
      .filter((column) => !there.some((each) => each.name === column))
      .map((column) => `${name}.${column}: there is no such column`),
    ...Object.keys(references)
      .filter((column) => ![...key, ...columns].includes(column))
      .map((column) => `${name}.${column}: it refers to a table and does not travel`),
  ];
}
