import { createHash } from 'node:crypto';
import type { Database } from '../database/open.ts';
import { keyIn, valueIn } from './capture.ts';
import type { Scalar, Values } from './change.ts';
import { withoutNul } from './change.ts';
import { columnsOf, numberOf } from './table-shape.ts';
import type { SharedTable } from './table.ts';

export interface TableHash {
  readonly count: number;
  /** Of all rows in any order: hexadecimal, 64 bits. */
  readonly hash: string;
}

/** As PostgreSQL writes it: a number never with an exponent. */
function textOf(value: Scalar): string {
  if (value === null) return '\u0005';
  const text = String(value);
  if (typeof value === 'string' || !text.includes('e')) return text;
  return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(30).replace(/0+$/, '');
}

/** Every travelling column of a table, a document that is still wanted as if it were here; with `key`. */
export function travellingRows(db: Database, table: SharedTable): string {
  const values = columnsOf(db, table.name)
    .filter(({ name }) => table.columns.includes(name))
    .map((column) => `${heldOr(table, column.name, valueIn(table, column, 't'))} AS ${column.name}`);
  return `SELECT ${[`${keyIn(table, 't')} AS "team key"`, ...values].join(', ')} FROM ${table.name} t`;
}

function heldOr(table: SharedTable, column: string, sql: string): string {
  if (!table.held.includes(column)) return sql;
  const wanted = column === 'document_sha256' ? 'sha256' : 'bytes';
  return `coalesce((SELECT ${wanted} FROM wanted_documents w WHERE w.invoice = t.${numberOf(table.name)} AND w.version = 0), ${sql})`;
}

/** Count and hash of what this desk has of a table, as the server's `table_hashes` makes them. */
export function hashOf(db: Database, table: SharedTable): TableHash {
  let count = 0;
  let hash = 0n;
  for (const { 'team key': key, ...row } of db.prepare<[], Values>(travellingRows(db, table)).iterate()) {
    const values = withoutNul(row);
    const text = `${String(key)}${table.columns.map((name) => `\u001f${textOf(values[name] ?? null)}`).join('')}`;
    hash ^= BigInt(`0x${createHash('md5').update(text).digest('hex').slice(0, 16)}`);
    count += 1;
  }
  return { count, hash: hash.toString(16) };
}
