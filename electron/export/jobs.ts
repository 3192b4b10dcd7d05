import { randomUUID } from 'node:crypto';
import type { AppError } from '#shared/errors.ts';
import { appErrorSchema } from '#shared/errors.ts';
import {
  type ExportHistory,
  type ExportReport,
  exportFormatSchema,
  exportReportSchema,
  exportRequestSchema,
} from '#shared/export.ts';
import { z } from 'zod';
import { instantFromMillis } from '#shared/time.ts';
import { isGone, newHolder } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';

/** What an export was asked for, with nothing left open. */
export const exportTaskSchema = exportRequestSchema.extend({
  template: z.string(),
  formats: z.array(exportFormatSchema).min(1),
});
export type ExportTask = z.infer<typeof exportTaskSchema>;

interface JobRow {
  id: string;
  holder: string;
  request: string;
  folder: string;
  state: ExportHistory['state'];
  started_at: string;
  ended_at: string | null;
  written: number;
  skipped: number;
  failed: number;
  report: string | null;
  error: string | null;
}

export interface StoredJob {
  readonly history: ExportHistory;
  readonly task: ExportTask;
  readonly report: ExportReport | null;
  readonly error: AppError | null;
}

/** Each export is noted before it writes anything, so that one that a crash ended is seen and can go on. */
export function createExportJobs(db: Database, clock: Clock) {
  const holder = newHolder();
  const now = () => instantFromMillis(clock.now());
  const begin = db.prepare(
    `INSERT INTO exports (id, holder, request, folder, state, started_at) VALUES (?, ?, ?, ?, 'running', ?)
     ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, state = 'running', ended_at = NULL, error = NULL`,
  );
  const end = db.prepare(
    `UPDATE exports SET state = @state, ended_at = @at, written = @written, skipped = @skipped, failed = @failed,
       report = @report, error = @error WHERE id = @id`,
  );
  const one = db.prepare<[string], JobRow>('SELECT * FROM exports WHERE id = ?');
  const all = db.prepare<[], JobRow>('SELECT * FROM exports ORDER BY started_at DESC, rowid DESC');
  const running = db.prepare<[], JobRow>("SELECT * FROM exports WHERE state = 'running'");
  const interrupt = db.prepare(
    "UPDATE exports SET state = 'interrupted' WHERE id = ? AND state = 'running' AND holder = ?",
  );

  /** Jobs whose process ended without saying so. */
  function noticeInterrupted(): void {
    for (const job of running.all()) if (isGone(job.holder)) interrupt.run(job.id, job.holder);
  }

  return {
    newId: (): string => randomUUID(),
    begin: (id: string, task: ExportTask, folder: string): void =>
      void begin.run(id, holder, JSON.stringify(task), folder, now()),
    end(id: string, state: 'done' | 'failed' | 'cancelled', report: ExportReport, error: AppError | null): void {
      end.run({
        id,
        state,
        at: now(),
        written: report.files.length,
        skipped: report.skipped.length,
        failed: report.failed.length,
        report: JSON.stringify(report),
        error: error && JSON.stringify(error),
      });
    },
    get(id: string): StoredJob | null {
      noticeInterrupted();
      const row = one.get(id);
      return row ? storedJob(row) : null;
    },
    /** Newest first. */
    list(): StoredJob[] {
      noticeInterrupted();
      return all.all().map(storedJob);
    },
    /** Whether no process is at work on it. Of another data folder's job nothing is known. */
    isEnded(id: string): boolean {
      noticeInterrupted();
      const row = one.get(id);
      return row !== undefined && row.state !== 'running';
    },
  };
}

const storedJob = (row: JobRow): StoredJob => ({
  history: {
    jobId: row.id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    state: row.state,
    folder: row.folder,
    written: row.written,
    skipped: row.skipped,
    failed: row.failed,
  },
  task: exportTaskSchema.parse(JSON.parse(row.request)),
  report: row.report === null ? null : exportReportSchema.parse(JSON.parse(row.report)),
  error: row.error === null ? null : appErrorSchema.parse(JSON.parse(row.error)),
});
