import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { fail } from '#shared/result.ts';
import { createDailyBackup } from '../../../electron/backup/daily.ts';
import type { DatabaseWorker } from '../../../electron/backup/database-worker.ts';
import { newestDaily } from '../../../electron/backup/index.ts';
import { createLeases } from '../../../electron/database/lease.ts';
import { anAccount, openTestDatabase, temporaryFolder } from '../../support/archive/archive-setup.ts';
import { inProcessWorker } from '../../support/backup/in-process.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

const day = 24 * 60 * 60_000;
let set: ReturnType<typeof begin>;

/** A data folder whose files bear the fake clock's time, as they bear the machine's in life. */
function begin() {
  const temporary = temporaryFolder();
  const database = join(temporary.path, 'billfold.db');
  const folder = join(temporary.path, 'backups');
  const db = openTestDatabase(database, [anAccount()]);
  db.pragma('journal_mode = DELETE');
  const clock = fakeClock('2026-11-01T12:00:00.000Z');
  const state: { worker: DatabaseWorker; hasAccounts: boolean; indexed: number } = {
    ...{ worker: inProcessWorker, hasAccounts: true, indexed: 0 },
  };
  const daily = createDailyBackup({
    ...{ database, folder, clock, leases: createLeases(db, clock), logger: memoryLogger() },
    hasAccounts: () => state.hasAccounts,
    worker: (task, signal) => state.worker(task, signal),
    renewIndex() {
      state.indexed += 1;
      return Promise.resolve();
    },
  });
  const stamp = (file: string, at = clock.now()) => {
    utimesSync(file, at / 1000, at / 1000);
  };
  let changedAt = 0;
  const names = () => (existsSync(folder) ? readdirSync(folder).sort() : []);
  /** Somebody changes something, and Billfold looks. */
  async function look(change = true): Promise<string[]> {
    if (change) changedAt = clock.now();
    stamp(database, changedAt);
    const files = () => new Map(names().map((name) => [name, statSync(join(folder, name)).ino]));
    const before = files();
    await daily.ifDue();
    for (const [name, file] of files()) if (before.get(name) !== file) stamp(join(folder, name));
    return names();
  }
  return { temporary, db, folder, clock, state, daily, look, names };
}

beforeEach(() => {
  set = begin();
  onTestFinished(() => {
    set.db.close();
    set.temporary[Symbol.dispose]();
  });
});

const copy = (date: string) => `billfold-${date}.db`;

describe('the daily copy of the database', () => {
  it('is whole, and made once a day, not again within it', async () => {
    expect(await set.look()).toEqual([copy('2026-11-01')]);
    const made = new Sqlite(join(set.folder, copy('2026-11-01')), { readonly: true });
    expect(made.prepare('SELECT name FROM accounts').pluck().all()).toEqual(['Acme']);
    made.close();
    await set.clock.advance(day - 1);
    expect(await set.look()).toEqual([copy('2026-11-01')]);
    await set.clock.advance(1);
    expect(await set.look()).toEqual([copy('2026-11-01'), copy('2026-11-02')]);
    expect(set.state.indexed).toBe(2);
  });

  it('is kept seven times: the eighth takes the place of the oldest', async () => {
    for (let count = 1; count <= 7; count++) {
      await set.look();
      await set.clock.advance(day);
    }
    expect(set.names()).toHaveLength(7);
    const names = await set.look();
    expect(names).toHaveLength(7);
    expect([names[0], names.at(-1)]).toEqual([copy('2026-11-02'), copy('2026-11-08')]);
  });

  it('tells how many there are, their size, and when the newest was made', async () => {
    await set.look();
    await set.clock.advance(day);
    await set.look();
    const bytes = set.names().reduce((sum, name) => sum + statSync(join(set.folder, name)).size, 0);
    expect(set.daily.state()).toEqual({ count: 2, bytes, newestAt: '2026-11-02T12:00:00.000Z', error: null });
    expect(bytes).toBeGreaterThan(100_000);
  });

  it('is not made where nothing changed, and days without Billfold are not made up for', async () => {
    await set.look();
    await set.clock.advance(5 * day);
    expect(await set.look(false)).toEqual([copy('2026-11-01')]);
    expect(await set.look()).toEqual([copy('2026-11-01'), copy('2026-11-06')]);
  });

  it('is not made before there is an account', async () => {
    set.state.hasAccounts = false;
    expect(await set.look()).toEqual([]);
  });

  it('that fails leaves the earlier ones and nothing half made, is told, and is made at the next check', async () => {
    for (let count = 1; count <= 7; count++) {
      await set.look();
      await set.clock.advance(day);
    }
    const before = set.names();
    set.state.worker = (task) => {
      if ('to' in task) writeFileSync(task.to, 'half');
      return Promise.resolve(fail({ code: 'disk-full', folder: set.folder }));
    };
    expect(await set.look()).toEqual(before);
    expect(set.daily.state().error).toMatchObject({ code: 'disk-full' });
    set.state.worker = inProcessWorker;
    expect(await set.look()).toContain(copy('2026-11-08'));
    expect(set.daily.state().error).toBeNull();
  });

  it('is made though the clock was ten years ahead for a while, and is not the one that goes', async () => {
    const now = set.clock.now();
    set.clock.set(now + 3650 * day);
    for (let count = 1; count <= 7; count++) {
      await set.look();
      await set.clock.advance(day);
    }
    const ahead = set.names();
    expect(ahead).toHaveLength(7);
    set.clock.set(now);
    const names = await set.look();
    expect(names).toContain(copy('2026-11-01'));
    // Of the others the oldest went.
    expect(names).toEqual([copy('2026-11-01'), ...ahead.slice(1)]);
    expect(await set.look()).toEqual(names);
    await set.clock.advance(day);
    expect(await set.look()).toContain(copy('2026-11-02'));
    expect(set.daily.state()).toMatchObject({ count: 7, newestAt: '2026-11-02T12:00:00.000Z' });
  });

  it('of a day to come is not the one that is put back where there is another', async () => {
    await set.look();
    writeFileSync(join(set.folder, copy('2999-01-01')), 'made by a wrong clock');
    expect(newestDaily(set.temporary.path)?.name).toBe(copy('2026-11-01'));
  });
});
