import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { inviteTo } from '../../../electron/team/workspace.ts';
import { postgresOfFile } from '../../support/team/postgres.ts';
import { connectionAs, createTeam, createTestDesk, good, type TestDesk } from '../../support/team/desks.ts';
import { addAccount, addInvoice } from '../../support/team/rows.ts';

let team: Awaited<ReturnType<typeof createTeam>>;
let anna: TestDesk;
let vera: TestDesk;

const server = postgresOfFile();
beforeEach(async () => {
  team = await createTeam(server());
  anna = await createTestDesk(server(), team.database, team.first);
  vera = await createTestDesk(server(), team.database, await team.invite('Vera', 'viewer'));
});
afterEach(async () => {
  await Promise.all([anna.close(), vera.close(), team.close()]);
});

const change = (more: object) => ({
  ...{
    id: randomUUID(),
    table: 'accounts',
    key: '["x"]',
    kind: 'insert',
    values: { name: 'X' },
    former: {},
    at: '',
    schema: 30,
  },
  ...more,
});
const period = (start: string, end: string | null) => ({
  ...{ table: 'periods', key: JSON.stringify(['x', 'sub', 'billing-period', start]), values: { period_end: end } },
});
const append = (desk: TestDesk, list: unknown) =>
  desk.connection.call('append', [randomUUID(), JSON.stringify(list)], z.unknown());

async function ownClient(desk: TestDesk): Promise<pg.Client> {
  const client = new pg.Client({
    ...{ host: server().host, port: server().port, database: team.database },
    ...{ user: desk.login.user, password: desk.password },
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

it('lets no member’s own client write, or read what is no member’s to read', async () => {
  addAccount(anna.db);
  await anna.sync();
  const tables = `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'billfold' AND c.relkind = 'r'`;
  for (const desk of [vera, anna]) {
    const client = await ownClient(desk);
    const names = z.array(z.object({ relname: z.string() })).parse((await client.query(tables)).rows);
    expect(names.length).toBeGreaterThan(10);
    for (const { relname } of names)
      for (const sql of [
        `SELECT * FROM billfold.${relname}`,
        `DELETE FROM billfold.${relname}`,
        `INSERT INTO billfold.${relname} DEFAULT VALUES`,
        `DO $$ BEGIN LOCK TABLE billfold.${relname}; END $$`,
      ])
        await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    for (const sql of [
      'CREATE TABLE billfold.mine ()',
      'CREATE ROLE intruder',
      `SET ROLE billfold_${team.database}_owner`,
      'SELECT rolpassword FROM pg_authid',
      "SELECT billfold.add_desk('Eve', 'administrator', '', 1)",
      `SELECT billfold.shut('${anna.login.user}')`,
    ])
      await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    await client.end();
  }
  const client = await ownClient(vera);
  for (const sql of [
    `SELECT billfold.append('${randomUUID()}', '[]')`,
    "SELECT billfold.put_document('a', 'b')",
    "SELECT billfold.lease('acc', 60)",
    "SELECT billfold.decide('acc', 'x', NULL)",
    "SELECT billfold.invite('Eve', 'administrator', 'x', 1)",
    "SELECT billfold.remove_member('Anna')",
    "SELECT billfold.seed('[]')",
  ])
    await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' });
  await client.end();
});

it('refuses and names what a hostile member sends', async () => {
  const ben = await createTestDesk(server(), team.database, await team.invite('Ben', 'finance'));
  const refusals: [object, string, string][] = [
    [{ table: 'members' }, 'table-not-shared', 'members'],
    [
      { table: "accounts'; DROP SCHEMA billfold CASCADE; --" },
      'table-not-shared',
      "accounts'; DROP SCHEMA billfold CASCADE; --",
    ],
    [{ values: { role: 'administrator' } }, 'column-not-shared', 'accounts.role'],
    [
      { table: 'account_sources', key: '["x","stripe"]', values: { key_hash: '00' } },
      'role-forbids',
      'account_sources',
    ],
    [{ values: { name: { $ne: 1 } } }, 'column-not-shared', 'accounts.name'],
    [{ values: { name: 'x'.repeat(5_000_000) } }, 'too-large', 'accounts'],
    [{ key: 'no list' }, 'malformed', 'accounts'],
    [{ key: '["a","b"]' }, 'malformed', 'accounts'],
    [{ kind: 'truncate' }, 'malformed', 'accounts'],
    [{ kind: null }, 'malformed', 'accounts'],
    [{ key: '[{"a":1}]' }, 'malformed', 'accounts'],
    [{ key: '[true]' }, 'malformed', 'accounts'],
    [{ key: '[1e400]' }, 'malformed', 'accounts'],
    [{ schema: null }, 'malformed', 'accounts'],
    [{ schema: 5_000_000_000 }, 'malformed', 'accounts'],
    [{ at: null }, 'malformed', 'accounts'],
    [{ id: null }, 'malformed', 'accounts'],
    [period('yesterday', '2026-11-01T00:00:00.000Z'), 'malformed', 'periods'],
    [period('2026-13-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'), 'malformed', 'periods'],
    [period('2026-10-01T00:00:00.000Z', 'infinity'), 'malformed', 'periods'],
    [period('2026-10-01T00:00:00.000Z', null), 'malformed', 'periods'],
  ];
  for (const [more, reason, about] of refusals)
    expect(await append(ben, [change(more)]), reason).toEqual({
      ok: false,
      error: { code: 'team-refused', reason, about },
    });
  // A number that no desk could read any more; JavaScript writes none.
  const huge = JSON.stringify([change({ table: 'invoices', key: '["x","y","z"]', values: { total: 7 } })]).replace(
    ':7',
    ':1e400',
  );
  expect(await ben.connection.call('append', [randomUUID(), huge], z.unknown())).toEqual({
    ...{ ok: false, error: { code: 'team-refused', reason: 'malformed', about: 'invoices' } },
  });
  expect(await ben.connection.call('append', [null, '[]'], z.unknown())).toMatchObject({
    ...{ ok: false, error: { code: 'team-refused', reason: 'malformed' } },
  });
  expect(await ben.connection.call('join', [randomUUID(), null], z.unknown())).toMatchObject({ ok: false });
  expect(good(await anna.connection.call('head_of_journal', [], z.unknown()))).toEqual({ seq: 0, last: null });
  await ben.close();
});

it('undoes at the desk what the server refuses, and says so', async () => {
  addAccount(anna.db);
  addInvoice(anna.db, 'in_1');
  await anna.sync();
  await vera.sync();
  // As a window would not let her: the server is the boundary.
  vera.db.exec("UPDATE invoices SET note = 'by a viewer'");
  const exchanged = await vera.exchange();
  expect(exchanged.ok).toBe(true);
  expect(vera.db.prepare('SELECT note FROM invoices').pluck().get()).toBeNull();
  expect(vera.db.prepare('SELECT aside FROM team_changes WHERE own = 1').pluck().all()).toEqual(['role-forbids']);
  expect(vera.hashes()).toEqual(anna.hashes());
});

it('shuts a removed member out at once', async () => {
  const client = await ownClient(vera);
  const gone = new Promise((resolve) => client.once('end', resolve));
  good(await anna.connection.call('remove_member', ['Vera'], z.unknown()));
  await gone;
  expect(await vera.exchange()).toMatchObject({
    ok: false,
    error: { code: expect.stringMatching(/team-(login-refused|unreachable)/) as string },
  });
  expect(
    await connectionAs(server(), team.database, { user: vera.login.user, password: vera.password }).call(
      'my_membership',
      [],
      z.unknown(),
    ),
  ).toMatchObject({ ok: false, error: { code: 'team-login-refused' } });
  expect(
    good(await anna.connection.call('members_of_team', [], z.array(z.object({ name: z.string(), state: z.string() })))),
  ).toEqual([
    { name: 'Anna', state: 'joined' },
    { name: 'Vera', state: 'removed' },
  ]);
  expect(await inviteTo(anna.connection, 'Vera', 'viewer')).toEqual({
    ...{ ok: false, error: { code: 'team-refused', reason: 'member-removed', about: 'Vera' } },
  });
});

it('gives an account to one watcher at a time, by a token that a late one lacks, and decides once', async () => {
  const ben = await createTestDesk(server(), team.database, await team.invite('Ben', 'finance'));
  const token = z.object({ token: z.number() }).nullable();
  const lease = (desk: TestDesk, seconds: number) => desk.connection.call('lease', ['acc', seconds], token);
  const decide = (desk: TestDesk, what: string, fencing: number | null) =>
    desk.connection.call('decide', ['acc', what, fencing], z.boolean());
  expect(good(await lease(anna, 0))).toEqual({ token: 1 });
  expect(good(await lease(ben, 60))).toEqual({ token: 2 });
  expect(good(await lease(anna, 60))).toBeNull();
  expect(good(await lease(ben, 60))).toEqual({ token: 2 });
  expect(await decide(anna, 'mail-1', 1)).toEqual({
    ...{ ok: false, error: { code: 'team-refused', reason: 'lease-lost', about: 'acc' } },
  });
  expect(good(await decide(ben, 'mail-1', 2))).toBe(true);
  expect(good(await decide(anna, 'mail-1', null))).toBe(false);
  expect(good(await decide(ben, 'mail-1', 2))).toBe(true);
  good(await ben.connection.call('release', ['acc'], z.unknown()));
  expect(good(await lease(anna, 60))).toEqual({ token: 3 });
  expect(good(await anna.connection.call('watchers', [], z.unknown()))).toEqual({ acc: 'Anna' });
  good(await ben.connection.call('leave', [], z.unknown()));
  await ben.close();
});

it('has one connection, however often an answer was none', async () => {
  for (let time = 0; time < 4; time++) {
    expect((await anna.connection.call('no_such_function', [], z.unknown())).ok).toBe(false);
    good(await anna.connection.call('my_membership', [], z.unknown()));
    // By now the one before has ended.
    good(await team.administrator.call('my_membership', [], z.unknown()));
    good(await anna.connection.call('my_membership', [], z.unknown()));
  }
  const open = await team.owner.transaction(async (client) => {
    const { rows } = await client.query('SELECT pid FROM pg_stat_activity WHERE usename = $1', [anna.login.user]);
    return rows.length;
  });
  expect(open).toEqual({ ok: true, value: 1 });
});
