import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from '../../../build/support/postgres.ts';
import { seededRandom } from '../soak/random.ts';
import { openMigrated } from '../migrated-database.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { startDesks } from './desk-processes.ts';
import { createTeam, joinTeam } from './desks.ts';
import { countTold, type Told } from './told-lines.ts';

export interface SoakOptions {
  readonly seed: number;
  readonly desks: number;
  readonly accounts: number;
  readonly days: number;
  /** Desks in one process: they are killed together. */
  readonly together: number;
}

export interface SoakResult extends Told {
  readonly changes: number;
  readonly lost: number;
  readonly doubled: number;
  readonly diverged: number;
  readonly cuts: number;
  readonly kills: number;
  readonly powerCuts: number;
  readonly restores: number;
}

const hour = 60 * 60_000;

/** A month of a team's work with everything that goes wrong between desks and server. */
export async function soakTeam(
  postgres: PostgresServer,
  { seed, desks: count, accounts, days, together }: SoakOptions,
): Promise<SoakResult> {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const folder = mkdtempSync(join(tmpdir(), 'billfold-team-'));
  const team = await createTeam(postgres);
  // Two ways to the server: one half of the team may be cut off while the other works.
  const proxies = [await cuttingProxy(postgres.port), await cuttingProxy(postgres.port)] as const;
  const processes: Awaited<ReturnType<typeof startDesks>>[] = [];
  try {
    for (let first = 0; first < count; first += together) {
      const { port } = proxies[processes.length % 2 === 0 ? 0 : 1];
      const members = [];
      for (let index = first; index < Math.min(count, first + together); index++) {
        const login = await team.invite(`Member ${String(index)}`, 'finance');
        const joined = await joinTeam({ ...postgres, port }, team.database, login);
        members.push({ index, joined, offset: (below(13) - 6) * hour });
      }
      processes.push(await startDesks(folder, members));
    }
    const [first] = processes;
    if (!first) throw new Error('A team has desks');
    await first.ask(0, { what: 'accounts', count: accounts });
    await first.ask(0, { what: 'exchange' });
    const counts = { cuts: 0, kills: 0, powerCuts: 0 };
    const restores: number[] = [];
    let restore: (() => Promise<void>) | null = null;

    for (let day = 0; day < days; day++) {
      await Promise.all(
        processes.flatMap(({ desks, ask }) =>
          desks.map(({ index }) =>
            ask(index, { what: 'work', day: { day, accounts, days, seed: seed + day * 1000 + index } }),
          ),
        ),
      );
      for (const [place, proxy] of proxies.entries()) proxy.refuse(day % 5 === 1 + 2 * place);
      const asleep = processes.flatMap(({ desks }) => desks).filter(() => random() < 0.4);
      const exchanging = processes.map(({ desks, ask }) =>
        Promise.all(
          desks.filter((desk) => !asleep.includes(desk)).map(({ index }) => ask(index, { what: 'exchange' })),
        ),
      );
      const killed = processes.filter(() => random() < 0.25);
      await pause(below(60));
      if (day % 4 === 2) for (const proxy of proxies) proxy.stall();
      await Promise.all(killed.map((each) => each.kill()));
      if (day % 7 === 3) {
        await postgres.kill();
        await postgres.start();
        counts.powerCuts++;
      }
      for (const proxy of proxies) if (day % 4 === 2 || below(3) > 0) counts.cuts += proxy.cut();
      await Promise.all(exchanging);
      for (const proxy of proxies) proxy.refuse(false);
      counts.kills += killed.length;
      await Promise.all(killed.map((each) => each.start()));
      if (day % 10 === 5) restore = await postgres.copy();
      if (day % 10 === 6 && restore) {
        await restore();
        restores.push(Date.now());
      }
    }
    // What was cut off comes to its end: as many rounds as it takes everybody to hear of everything.
    const everybody = processes.flatMap(({ desks, ask }) => desks.map(({ index }) => ({ index, ask })));
    for (let round = 0; round < 4; round++)
      for (const { index, ask } of everybody)
        if ((await ask(index, { what: 'exchange' })) !== true) throw new Error(`Desk ${String(index)} gets no answer`);
    const hashes = await Promise.all(everybody.map(({ index, ask }) => ask(index, { what: 'hashes' })));
    await Promise.all(processes.map((each) => each.kill()));

    const lines = (index: number, name: string): string[] => {
      const file = join(folder, `${String(index)}.${name}`);
      return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
    };
    const db = openMigrated(join(folder, '0.db'));
    try {
      const things = new Set(
        db
          .prepare<[], string>(
            `SELECT 'invoice ' || account_id || ' ' || id FROM invoices
             UNION SELECT 'note ' || account_id || ' ' || id FROM invoices WHERE note IS NOT NULL
             UNION SELECT 'notice ' || account_id || ' ' || subject FROM notices
             UNION SELECT 'event ' || account_id FROM alert_events`,
          )
          .pluck()
          .all(),
      );
      const done = everybody.map(({ index }) => lines(index, 'done'));
      const all = new Set(done.flat().map((line) => line.slice(0, line.lastIndexOf(' '))));
      const numberOf = (sql: string): number => Number(db.prepare(sql).pluck().get());
      return {
        changes: numberOf('SELECT count(*) FROM team_changes WHERE seq IS NOT NULL'),
        lost: [...all].filter((thing) => !things.has(thing)).length,
        doubled:
          numberOf('SELECT count(*) - count(DISTINCT account_id) FROM alert_events') +
          numberOf('SELECT count(*) - count(DISTINCT account_id) FROM periods'),
        diverged: hashes.filter((hash) => hash !== hashes[0]).length,
        ...countTold({
          due: [...things].filter((thing) => /^(event|notice)/.test(thing)),
          told: everybody.map(({ index }) => lines(index, 'told')),
          sent: everybody.map(({ index }) => lines(index, 'sent')),
          ...{ done, restores },
        }),
        ...counts,
        restores: restores.length,
      };
    } finally {
      db.close();
    }
  } finally {
    await Promise.all(processes.map((each) => each.kill()));
    for (const proxy of proxies) await proxy.close();
    await team.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const lineOf = ({ changes, lost, doubled, diverged, due, told, repeated, explained }: SoakResult): string =>
  `team: changes=${String(changes)} lost=${String(lost)} doubled=${String(doubled)} diverged=${String(diverged)} due=${String(due)} told=${String(told)} repeated=${String(repeated)} explained=${String(explained)}`;
