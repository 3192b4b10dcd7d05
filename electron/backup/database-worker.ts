import { basename, dirname } from 'node:path';
import type { AppError } from '#shared/errors.ts';
import { systemCodeOf } from '#shared/system-code.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { damaged } from '../database/database-error.ts';
import type { StartWorker } from '../platform/ports.ts';
import type { DatabaseAnswer, DatabaseTask, SalvageReport } from './database-task.ts';

/** Does something with a database in a process of its own. */
export type DatabaseWorker = (task: DatabaseTask, signal?: AbortSignal) => Promise<Result<SalvageReport>>;

/** A child process for each task, which ends with it. */
export const createDatabaseWorker =
  (start: StartWorker): DatabaseWorker =>
  async (task, signal) => {
    if (signal?.aborted) return fail({ code: 'cancelled' });
    const child = start();
    const { promise, resolve } = Promise.withResolvers<DatabaseAnswer | null>();
    // Only our own child talks on this port.
    child.onMessage((message) => {
      resolve(message as DatabaseAnswer);
    });
    child.onExit(() => {
      resolve(null);
    });
    const end = () => {
      resolve(null);
    };
    signal?.addEventListener('abort', end);
    child.post(task);
    const answer = await promise;
    signal?.removeEventListener('abort', end);
    child.kill();
    if (signal?.aborted) return fail({ code: 'cancelled' });
    return answer?.ok === true ? ok(answer.facts) : fail(errorOf(answer, task));
  };

function errorOf(answer: Exclude<DatabaseAnswer, { ok: true }> | null, task: DatabaseTask): AppError {
  const from = 'file' in task ? task.file : task.from;
  const to = 'file' in task ? task.file : task.to;
  if (answer && 'damaged' in answer) return damaged(answer.damaged);
  const reason = answer?.failed ?? 'ended';
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)$/.test(reason)) return { code: 'disk-full', folder: dirname(to) };
  if (/^(EROFS|EACCES|EPERM|SQLITE_(READONLY|CANTOPEN).*)$/.test(reason))
    return { code: 'folder-read-only', folder: dirname(to) };
  return { code: 'file-failed', file: basename(from), reason: systemCodeOf(reason) };
}
