import { expect, it } from 'vitest';
import { ok } from '#shared/result.ts';
import type { Account } from '#shared/accounts.ts';
import { createArchiveTasks } from '../../../electron/program/archive-tasks.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

const account = { id: 'a', name: 'A' } as Account;

/** Only what the background sync takes of its parts. */
function setUp(sync: () => Promise<unknown>) {
  const clock = fakeClock();
  const logger = memoryLogger();
  const parts = { accounts: { list: () => [account] }, archive: { sync }, clock, logger, onSynced: () => undefined };
  return { clock, logger, tasks: createArchiveTasks(parts as unknown as Parameters<typeof createArchiveTasks>[0]) };
}

it('the background sync goes on after one that threw', async () => {
  let syncs = 0;
  const { clock, logger, tasks } = setUp(() => {
    syncs++;
    return syncs === 1 ? Promise.reject(new Error('database or disk is full')) : Promise.resolve(ok(null));
  });
  const stop = tasks.start();
  await clock.advance(10_000);
  expect(syncs).toBe(1);
  expect(logger.lines.map(({ level }) => level)).toEqual(['error']);
  await clock.advance(6 * 60 * 60_000 + 10 * 60_000);
  expect(syncs).toBe(2);
  stop();
  expect(clock.waiting).toBe(0);
});

it('is idle only when the sync under way has ended', async () => {
  const end = Promise.withResolvers<unknown>();
  const { clock, tasks } = setUp(() => end.promise);
  const stop = tasks.start();
  await clock.advance(10_000);
  stop();
  let idle = false;
  const ended = tasks.idle().then(() => {
    idle = true;
  });
  await clock.advance(1_000);
  expect(idle).toBe(false);
  end.resolve(ok(null));
  await ended;
  expect(clock.waiting).toBe(0);
});
