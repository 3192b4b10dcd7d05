import {
  type ExportHistory,
  type ExportReport,
  type ExportRequest,
  type ExportTask,
  needsAttention,
} from '#shared/export.ts';
import { createNaming } from '#shared/naming.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { millisOf } from '#shared/time.ts';
import { createLoop } from '../background/index.ts';
import { bugOf } from '../logging/index.ts';
import type { Disposer, RunJob } from '../platform/ports.ts';
import type { AutomaticJob } from './jobs.ts';
import type { ExportParts } from './parts.ts';

type Control = Parameters<Parameters<RunJob>[1]>[0];

const lookEveryMillis = 5 * 60_000;
const retryAfterMillis = 15 * 60_000;

/**
 * Exports that run by themselves: each is a stored job of an account, or of all, that runs again when its invoices
 * are others than when it last wrote all of them. One whose folder is gone waits for it and loses nothing: the next
 * run writes whatever is not there.
 */
export type AutomaticExports = ReturnType<typeof createAutomaticExports>;

export function createAutomaticExports(
  { invoices, accounts, clock, logger, jobs, runJob, emit, format }: ExportParts,
  taskOf: (request: ExportRequest) => ExportTask,
  run: (job: AutomaticJob, control: Control) => Promise<Result<ExportReport>>,
) {
  const stopping = new AbortController();
  /** The fingerprint of a job's invoices when somebody cancelled it: it waits until they change, somebody resumes it, or the program ends. */
  const cancelled = new Map<string, string>();
  let working: Promise<void> = Promise.resolve();

  async function runAutomaticExport(job: AutomaticJob, signal: AbortSignal): Promise<void> {
    const mark = invoices.fingerprintOf(job.task);
    // There is nothing to export yet.
    if (mark === null) return;
    cancelled.delete(job.jobId);
    const ran = await runJob({ kind: 'automatic-export', id: job.jobId, accountId: null }, async (control) => {
      const ended = await run(job, { ...control, signal: AbortSignal.any([signal, control.signal]) });
      if (control.signal.aborted) cancelled.set(job.jobId, mark);
      return ended;
    });
    if (ran.ok && ran.value.failed.length === 0) jobs.automatic.noteExported(job.jobId, mark);
    emit('exports.changed', null);
  }

  function isDue(job: AutomaticJob): boolean {
    if (job.state === 'running') return false;
    const mark = invoices.fingerprintOf(job.task);
    if (mark === null || mark === job.exported || mark === cancelled.get(job.jobId)) return false;
    const wentWrong = job.state === 'failed' || job.failed > 0;
    return !wentWrong || job.endedAt === null || clock.now() - millisOf(job.endedAt) >= retryAfterMillis;
  }

  async function runAll(wanted: (job: AutomaticJob) => boolean, signal: AbortSignal): Promise<void> {
    const known = new Set(accounts().map(({ id }) => id));
    for (const job of jobs.automatic.list()) {
      if (signal.aborted) return;
      const { accountId } = job.task;
      // Its account was removed: what was exported stays.
      try {
        if (accountId !== null && !known.has(accountId)) jobs.automatic.stop(job.jobId);
        else if (wanted(job)) await runAutomaticExport(job, signal);
      } catch (cause) {
        // It keeps none of the others back; it is due again at the next look.
        bugOf(logger, 'An automatic export failed in an unexpected way', cause, { job: job.jobId });
      }
    }
  }

  /** One after the other: they may share a folder. */
  function work(wanted: (job: AutomaticJob) => boolean, cancel?: AbortSignal): Promise<void> {
    const signal = cancel ? AbortSignal.any([stopping.signal, cancel]) : stopping.signal;
    working = working
      .then(() => runAll(wanted, signal))
      .catch((cause: unknown) => {
        logger.error('An automatic export failed', { cause });
      });
    return working;
  }

  return {
    /** Begins to export each new invoice of the request into the folder, and those that it selects already. */
    add(request: ExportRequest, folder: string): Result<null> {
      const task: ExportTask = { ...taskOf(request), zip: false, pack: false };
      const naming = createNaming({ ...task, timeZone: format().timeZone });
      if (!naming.ok) return naming;
      const id = jobs.automatic.add(task, folder);
      void work((job) => job.jobId === id);
      return ok(null);
    },

    /** What it wrote stays, also in the list of exports. */
    remove: (jobId: string): Result<null> =>
      jobs.automatic.stop(jobId) ? ok(null) : fail({ code: 'job-not-found', job: jobId }),

    /** Goes on in another folder, with everything. */
    move(jobId: string, folder: string): Result<null> {
      if (!jobs.automatic.setFolder(jobId, folder)) return fail({ code: 'job-not-found', job: jobId });
      void work((job) => job.jobId === jobId);
      return ok(null);
    },

    /** Those that could not write everything the last time. */
    needingAttention: (): ExportHistory[] => jobs.automatic.list().filter(needsAttention),

    /** Begins to run one now, whether it is due or not. */
    runNow(jobId: string): Result<null> {
      const job = jobs.automatic.list().find((each) => each.jobId === jobId);
      if (!job) return fail({ code: 'job-not-found', job: jobId });
      if (invoices.fingerprintOf(job.task) === null) return fail({ code: 'nothing-to-export' });
      void work((each) => each.jobId === jobId);
      return ok(null);
    },

    /**
     * Runs those that are due; to be called when invoices may have changed. Resolves with those that ran when they
     * have; a signal that aborts cancels the one that runs and keeps the others back.
     */
    async runDue(signal?: AbortSignal): Promise<ExportHistory[]> {
      const ran = new Set<string>();
      await work((job) => isDue(job) && ran.add(job.jobId).has(job.jobId), signal);
      return jobs.automatic.list().filter(({ jobId }) => ran.has(jobId));
    },

    /** Looks now and again, so that what failed is tried again. */
    start(): Disposer {
      const stop = createLoop({
        ...{ clock, logger, name: 'The automatic exports', firstMillis: lookEveryMillis, everyMillis: lookEveryMillis },
        turn: () => work(isDue),
      }).start();
      return () => {
        stopping.abort();
        stop();
      };
    },

    /** Resolves when none runs; to be awaited before the database is closed. */
    idle: () => working,
  };
}
