import type { Database } from '../database/open.ts';
import { type Change, isList, KeptAside, type KeyPart, partsOf, type Scalar, type Values } from './change.ts';
import { columnsOf, numberOf, sharedTable } from './table-shape.ts';
import type { SharedTable } from './table.ts';

/** Writes rows by their keys, translating references to this desk's numbers. Throws `KeptAside` for what cannot be. */
export function createRowWriter(db: Database) {
  const statements = new Map<string, ReturnType<typeof db.prepare<Record<string, unknown>, Values>>>();
  const prepared = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    const made = db.prepare<Record<string, unknown>, Values>(sql);
    statements.set(sql, made);
    return made;
  };
  const types = new Map<string, ReadonlyMap<string, string>>();
  const typesOf = (table: string): ReadonlyMap<string, string> => {
    const known = types.get(table);
    if (known) return known;
    const made = new Map(columnsOf(db, table).map(({ name, type }) => [name, type]));
    types.set(table, made);
    return made;
  };

  const matches = (table: SharedTable): string => table.key.map((column) => `${column} IS @${column}`).join(' AND ');

  /** The key's columns as they are on this desk. */
  function placed(table: SharedTable, parts: readonly KeyPart[]): Values {
    if (parts.length !== table.key.length) throw new KeptAside('does-not-fit');
    return Object.fromEntries(table.key.map((column, index) => [column, localOf(table, column, parts[index] ?? null)]));
  }

  function localOf(table: SharedTable, column: string, value: KeyPart): Scalar {
    const target = table.references[column];
    if (target === undefined) {
      if (isList(value)) throw new KeptAside('does-not-fit');
      return value;
    }
    if (value === null) return null;
    const parts = typeof value === 'string' ? partsOf(value) : value;
    const referred = sharedTable(target);
    if (!referred || !isList(parts)) throw new KeptAside('does-not-fit');
    const number = numberOf(target);
    const found = prepared(`SELECT ${number} AS number FROM ${target} WHERE ${matches(referred)}`).get(
      placed(referred, parts),
    );
    if (!found) throw new KeptAside('parent-missing');
    return found['number'] ?? null;
  }

  function valuesHere(table: SharedTable, values: Values): Record<string, Scalar | Buffer> {
    const known = typesOf(table.name);
    return Object.fromEntries(
      Object.entries(values).map(([column, value]): [string, Scalar | Buffer] => {
        if (!table.columns.includes(column)) throw new KeptAside('schema-newer');
        if (known.get(column) === 'BLOB' && typeof value === 'string') return [column, Buffer.from(value, 'hex')];
        return [column, localOf(table, column, value)];
      }),
    );
  }

  /** What other tables of this desk say of a row by its id goes along when two desks’ rows turn out to be one. */
  function follow(table: SharedTable, key: Values, id: Scalar): void {
    const former = prepared(`SELECT id FROM ${table.name} WHERE ${matches(table)}`).get(key)?.['id'];
    if (former === undefined || former === id) return;
    const referring = db
      .prepare<[string], { child: string; column: string }>(
        `SELECT m.name AS child, f."from" AS "column" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f."table" = ? AND f."to" = 'id'`,
      )
      .all(table.name);
    for (const { child, column } of referring)
      prepared(`UPDATE ${child} SET ${column} = @id WHERE ${column} = @former`).run({ id, former });
  }

  /** A document of the newest version is not written before its bytes are here: until then it is wanted. */
  function want(
    table: SharedTable,
    key: Values,
    values: Record<string, Scalar | Buffer>,
  ): Record<string, Scalar | Buffer> {
    if (values['document_sha256'] === undefined) return values;
    if (table.held.length === 0) {
      noteWanted(key['invoice'] ?? null, key['version'] ?? null, values['document_sha256'], values['document_bytes']);
      return values;
    }
    const { document_sha256: sha256, document_bytes: bytes, ...others } = values;
    const row = prepared(`SELECT row FROM ${table.name} WHERE ${matches(table)}`).get(key)?.['row'];
    if (row !== undefined) noteWanted(row, 0, sha256, bytes);
    return others;
  }

  function noteWanted(row: Scalar, version: Scalar, sha256: Scalar | Buffer, bytes: Scalar | Buffer | undefined): void {
    if (sha256 === null)
      prepared('DELETE FROM wanted_documents WHERE invoice = @row AND version = @version').run({ row, version });
    else {
      prepared(
        `INSERT INTO wanted_documents (invoice, version, sha256, bytes) VALUES (@row, @version, @sha256, @bytes)
         ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes`,
      ).run({ row, version, sha256, bytes: bytes ?? 0 });
      if (version === 0)
        prepared("UPDATE invoices SET document = 'pending' WHERE row = @row AND document <> 'stored'").run({ row });
    }
  }

  function update(table: SharedTable, key: Values, values: Record<string, Scalar | Buffer>): boolean {
    if (table.columns.includes('id') && typeof values['id'] === 'string') follow(table, key, values['id']);
    const written = want(table, key, values);
    const names = Object.keys(written);
    const where = matches(table);
    if (names.length === 0) return prepared(`SELECT 1 AS one FROM ${table.name} WHERE ${where}`).get(key) !== undefined;
    const set = names.map((name) => `${name} = @${name}`).join(', ');
    return prepared(`UPDATE ${table.name} SET ${set} WHERE ${where}`).run({ ...written, ...key }).changes > 0;
  }

  function insert(table: SharedTable, key: Values, values: Record<string, Scalar | Buffer>): void {
    const all: Record<string, Scalar | Buffer> = {
      ...Object.fromEntries(table.columns.map((name) => [name, null])),
      ...values,
      ...key,
    };
    const given = Object.fromEntries([...table.key, ...Object.keys(values)].map((name) => [name, all[name] ?? null]));
    for (const statement of table.before) prepared(statement).run(bound(statement, all));
    const names = Object.keys(given).filter((name) => !table.held.includes(name));
    const expressions = Object.entries(table.arriving);
    const sql = `INSERT INTO ${table.name} (${[...names, ...expressions.map(([name]) => name)].join(', ')})
      VALUES (${[...names.map((name) => `@${name}`), ...expressions.map(([, sql]) => sql)].join(', ')})`;
    prepared(sql).run(bound(sql, all));
    want(table, key, values);
  }

  return {
    /**
     * Inserting is writing over what is there, updating never inserts; `skip`: columns that this desk has changed since.
     * Answers whether anything was there to be changed.
     */
    write(change: Change, skip: ReadonlySet<string>): boolean {
      const table = sharedTable(change.table);
      if (!table) throw new KeptAside('unknown-table');
      const key = placed(table, partsOf(change.key));
      if (change.kind === 'delete')
        return prepared(`DELETE FROM ${table.name} WHERE ${matches(table)}`).run(key).changes > 0;
      const values = valuesHere(
        table,
        Object.fromEntries(Object.entries(change.values).filter(([name]) => !skip.has(name))),
      );
      if (update(table, key, values)) return true;
      if (change.kind === 'insert') insert(table, key, values);
      return change.kind === 'insert';
    },

    /** The travelling columns of a row as they are here; null where there is no such row, or can be none yet. */
    read(tableName: string, key: string, columns: readonly string[]): Values | null {
      const table = sharedTable(tableName);
      if (!table) return null;
      let placedKey: Values;
      try {
        placedKey = placed(table, partsOf(key));
      } catch (cause) {
        if (cause instanceof KeptAside) return null;
        throw cause;
      }
      const names = columns.filter((name) => table.columns.includes(name) && table.references[name] === undefined);
      const sql = `SELECT ${['1 AS "there?"', ...names].join(', ')} FROM ${table.name} WHERE ${matches(table)}`;
      return prepared(sql).get(placedKey) ?? null;
    },
  };
}

/** Only what the statement names: SQLite minds others. */
const bound = (sql: string, values: Record<string, Scalar | Buffer>): Record<string, Scalar | Buffer> =>
  Object.fromEntries([...new Set(sql.match(/@\w+/g))].map((name) => [name.slice(1), values[name.slice(1)] ?? null]));
