import { rm, rename, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { millisOf } from '#shared/time.ts';
import { createLoop } from '../background/index.ts';
import type { Leases } from '../database/lease.ts';
import { fileErrorOf, flushFolders, ifMissing, makeFolder } from '../files/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import { dailyBackups, isOfFuture, nameOfDay } from './daily-files.ts';
import type { DatabaseWorker } from './database-worker.ts';

interface DailyParts {
  /** Absolute paths of the database and of the folder for its copies. */
  readonly database: string;
  readonly folder: string;
  readonly hasAccounts: () => boolean;
  readonly leases: Leases;
  readonly worker: DatabaseWorker;
  /** Brings the list beside the documents up to date, which a folder without a database is taken back in by. */
  readonly renewIndex: () => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const dayMillis = 24 * 60 * 60_000;
const lookEveryMillis = 60 * 60_000;
// The window comes first, then the first sync.
const firstLookMillis = 90_000;
const kept = 7;
/** The rest of Billfold needs some of the disk, too. */
const spare = 64 * 1024 * 1024;

/**
 * A copy of the database beside it, once a day while something changes: made and checked in a process of its own. The
 * oldest goes only after a new one was found whole.
 */
export function createDailyBackup(parts: DailyParts) {
  const { database, folder, hasAccounts, leases, worker, renewIndex, clock, logger } = parts;
  let error: AppError | null = null;
  let running: Promise<unknown> = Promise.resolve();
  const stopping = new AbortController();

  async function isDue(): Promise<boolean> {
    if (!hasAccounts()) return false;
    const [newest] = dailyBackups(folder, clock.now());
    // One of a day to come says nothing: the clock was set back.
    if (!newest || isOfFuture(newest, clock.now())) return true;
    if (Math.abs(clock.now() - millisOf(newest.at)) < dayMillis) return false;
    const changed = await Promise.all([database, `${database}-wal`].map(changedAt));
    return Math.max(...changed) > millisOf(newest.at);
  }

  async function make(): Promise<Result<null>> {
    await makeFolder(folder);
    const { bavail, bsize } = await statfs(folder);
    const { size } = await stat(database);
    if (bavail * bsize < size + spare) return fail({ code: 'no-space', folder });
    const file = join(folder, nameOfDay(clock.now()));
    const part = `${file}.part`;
    await removePartly(part);
    const copied = await worker({ task: 'copy', from: database, to: part }, stopping.signal);
    if (!copied.ok) {
      await removePartly(part);
      return copied;
    }
    await rename(part, file);
    await flushFolders([folder]);
    for (const { file: old } of dailyBackups(folder, clock.now()).slice(kept)) await rm(old, { force: true });
    logger.info('Backed up the database', { bytes: copied.value.bytes });
    await renewIndex();
    return ok(null);
  }

  /** Makes one where it is due; what keeps it from that is logged, shown in the settings, and tried again later. */
  async function ifDue(): Promise<void> {
    if (stopping.signal.aborted || !(await isDue())) return;
    const release = leases.take('backup:daily');
    if (!release) return;
    try {
      const made = await make();
      error = made.ok ? null : made.error;
    } catch (cause) {
      error = fileErrorOf(cause, folder, folder);
    } finally {
      release();
    }
    if (error?.code === 'cancelled') error = null;
    if (error) logger.warn('The daily backup failed', { code: error.code });
  }

  const run = (): Promise<void> => {
    const turn = running.then(ifDue).catch((cause: unknown) => {
      logger.error('The daily backup failed', { cause });
    });
    running = turn;
    return turn;
  };

  return {
    ifDue: run,

    /** What there is, newest first, and why the last try failed. */
    state: () => {
      const all = dailyBackups(folder, clock.now());
      return {
        count: all.length,
        bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
        newestAt: all[0]?.at ?? null,
        error,
      };
    },

    /** Looks now and then. `idle` tells when nothing is under way. */
    start(): Disposer {
      const stop = createLoop({
        ...{ clock, logger, name: 'The daily backup', firstMillis: firstLookMillis, everyMillis: lookEveryMillis },
        turn: run,
      }).start();
      return () => {
        stopping.abort();
        stop();
      };
    },

    /** Ends a copy under way: it is made at the next start. To be awaited before the database is closed. */
    async end(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}

const removePartly = async (part: string): Promise<void> => {
  for (const file of [part, `${part}-journal`, `${part}-wal`, `${part}-shm`]) await rm(file, { force: true });
};

const changedAt = (file: string): Promise<number> =>
  stat(file).then(({ mtimeMs }) => mtimeMs, ifMissing(0, ['ENOENT']));
