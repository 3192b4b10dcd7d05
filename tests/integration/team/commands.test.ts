import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { expect, it } from 'vitest';
import { createTerminal, filesWith, type Terminal } from '../../support/billfold.ts';
import { postgresOfFile } from '../../support/team/postgres.ts';
import { connected } from '../../support/connected-terminal.ts';

const key = 'sk_test_canary_of_the_team';
const place = connected(key, 'Acme');

const server = postgresOfFile();

/** What the archive has, in words that are the same on every desk. */
function factsIn({ dataFolder }: Terminal): unknown {
  const db = new Sqlite(join(dataFolder, 'billfold.db'), { readonly: true });
  try {
    return [
      db.prepare('SELECT id, number, total, status FROM invoices ORDER BY id').all(),
      db.prepare('SELECT count(*), sum(amount) FROM invoice_lines').all(),
      db.prepare('SELECT measure, threshold, unit FROM alerts ORDER BY id').all(),
    ];
  } finally {
    db.close();
  }
}

async function textOfDatabase(): Promise<string> {
  const client = new pg.Client({ ...server(), database: 'books' });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'billfold'::regnamespace AND relkind = 'r'",
  );
  const texts: string[] = [];
  for (const { name } of tables.rows)
    texts.push(JSON.stringify((await client.query(`SELECT t::text FROM billfold.${name} t`)).rows));
  await client.end();
  return texts.join('\n');
}

it('moves an archive into a team, lets a colleague join, and out again, with no key in the database', async () => {
  const client = new pg.Client({ ...server(), database: 'postgres' });
  await client.connect();
  await client.query('CREATE DATABASE books');
  await client.end();
  const { folder, terminal } = place();
  const env = { BILLFOLD_TEAM_OWNER_PASSWORD: server().password, BILLFOLD_TEAM_PASSWORD: 'password of Anna' };
  const anna = createTerminal({ ...terminal, env });
  const ben = createTerminal({
    dataFolder: join(folder, 'ben'),
    key: null,
    env: { BILLFOLD_TEAM_PASSWORD: 'password of Ben' },
  });
  expect((await anna.billfold('sync')).code).toBe(0);
  const where = ['--host', server().host, '--port', String(server().port), '--database', 'books', '--user', 'postgres'];
  const created = await anna.billfold('team', 'create', ...where, '--tls', 'off', '--name', 'Anna');
  expect(created).toMatchObject({ code: 0, stdout: expect.stringContaining('counts and hashes are equal') as string });
  expect((await anna.billfold('team', 'create', ...where, '--tls', 'off', '--name', 'Anna')).stderr).toContain(
    'already in a team',
  );

  const file = join(folder, 'ben.json');
  expect((await anna.billfold('team', 'invite', 'Ben', '--role', 'finance', '--to', file)).code).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toContain('password of Anna');
  const joined = await ben.billfold('team', 'join', file);
  expect(joined).toMatchObject({ code: 0, stdout: expect.stringContaining('You are Ben, finance') as string });
  expect(factsIn(ben)).toEqual(factsIn(anna));
  const members = await anna.billfold('team', 'members');
  expect(members.stdout).toContain('Ben: finance, joined, 1 computers');

  expect((await anna.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '500.00')).code).toBe(0);
  expect((await anna.billfold('team', 'status')).stdout).toContain('all changes are sent');
  const status = await ben.billfold('team', 'status', '--verify');
  expect(status).toMatchObject({ code: 0, stdout: expect.stringContaining('every table is equal') as string });

  expect(factsIn(ben)).toEqual(factsIn(anna));
  expect(await textOfDatabase()).not.toContain(key);
  expect(filesWith(join(folder, 'ben'), key)).toEqual([]);
  expect((await anna.billfold('team', 'remove', 'Ben')).stdout).toContain('renew it at the vendor');
  expect(await ben.billfold('team', 'status')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('refused the password') as string,
  });
  expect((await ben.billfold('team', 'leave')).code).toBe(0);
  expect((await anna.billfold('team', 'leave')).code).toBe(0);
  expect(factsIn(ben)).toEqual(factsIn(anna));
});
