import { randomUUID } from 'node:crypto';
import type { AppError } from '#shared/errors.ts';
import { appErrorSchema } from '#shared/errors.ts';
import {
  type ExportHistory,
  type ExportReport,
  exportReportSchema,
  type ExportTask,
  exportTaskSchema,
} from '#shared/export.ts';
import { instantFromMillis } from '#shared/time.ts';
import { isGone, newHolder } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';

type JobRow = Omit<ExportHistory, 'automatic' | 'task' | 'error'> & {
  automatic: number;
  task: string;
  error: string | null;
};

/** An automatic export, and what its invoices were when it last wrote all of them. */
export type AutomaticJob = ExportHistory & { readonly exported: string | null };

/** Each export is noted before it writes anything, so that one that a crash ended is seen and can go on. */
export type ExportJobs = ReturnType<typeof createExportJobs>;

export function createExportJobs(db: Database, clock: Clock) {
  const holder = newHolder();
  const now = () => instantFromMillis(clock.now());
  // Without the report, which lists every file.
  const columns = `id AS jobId, started_at AS startedAt, ended_at AS endedAt, state, folder, written, skipped, failed,
    automatic, task, error`;
  const begin = db.prepare(
    `INSERT INTO exports (id, holder, task, folder, state, started_at) VALUES (?, ?, ?, ?, 'running', ?)
     ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, state = 'running', started_at = excluded.started_at,
       ended_at = NULL, error = NULL`,
  );
  const end = db.prepare(
    `UPDATE exports SET state = @state, ended_at = @at, written = @written, skipped = @skipped, failed = @failed,
       report = @report, error = @error WHERE id = @id`,
  );
  const one = db.prepare<[string], JobRow>(`SELECT ${columns} FROM exports WHERE id = ?`);
  const all = db.prepare<[], JobRow>(`SELECT ${columns} FROM exports ORDER BY started_at DESC, rowid DESC`);
  const automatic = db.prepare<[], JobRow & Pick<AutomaticJob, 'exported'>>(
    `SELECT ${columns}, exported FROM exports WHERE automatic = 1 ORDER BY rowid`,
  );
  const report = db.prepare<[string], string | null>('SELECT report FROM exports WHERE id = ?').pluck();
  const running = db.prepare<[], { id: string; holder: string }>(
    "SELECT id, holder FROM exports WHERE state = 'running'",
  );
  const interrupt = db.prepare(
    "UPDATE exports SET state = 'interrupted' WHERE id = ? AND state = 'running' AND holder = ?",
  );
  const repeat = db.prepare(
    `INSERT INTO exports (id, holder, task, folder, state, started_at, automatic) VALUES (?, ?, ?, ?, 'waiting', ?, 1)`,
  );
  const stopRepeating = db.prepare('UPDATE exports SET automatic = 0 WHERE id = ? AND automatic = 1');
  const setFolder = db.prepare('UPDATE exports SET folder = ?, exported = NULL WHERE id = ? AND automatic = 1');
  const noteExported = db.prepare('UPDATE exports SET exported = ? WHERE id = ?');

  /** Jobs whose process ended without saying so. */
  function noticeInterrupted(): void {
    for (const job of running.all()) if (isGone(job.holder)) interrupt.run(job.id, job.holder);
  }

  function get(id: string): ExportHistory | null {
    noticeInterrupted();
    const row = one.get(id);
    return row ? historyOf(row) : null;
  }

  return {
    newId: (): string => randomUUID(),
    /** Notes that it runs from now on, in this process. */
    begin: (id: string, task: ExportTask, folder: string): void =>
      void begin.run(id, holder, JSON.stringify(task), folder, now()),
    end(id: string, state: 'done' | 'failed' | 'cancelled', ended: ExportReport, error: AppError | null): void {
      end.run({
        id,
        state,
        at: now(),
        written: ended.files.length,
        skipped: ended.skipped.length,
        failed: ended.failed.length,
        report: JSON.stringify(ended),
        error: error && JSON.stringify(error),
      });
    },
    get,
    /** What it did; null while it runs. */
    report(id: string): ExportReport | null {
      const text = report.get(id);
      return text ? exportReportSchema.parse(JSON.parse(text)) : null;
    },
    /** Newest first. */
    list(): ExportHistory[] {
      noticeInterrupted();
      return all.all().map(historyOf);
    },
    /** Whether no process is at work on it. Of another data folder's job nothing is known. */
    isEnded(id: string): boolean {
      const job = get(id);
      return job !== null && job.state !== 'running';
    },

    /** Jobs that run again and again. */
    automatic: {
      /** In the order in which they were added. */
      list(): AutomaticJob[] {
        noticeInterrupted();
        return automatic.all().map(historyOf);
      },
      /** Keeps a task that is to run again and again; it has not run yet. Answers its id. */
      add(task: ExportTask, folder: string): string {
        const id = randomUUID();
        repeat.run(id, holder, JSON.stringify(task), folder, now());
        return id;
      },
      /** What it wrote stays in the list of exports. False where no such job repeats. */
      stop: (id: string) => stopRepeating.run(id).changes === 1,
      /** It goes on there with everything. False where no such job repeats. */
      setFolder: (id: string, folder: string) => setFolder.run(folder, id).changes === 1,
      /** All of its invoices are written, as `fingerprint` says them. */
      noteExported: (id: string, fingerprint: string): void => void noteExported.run(fingerprint, id),
    },
  };
}

const historyOf = <Row extends JobRow>(row: Row) => ({
  ...row,
  automatic: row.automatic === 1,
  task: exportTaskSchema.parse(JSON.parse(row.task)),
  error: row.error === null ? null : appErrorSchema.parse(JSON.parse(row.error)),
});
