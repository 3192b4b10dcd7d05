import { randomUUID } from 'node:crypto';
import type { ReportProgress } from '#shared/combined-progress.ts';
import type { Job } from '#shared/jobs.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Emit } from '../events/index.ts';
import type { Clock, Logger } from '../platform/ports.ts';

export interface JobControl {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly progress: ReportProgress;
}

type NewJob = Pick<Job, 'id' | 'kind' | 'accountId' | 'invoice'>;

interface JobParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: Emit<'job.progress'>;
}

interface Running {
  job: Job;
  readonly abort: AbortController;
  ended: Promise<void>;
}

const progressEveryMillis = 100;

/** Long work that the window follows: each has an id, progress events and cancel. Ended ones are kept until quit. */
export type Jobs = ReturnType<typeof createJobs>;

export function createJobs({ clock, logger, emit }: JobParts) {
  const all = new Map<string, Running>();

  function change(running: Running, part: Partial<Job>): void {
    running.job = { ...running.job, ...part };
    emit('job.progress', running.job);
  }

  function begin(wanted: NewJob, work: (control: JobControl) => Promise<Result<unknown>>): Result<Job> {
    const { id, kind, accountId, invoice } = wanted;
    const same = [...all.values()].find(
      ({ job }) =>
        job.kind === kind && job.accountId === accountId && job.invoice === invoice && job.state === 'running',
    );
    if (same) return fail({ code: 'job-running', job: same.job.id });
    const startedAt = instantFromMillis(clock.now());
    const abort = new AbortController();
    const running: Running = {
      job: { ...wanted, state: 'running', done: 0, total: null, startedAt, error: null },
      abort,
      ended: Promise.resolve(),
    };
    all.set(id, running);
    let lastShown = 0;
    const progress: ReportProgress = (done, total, transfer = null) => {
      const now = clock.now();
      if (now - lastShown < progressEveryMillis && done !== total) return;
      lastShown = now;
      change(running, { done, total, transfer });
    };
    running.ended = work({ id, signal: abort.signal, progress })
      .catch((bug: unknown) => {
        const reference = id.slice(0, 8);
        logger.error('A job failed', { kind, reference, reason: bug instanceof Error ? bug.stack : String(bug) });
        return fail({ code: 'internal' as const, reference });
      })
      .then((result) => {
        if (result.ok) change(running, { state: 'done', done: running.job.total ?? running.job.done });
        else if (abort.signal.aborted || result.error.code === 'cancelled') change(running, { state: 'cancelled' });
        else change(running, { state: 'failed', error: result.error });
      });
    return ok(running.job);
  }

  return {
    list: () => [...all.values()].map(({ job }) => job),

    /**
     * Answers at once with the job; refuses a second one of the same kind for the same account, or the same invoice of
     * it. One that goes on with an earlier job keeps its id.
     */
    start: (
      kind: Job['kind'],
      accountId: string | null,
      work: (control: JobControl) => Promise<Result<unknown>>,
      id: string = randomUUID(),
    ) => begin({ id, kind, accountId }, work),

    /** As `start`, for work of the program's own: tells that it began, and answers what came of it when it has ended. */
    async run<T>(job: NewJob, work: (control: JobControl) => Promise<Result<T>>): Promise<Result<T>> {
      const outcomes: Result<T>[] = [];
      const started = begin(job, async (control) => {
        const outcome = await work(control);
        outcomes.push(outcome);
        return outcome;
      });
      if (!started.ok) return started;
      emit('job.progress', started.value);
      await all.get(job.id)?.ended;
      return outcomes[0] ?? fail({ code: 'internal', reference: job.id.slice(0, 8) });
    },

    cancel(id: string): Result<null> {
      const running = all.get(id);
      if (!running) return fail({ code: 'job-not-found', job: id });
      running.abort.abort();
      return ok(null);
    },

    /** Cancels all of them; resolves when the last has ended. */
    async cancelAll(): Promise<void> {
      for (const { abort } of all.values()) abort.abort();
      await Promise.all([...all.values()].map(({ ended }) => ended));
    },
  };
}
