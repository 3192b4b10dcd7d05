import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Database } from '../database/open.ts';
import { type Change, type Values, valuesSchema, withoutNul } from './change.ts';
import type { DocumentExchange } from './document-exchange.ts';
import type { createIncoming } from './incoming.ts';
import type { ServerConnection } from './server-connection.ts';
import { sharedTables } from './shared-tables.ts';
import { hashOf, travellingRows } from './table-hashes.ts';
import type { SharedTable } from './table.ts';

const atOnce = 1000;
const hashSchema = z.object({ name: z.string(), count: z.coerce.number(), hash: z.string() });
const rowSchema = z.object({ key: z.string(), vals: valuesSchema });

/** Told after each part: rows moved so far. */
export type Report = (rows: number) => void;

const asInsert = (table: string, key: string, values: Values, schema: number): Change => ({
  ...{ id: randomUUID(), table, key, values, schema },
  ...{ kind: 'insert', former: {}, at: '' },
});

interface Parts {
  readonly db: Database;
  readonly connection: ServerConnection;
}

function* pagesOf(db: Database, table: SharedTable): Generator<Change[]> {
  const version = Number(db.pragma('user_version', { simple: true }));
  let page: Change[] = [];
  // Read whole: nothing else can be asked of the connection while a statement is being stepped through.
  for (const { 'team key': key, ...row } of db.prepare<[], Values>(travellingRows(db, table)).all()) {
    page.push(asInsert(table.name, String(key), withoutNul(row), version));
    if (page.length < atOnce) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** Names the first table in which this desk and the server differ; null where they are equal, by counts and hashes. */
export async function differing({ db, connection }: Parts): Promise<Result<string[]>> {
  const theirs = await connection.rows('table_hashes', [], hashSchema);
  if (!theirs.ok) return theirs;
  return ok(
    sharedTables
      .filter((table) => {
        const there = theirs.value.find(({ name }) => name === table.name);
        const here = hashOf(db, table);
        return there?.hash !== here.hash || there.count !== here.count;
      })
      .map(({ name }) => name),
  );
}

/** Puts the whole archive into a team that has nothing yet, documents first; may be begun again where it broke off. */
export async function moveIn(
  { db, connection }: Parts,
  documents: Pick<DocumentExchange, 'put'>,
  report: Report,
): Promise<Result<number>> {
  let moved = 0;
  for (const table of sharedTables)
    for (const page of pagesOf(db, table)) {
      const put = await documents.put(page);
      if (!put.ok) return put;
      const seeded = await connection.call('seed', [JSON.stringify(page)], z.unknown());
      if (!seeded.ok) return seeded;
      moved += page.length;
      report(moved);
    }
  const [differs] = await differing({ db, connection }).then((found) => (found.ok ? found.value : ['']));
  return differs === undefined ? ok(moved) : fail({ code: 'team-counts-differ', table: differs });
}

/** Reads everything that a team has, as of one moment; answers that moment's place in the journal. */
export async function readAll(
  { db, connection }: Parts,
  incoming: Pick<ReturnType<typeof createIncoming>, 'write'>,
  report: Report,
): Promise<Result<{ seq: number; last: string | null }>> {
  const version = Number(db.pragma('user_version', { simple: true }));
  return connection.transaction(async (client) => {
    const head = await client.query('SELECT billfold.head_of_journal() AS head');
    const place = z
      .object({ head: z.object({ seq: z.number(), last: z.string().nullable() }) })
      .parse(head.rows[0]).head;
    let read = 0;
    for (const { name } of sharedTables)
      for (let after = ''; ;) {
        const page = await client.query('SELECT * FROM billfold.snapshot($1, $2, $3)', [name, after, atOnce]);
        const rows = z.array(rowSchema).parse(page.rows);
        incoming.write(
          rows.map(({ key, vals }) => asInsert(name, key, vals, version)),
          place.seq,
        );
        read += rows.length;
        report(read);
        const last = rows.at(-1);
        if (!last || rows.length < atOnce) break;
        after = last.key;
      }
    return place;
  }, true);
}

/** Reads again the tables that differ: what is missing or otherwise here is written, what the team has not goes. */
export async function repair(
  { db, connection }: Parts,
  incoming: Pick<ReturnType<typeof createIncoming>, 'write'>,
  names: readonly string[],
  seq: number,
): Promise<Result<number>> {
  const version = Number(db.pragma('user_version', { simple: true }));
  let repaired = 0;
  for (const table of sharedTables.filter(({ name }) => names.includes(name))) {
    const theirs = new Map<string, Values>();
    for (let after = ''; ;) {
      const page = await connection.rows('snapshot', [table.name, after, atOnce], rowSchema);
      if (!page.ok) return page;
      for (const { key, vals } of page.value) theirs.set(key, vals);
      const last = page.value.at(-1);
      if (!last || page.value.length < atOnce) break;
      after = last.key;
    }
    const changes: Change[] = [];
    for (const { 'team key': key, ...row } of db.prepare<[], Values>(travellingRows(db, table)).all()) {
      const there = theirs.get(String(key));
      const here = withoutNul(row);
      if (!there) changes.push({ ...asInsert(table.name, String(key), {}, version), kind: 'delete' });
      else if (table.columns.every((name) => (there[name] ?? null) === (here[name] ?? null)))
        theirs.delete(String(key));
    }
    for (const [key, values] of theirs) changes.push(asInsert(table.name, key, values, version));
    incoming.write(changes, seq);
    repaired += changes.length;
  }
  return ok(repaired);
}
