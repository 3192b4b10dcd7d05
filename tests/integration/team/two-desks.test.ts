import { randomUUID } from 'node:crypto';
import { beforeEach, afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { sha256Of } from '../../../electron/files/index.ts';
import { differing, readAll, repair } from '../../../electron/team/moving.ts';
import { createToldElsewhere } from '../../../electron/team/told-elsewhere.ts';
import { cuttingProxy } from '../../support/team/cutting-proxy.ts';
import {
  addAccount,
  addChannel,
  addEvent,
  addInvoice,
  addLine,
  addNotice,
  addPeriod,
} from '../../support/team/rows.ts';
import { postgresOfFile } from '../../support/team/postgres.ts';
import { createTeam, createTestDesk, good, type TestDesk } from '../../support/team/desks.ts';

let team: Awaited<ReturnType<typeof createTeam>>;
let a: TestDesk;
let b: TestDesk;

const server = postgresOfFile();
beforeEach(async () => {
  team = await createTeam(server());
  a = await createTestDesk(server(), team.database, team.first);
  b = await createTestDesk(server(), team.database, await team.invite('Ben', 'finance'));
});
afterEach(async () => {
  await Promise.all([a.close(), b.close(), team.close()]);
});

async function meet(): Promise<void> {
  await a.sync();
  await b.sync();
  await a.sync();
}
async function equal(): Promise<void> {
  await meet();
  expect(b.hashes()).toEqual(a.hashes());
  expect(good(await differing(a))).toEqual([]);
}

it('brings what one desk writes to the other, with what is made of it', async () => {
  addAccount(a.db);
  const row = addInvoice(a.db, 'in_1');
  addLine(a.db, row, 0, 'Seats');
  a.db.exec(`INSERT INTO learned_places (id, seller_key, seller, field, page, "left", baseline, learned_at)
    VALUES ('1', 'DE1', 'Acme', 'number', 1, 72.5, 640, '2026-01-01T00:00:00.000Z')`);
  a.db.exec(`INSERT INTO invoice_tags VALUES ('travel', ${String(row)}, 'Travel')`);
  await meet();
  expect(b.db.prepare('SELECT id, role FROM accounts').all()).toEqual([{ id: 'acc', role: 'finance' }]);
  expect(b.db.prepare('SELECT tags FROM invoices').pluck().all()).toEqual(['Travel']);
  expect(b.db.prepare("SELECT count(*) FROM invoice_search WHERE invoice_search MATCH 'seats'").pluck().get()).toBe(1);
  expect(b.db.prepare('SELECT sum(count) FROM invoice_sums').pluck().get()).toBe(1);
  expect(b.outgoing.waiting().changes).toBe(0);
  await equal();
});

it('makes no change of lines that are written again as they were', async () => {
  addAccount(a.db);
  const row = addInvoice(a.db, 'in_1');
  addLine(a.db, row, 0, 'Seats');
  await meet();
  a.db.transaction(() => {
    a.db.exec('DELETE FROM invoice_lines');
    addLine(a.db, row, 0, 'Seats');
  })();
  expect(await a.sync()).toEqual({ sent: 0, received: 0 });
});

it('keeps two members’ changes to two fields, and of one field the later one, shown to whoever it overruled', async () => {
  addAccount(a.db);
  addInvoice(a.db, 'in_1');
  await meet();
  a.db.exec("UPDATE invoices SET note = 'of A', own_cost_centre = '100'");
  b.db.exec("UPDATE invoices SET note = 'of B', own_po_number = 'PO'");
  await a.sync();
  await b.sync();
  await equal();
  expect(a.db.prepare('SELECT note, own_cost_centre, own_po_number FROM invoices').all()).toEqual([
    { note: 'of B', own_cost_centre: '100', own_po_number: 'PO' },
  ]);
  expect(a.db.prepare('SELECT overruled FROM team_changes WHERE overruled IS NOT NULL').pluck().all()).toEqual([
    '{"note":"of A"}',
  ]);
});

it('applies no update to what was deleted, and lets a deleted parent take its rows along', async () => {
  addAccount(a.db);
  addLine(a.db, addInvoice(a.db, 'in_1'), 0, 'Seats');
  await meet();
  a.db.exec('DELETE FROM invoices');
  b.db.exec("UPDATE invoices SET note = 'too late'");
  await a.sync();
  await equal();
  expect(b.db.prepare('SELECT count(*) FROM invoice_lines').pluck().get()).toBe(0);
});

it('decides once on a period and its alert, whichever bounds a desk saw first, and tells each member once', async () => {
  addAccount(a.db);
  await meet();
  const at = '2026-10-20T10:00:00.000Z';
  addEvent(a.db, randomUUID(), addPeriod(a.db, '2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'), at);
  addEvent(b.db, randomUUID(), addPeriod(b.db, '2026-10-01T00:00:01.000Z', '2026-11-01T00:00:01.000Z'), at);
  await a.sync();
  // B sends before it has heard of A's.
  await equal();
  for (const { db } of [a, b]) {
    expect(db.prepare('SELECT period_start FROM periods').pluck().all()).toEqual(['2026-10-01T00:00:00.000Z']);
    expect(db.prepare('SELECT count(*) FROM alert_events').pluck().get()).toBe(1);
    expect(db.prepare('SELECT count(*) FROM notifications').pluck().get()).toBe(1);
  }
});

it('has one of two desks that were cut off tell it by its channels, and waits for the word until then', async () => {
  const proxy = await cuttingProxy(server().port);
  const through = { ...server(), port: proxy.port };
  const c = await createTestDesk(through, team.database, await team.invite('Cora', 'finance'));
  addAccount(a.db);
  await meet();
  await c.sync();
  for (const { db } of [a, c]) addChannel(db);
  proxy.refuse(true);
  proxy.cut();
  const [from, until] = ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'];
  const at = '2026-10-20T10:00:00.000Z';
  addEvent(a.db, randomUUID(), addPeriod(a.db, from, until), at);
  addNotice(a.db, 'in_1', at);
  const period = addPeriod(c.db, from.replace('00.000', '01.000'), until);
  addEvent(c.db, randomUUID(), period, '2026-10-20T10:00:05.000Z');
  addNotice(c.db, 'in_1', '2026-10-20T10:00:05.000Z');
  addNotice(c.db, 'in_2', '2026-10-20T10:00:05.000Z');
  const undecided = ({ db }: TestDesk) => createToldElsewhere(db).isUndecided();
  const toTell = ({ db }: TestDesk) =>
    db
      .prepare<[], string>(
        `SELECT coalesce(n.subject, e.id) FROM deliveries d LEFT JOIN notices n USING (notification_id)
         LEFT JOIN alert_events e USING (notification_id) WHERE d.state = 'pending' ORDER BY d.id`,
      )
      .pluck()
      .all();
  await a.sync();
  expect(undecided(a)).toBe(false);
  expect((await c.exchange()).ok).toBe(false);
  expect(undecided(c)).toBe(true);
  expect(toTell(c)).toHaveLength(3);
  proxy.refuse(false);
  await c.sync();
  expect(undecided(c)).toBe(false);
  expect(toTell(c)).toEqual(['in_2']);
  await a.sync();
  expect(toTell(a)).toHaveLength(2);
  expect(c.hashes()).toEqual(a.hashes());
  await c.close();
  await proxy.close();
});

it('learns from the journal what the server answered when the answer was cut off', async () => {
  addAccount(a.db);
  await meet();
  addChannel(b.db);
  const [from, until] = ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'];
  for (const { db } of [a, b]) addEvent(db, randomUUID(), addPeriod(db, from, until), '2026-10-20T10:00:00.000Z');
  await a.sync();
  // B's is in the journal, and B does not know.
  const sent = b.outgoing.next();
  good(await b.connection.call('append', [sent?.id, JSON.stringify(sent?.changes)], z.unknown()));
  await equal();
  expect(b.db.prepare('SELECT state FROM deliveries').pluck().all()).toEqual(['withdrawn']);
});

it('keeps aside what does not fit, and goes on', async () => {
  addAccount(a.db);
  b.db.exec(`INSERT INTO accounts (id, name, name_key, role, practice, created_at)
    VALUES ('other', 'acc', 'acc', 'viewer', 0, '2026-01-01T00:00:00.000Z')`);
  await meet();
  addInvoice(a.db, 'in_1');
  await meet();
  expect(b.db.prepare('SELECT aside FROM team_changes WHERE own = 0 AND aside IS NOT NULL').pluck().all()).toEqual([
    'does-not-fit',
    'parent-missing',
  ]);
  b.db.exec("UPDATE accounts SET name_key = 'other'");
  await meet();
  a.db.exec("UPDATE invoices SET note = 'now'");
  await meet();
  expect(b.db.prepare('SELECT note FROM invoices').pluck().all()).toEqual(['now']);
  await equal();
});

it('keeps aside a change to a row whose parent is not here, and one whose key is none, and goes on', async () => {
  addAccount(a.db);
  b.db.exec(`INSERT INTO accounts (id, name, name_key, role, practice, created_at)
    VALUES ('other', 'acc', 'acc', 'viewer', 0, '2026-01-01T00:00:00.000Z')`);
  addLine(a.db, addInvoice(a.db, 'in_1'), 0, 'Seats');
  await meet();
  a.db.exec("UPDATE invoice_lines SET description = 'More seats'");
  await meet();
  b.incoming.apply({
    ...{ seq: 1000, id: randomUUID(), member: 'Eve', desk: randomUUID() },
    changes: ['[{"no":"key"}]', '[1e400]', 'no list'].map((key) => ({
      ...{ id: randomUUID(), table: 'accounts', key, kind: 'update' as const, values: { name: 'Eve' } },
      ...{ former: { name: 'acc' }, at: '', schema: 1 },
    })),
  });
  const aside = b.db.prepare('SELECT aside FROM team_changes WHERE own = 0 AND aside IS NOT NULL').pluck().all();
  expect(aside.slice(-3)).toEqual(['does-not-fit', 'does-not-fit', 'does-not-fit']);
  expect(aside.length).toBeGreaterThan(5);
});

it('sends again what a restored server has lost', async () => {
  addAccount(a.db);
  await meet();
  addInvoice(a.db, 'in_1');
  await meet();
  b.db.exec("UPDATE invoices SET note = 'kept'");
  await meet();
  // As after a failover without the last seconds: another transaction has the number.
  good(
    await team.owner.transaction(async (client) => {
      await client.query('DELETE FROM billfold.changes WHERE seq > 1');
      await client.query('DELETE FROM billfold.transactions WHERE seq > 1');
      await client.query('DELETE FROM billfold.rows WHERE seq > 1');
      await client.query(
        'UPDATE billfold.head SET seq = 1, last = (SELECT id FROM billfold.transactions WHERE seq = 1)',
      );
    }),
  );
  await meet();
  await equal();
  const rows = await team.administrator.rows(
    'snapshot',
    ['invoices', '', 10],
    z.object({ vals: z.object({ note: z.string(), total: z.number() }) }),
  );
  expect(good(rows)).toEqual([{ vals: { note: 'kept', total: 100 } }]);
});

it('brings documents before whoever reads of them', async () => {
  addAccount(a.db);
  const bytes = Buffer.from('%PDF-1.7 a');
  const sha256 = sha256Of(bytes);
  a.files.set(sha256, bytes);
  const row = addInvoice(a.db, 'in_1');
  a.db
    .prepare("UPDATE invoices SET document = 'stored', document_sha256 = ?, document_bytes = ? WHERE row = ?")
    .run(sha256, bytes.length, row);
  await meet();
  expect(b.hashes()).toEqual(a.hashes());
  expect(b.db.prepare('SELECT document FROM invoices').pluck().get()).toBe('pending');
  expect(good(await b.documents.fetchSome(10))).toBe(1);
  expect(b.files.get(sha256)).toEqual(bytes);
  expect(b.db.prepare('SELECT document, document_sha256 FROM invoices').get()).toEqual({
    ...{ document: 'stored', document_sha256: sha256 },
  });
  await equal();
});

it('lets a new desk read everything, and repairs one that differs', async () => {
  addAccount(a.db);
  addLine(a.db, addInvoice(a.db, 'in_1'), 0, 'Seats');
  await meet();
  const c = await createTestDesk(server(), team.database, await team.invite('Cora', 'viewer'));
  const place = good(await readAll(c, c.incoming, () => undefined));
  c.desk.setPlace(place.seq, place.last);
  expect(c.hashes()).toEqual(a.hashes());
  c.db.exec('DROP TRIGGER team_invoices_changed; UPDATE invoices SET total = 1');
  c.db.exec('DROP TRIGGER team_invoice_lines_removed; DELETE FROM invoice_lines');
  expect(good(await differing(c))).toEqual(['invoices', 'invoice_lines']);
  expect(good(await repair(c, c.incoming, ['invoices', 'invoice_lines'], place.seq))).toBe(2);
  expect(good(await differing(c))).toEqual([]);
  await c.close();
});
