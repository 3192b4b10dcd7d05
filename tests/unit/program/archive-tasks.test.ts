import { describe, expect, it } from 'vitest';
import type { Job } from '#shared/jobs.ts';
import { fail, ok } from '#shared/result.ts';
import type { Account } from '#shared/accounts.ts';
import { createAccountIsolation } from '../../../electron/program/account-isolation.ts';
import { createArchiveTasks } from '../../../electron/program/archive-tasks.ts';
import { createJobs } from '../../../electron/program/jobs.ts';
import type { SyncOptions } from '../../../electron/archive/index.ts';
import type { RunJob } from '../../../electron/platform/ports.ts';
import { runUntracked } from '../../support/fakes/run-untracked.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { noPolicy } from '../../support/no-policy.ts';
import { anAccount } from '../../support/archive/archive-setup.ts';

const account = anAccount({ id: 'a', name: 'A' });

/** Only what the background sync takes of its parts. */
function setUp(
  sync: (accountId: string, options: SyncOptions) => Promise<unknown>,
  runJob: RunJob = runUntracked,
  accounts: readonly Account[] = [account],
) {
  const clock = fakeClock();
  const logger = memoryLogger();
  const parts = {
    accounts: { list: () => accounts },
    watches: () => true,
    isolate: createAccountIsolation(logger, () => null),
    archive: { sync: { account: sync } },
    policy: noPolicy,
    clock,
    logger,
    runJob,
    emit: () => undefined,
  };
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
  expect(logger.text()).toContain('database or disk is full');
  await clock.advance(6 * 60 * 60_000 + 10 * 60_000);
  expect(syncs).toBe(2);
  stop();
  expect(clock.waiting).toBe(0);
});

it('the background sync is a job that can be cancelled', async () => {
  const seen: Job[] = [];
  const jobs = createJobs({ clock: fakeClock(), logger: memoryLogger(), emit: (_, job) => seen.push(job) });
  const { clock, tasks } = setUp(
    (_, { onProgress, signal }) => {
      onProgress?.(3, 10);
      return new Promise((end) => {
        signal?.addEventListener('abort', () => {
          end(fail({ code: 'cancelled' }));
        });
      });
    },
    (job, work) => jobs.run(job, work),
  );
  const stop = tasks.start();
  await clock.advance(10_000);
  const [started] = seen;
  expect(started).toMatchObject({ kind: 'sync', accountId: 'a', state: 'running' });
  expect(jobs.list()).toMatchObject([{ done: 3, total: 10 }]);
  jobs.cancel(started?.id ?? '');
  await expect.poll(() => jobs.list()).toMatchObject([{ state: 'cancelled' }]);
  stop();
  await tasks.idle();
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

const both = [account, anAccount({ id: 'b', name: 'B' })];

it('an account whose vendor does not answer keeps no other back, in the background and on demand', async () => {
  const synced: string[] = [];
  const sync = (accountId: string, { signal }: SyncOptions) => {
    if (accountId === 'b') {
      synced.push(accountId);
      return Promise.resolve(ok(null));
    }
    return new Promise((end) => {
      signal?.addEventListener('abort', () => {
        end(fail({ code: 'cancelled' }));
      });
    });
  };
  const background = setUp(sync, runUntracked, both);
  const stop = background.tasks.start();
  await background.clock.advance(10_000);
  expect(synced).toEqual(['b']);
  stop();
  const controller = new AbortController();
  const demanded = setUp(sync, runUntracked, both).tasks.sync(null, { full: false, signal: controller.signal });
  await background.clock.advance(0);
  expect(synced).toEqual(['b', 'b']);
  controller.abort();
  expect(await demanded).toEqual({ ok: false, error: { code: 'cancelled' } });
});

it('a sync that throws keeps no other back, and is that account’s error', async () => {
  const synced: string[] = [];
  const { tasks, logger } = setUp(
    (accountId) => {
      if (accountId === 'a') throw new TypeError('a bug of this account');
      synced.push(accountId);
      return Promise.resolve(ok(null));
    },
    runUntracked,
    both,
  );
  expect(await tasks.sync(null, { full: false })).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(synced).toEqual(['b']);
  expect(logger.text()).toContain('a bug of this account');
});

it('several syncs tell one progress, whose total waits for all of them', async () => {
  const told: unknown[] = [];
  const { tasks } = setUp(
    (accountId, { onProgress }) => {
      onProgress?.(1, null);
      onProgress?.(accountId === 'a' ? 2 : 3, 5, { received: 3, total: accountId === 'a' ? 9 : null });
      return Promise.resolve(ok(null));
    },
    runUntracked,
    both,
  );
  await tasks.sync(null, { full: false, onProgress: (...progress) => told.push(progress) });
  expect(told).toEqual([
    [1, null, null],
    [2, null, { received: 3, total: 9 }],
    [3, null, { received: 3, total: 9 }],
    [5, 10, { received: 6, total: null }],
  ]);
});

describe('the archive’s folder of a policy', () => {
  const folderOf = (policy: { archiveFolder: string | null }, known: string | null) => {
    const asked: string[] = [];
    const moved: string[] = [];
    const parts = {
      accounts: { list: () => [] },
      archive: {
        documents: {
          isFolder: () => Promise.resolve(false),
          move(folder: string, { switchTo }: { switchTo: (folder: string) => void }) {
            asked.push(folder);
            if (folder === '/away') return Promise.resolve(fail({ code: 'folder-not-found', folder } as const));
            switchTo(folder);
            return Promise.resolve(ok(null));
          },
        },
      },
      settings: { archiveFolder: () => known, setArchiveFolder: (folder: string) => moved.push(folder) },
      policy: { ...policy, isLocked: () => policy.archiveFolder !== null },
      ...{ clock: fakeClock(), logger: memoryLogger() },
    };
    const tasks = createArchiveTasks(parts as unknown as Parameters<typeof createArchiveTasks>[0]);
    return { asked, moved, tasks };
  };

  it('is where the archive goes before a sync, once', async () => {
    const to = folderOf({ archiveFolder: '/office' }, null);
    await to.tasks.sync(null, { full: false });
    expect(to.moved).toEqual(['/office']);
    const there = folderOf({ archiveFolder: '/office' }, '/office');
    await there.tasks.sync(null, { full: false });
    expect(there.asked).toEqual([]);
  });

  it('that cannot be reached leaves the archive where it is, and keeps no sync back', async () => {
    const { tasks, asked, moved } = folderOf({ archiveFolder: '/away' }, null);
    expect(await tasks.sync(null, { full: false })).toEqual(ok(null));
    expect([asked, moved]).toEqual([['/away'], []]);
  });

  it('is not exchanged for another by hand', async () => {
    const { tasks, asked } = folderOf({ archiveFolder: '/office' }, '/office');
    const error = { code: 'setting-locked', setting: 'archiveFolder' };
    expect(await tasks.move('/elsewhere')).toEqual({ ok: false, error });
    expect(asked).toEqual([]);
  });
});
