import { setImmediate } from 'node:timers/promises';
import type { PostgresServer } from '../../../build/support/postgres.ts';
import { seededRandom } from '../soak/random.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { createTeam, createTestDesk, type TestDesk } from './desks.ts';
import { addAccount, addEvent, addInvoice, addLine, addPeriod } from './rows.ts';

export interface SoakOptions {
  readonly seed: number;
  readonly desks: number;
  readonly accounts: number;
  readonly days: number;
}

export interface SoakResult {
  readonly changes: number;
  readonly lost: number;
  readonly doubled: number;
  readonly diverged: number;
  /** What each member was to be told: an event each, once. */
  readonly due: number;
  readonly told: number;
  readonly repeated: number;
  /** Of the repeated ones, those where two desks found the same out while one of them was cut off. */
  readonly explained: number;
  readonly cuts: number;
  readonly restarts: number;
}

const month = ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'] as const;

/** A month of a team's work with everything that goes wrong between desks and server. */
export async function soakTeam(
  postgres: PostgresServer,
  { seed, desks: count, accounts, days }: SoakOptions,
): Promise<SoakResult> {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const team = await createTeam(postgres);
  const proxy = await cuttingProxy(postgres.port);
  const through = { ...postgres, port: proxy.port };
  const desks: TestDesk[] = [];
  for (let index = 0; index < count; index++)
    desks.push(await createTestDesk(through, team.database, await team.invite(`Member ${String(index)}`, 'finance')));
  const [first] = desks;
  if (!first) throw new Error('A team has desks');
  for (let index = 0; index < accounts; index++) addAccount(first.db, `acc${String(index)}`);
  await first.sync();
  const invoices = new Set<string>();
  const events = new Set<string>();
  const notes = new Map<string, string>();
  let restarts = 0;
  let cuts = 0;

  /** One thing that somebody does at a desk, or that its watch finds out. */
  function act(desk: TestDesk, day: number): void {
    const account = `acc${String(below(accounts))}`;
    if (!desk.db.prepare('SELECT 1 FROM accounts WHERE id = ?').get(account)) return;
    const what = below(10);
    if (what < 3) {
      // Both desks that read the vendor make the same row.
      const id = `in_${String(below(days * 4))}`;
      if (desk.db.prepare('SELECT 1 FROM invoices WHERE account_id = ? AND id = ?').get(account, id)) return;
      addLine(desk.db, addInvoice(desk.db, id, 100, account), 0, 'Seats');
      invoices.add(`${account} ${id}`);
    } else if (what < 7) {
      const row = desk.db
        .prepare<[], { row: number; id: string; account_id: string }>(
          'SELECT row, id, account_id FROM invoices ORDER BY random() LIMIT 1',
        )
        .get();
      if (!row) return;
      const note = `note ${String(day)} ${String(below(1_000_000))}`;
      desk.db.prepare('UPDATE invoices SET note = ? WHERE row = ?').run(note, row.row);
      notes.set(`${row.account_id} ${row.id}`, note);
    } else if (what < 9) {
      const row = desk.db.prepare<[], number>('SELECT row FROM invoices ORDER BY random() LIMIT 1').pluck().get();
      if (row !== undefined)
        desk.db
          .prepare('INSERT INTO invoice_tags VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
          .run(`t${String(below(5))}`, row, 'T');
    } else {
      // As the watch does it: the period that overlaps is the same one.
      const known = desk.db
        .prepare<[string], number>('SELECT id FROM periods WHERE account_id = ?')
        .pluck()
        .get(account);
      const period =
        known ?? addPeriod(desk.db, month[0].replace('00:00.000', `00:0${String(below(9))}.000`), month[1], account);
      if (desk.db.prepare('SELECT 1 FROM alert_events WHERE period_id = ?').get(period)) return;
      addEvent(
        desk.db,
        `event-${account}-${String(below(1e9))}`,
        period,
        `2026-10-20T10:00:00.${String(100 + below(899))}Z`,
        account,
      );
      events.add(account);
    }
  }

  for (let day = 0; day < days; day++) {
    for (const desk of desks) for (let n = below(4); n > 0; n--) act(desk, day);
    if (day % 7 === 3) {
      // A power cut of the server, while some are sending.
      const sending = Promise.all(desks.slice(0, 3).map((desk) => desk.exchange()));
      await postgres.kill();
      await sending;
      await postgres.start();
      restarts++;
    }
    proxy.refuse(day % 5 === 1);
    const exchanging = Promise.all(desks.filter(() => random() < 0.6).map((desk) => desk.exchange()));
    for (let n = below(3); n > 0; n--) {
      await setImmediate();
      cuts += proxy.cut();
    }
    await exchanging;
    proxy.refuse(false);
  }
  // What was cut off comes to its end: as many rounds as it takes everybody to hear of everything.
  for (let round = 0; round < 3; round++) for (const desk of desks) await desk.sync();

  const hashes = desks.map((desk) => JSON.stringify(desk.hashes()));
  const there = new Set(first.db.prepare<[], string>("SELECT account_id || ' ' || id FROM invoices").pluck().all());
  const eventsThere = new Set(first.db.prepare<[], string>('SELECT account_id FROM alert_events').pluck().all());
  const toldAt = (desk: TestDesk): number =>
    desk.db.prepare<[], number>("SELECT count(*) FROM notifications WHERE kind = 'alert-event'").pluck().get() ?? 0;
  const told = desks.reduce((sum, desk) => sum + toldAt(desk), 0);
  const due = events.size * desks.length;
  const result = {
    changes: Number(first.db.prepare('SELECT count(*) FROM team_changes WHERE seq IS NOT NULL').pluck().get()),
    lost:
      [...invoices].filter((key) => !there.has(key)).length +
      [...events].filter((account) => !eventsThere.has(account)).length +
      [...notes.keys()].filter(
        (key) =>
          first.db.prepare("SELECT note FROM invoices WHERE account_id || ' ' || id = ?").pluck().get(key) === null,
      ).length,
    doubled:
      Number(first.db.prepare('SELECT count(*) - count(DISTINCT account_id) FROM alert_events').pluck().get()) +
      Number(first.db.prepare('SELECT count(*) - count(DISTINCT account_id) FROM periods').pluck().get()),
    diverged: hashes.filter((hash) => hash !== hashes[0]).length,
    ...{ due, told, repeated: Math.max(0, told - due), explained: 0, cuts, restarts },
  };
  for (const desk of desks) await desk.close();
  await proxy.close();
  await team.close();
  return result;
}

export const lineOf = ({ changes, lost, doubled, diverged, due, told, repeated, explained }: SoakResult): string =>
  `team: changes=${String(changes)} lost=${String(lost)} doubled=${String(doubled)} diverged=${String(diverged)} due=${String(due)} told=${String(told)} repeated=${String(repeated)} explained=${String(explained)}`;
