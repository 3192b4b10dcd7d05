import type { AppError } from '#shared/errors.ts';
import {
  defaultExportOptions,
  emptyReport,
  type ExportHistory,
  type ExportReport,
  type ExportRequest,
  type ExportTask,
  exportTaskSchema,
} from '#shared/export.ts';
import type { Money } from '#shared/money.ts';
import { createNaming, vendorOf } from '#shared/naming.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { movingLease } from '../archive/index.ts';
import { createLeases } from '../database/lease.ts';
import { fileErrorOf, isFileCode, sha256Of } from '../files/index.ts';
import { type AutomaticExports, createAutomaticExports } from './automatic.ts';
import { openTargetFolder } from './folder.ts';
import { createExportJobs } from './jobs.ts';
import { createOutputs } from './output-set.ts';
import type { ExportDependencies } from './parts.ts';
import { runExport } from './run-export.ts';

export { findingsCsv } from './findings-csv.ts';
export type { ExportDependencies } from './parts.ts';

export interface RunOptions {
  /** Absolute. Made when it is not there. */
  readonly folder: string;
  readonly dryRun?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** The id under which `report` finds it; one is made up when none is given. */
  readonly jobId?: string;
}

export interface ExportPreview {
  readonly count: number;
  readonly withDocument: number;
  readonly totals: Money[];
  /** Currencies whose sum is too large to be shown. */
  readonly tooLarge: string[];
  /** The first few paths. */
  readonly examples: string[];
}

const exampleCount = 3;

/** Invoices as files in a folder of the user's, with ledger, manifest and checksums. */
export interface Exports {
  /** What an export would hold. Fails with `template-invalid`. */
  preview(request: ExportRequest): Result<ExportPreview>;
  /**
   * Writes what the request selects into the folder; what is there already is skipped and nothing is overwritten.
   * A file that fails is in the report; an error that stops all leaves the files so far, which `report` lists.
   */
  run(request: ExportRequest, how: RunOptions): Promise<Result<ExportReport>>;
  /** Runs a job again, under its id: whatever it wrote before is skipped. For one that was interrupted, failed or cancelled. */
  resume(jobId: string, how?: Pick<RunOptions, 'onProgress' | 'signal'>): Promise<Result<ExportReport>>;
  /** What a job did, also one that failed or was cancelled; or what the last dry run would do. */
  report(jobId: string): Result<ExportReport>;
  /** Newest first. Jobs that a crash ended are `interrupted`. */
  history(): ExportHistory[];
  readonly automatic: AutomaticExports;
}

export function createExports(dependencies: ExportDependencies): Exports {
  const { db, invoices, accounts, options, clock, logger, format } = dependencies;
  const jobs = createExportJobs(db, clock);
  const parts = { ...dependencies, jobs, outputs: createOutputs(db) };
  const leases = createLeases(db, clock);
  /** What the last dry run would do; it is no job, and nothing is kept of it. */
  let dryRunReport: { jobId: string; report: ExportReport } | null = null;

  async function start(
    task: ExportTask,
    { folder, dryRun = false, onProgress, signal, jobId = jobs.newId() }: RunOptions,
    purpose: 'make' | 'use' = 'make',
  ): Promise<Result<ExportReport>> {
    const report = emptyReport(folder, dryRun);
    const naming = createNaming({ ...task, timeZone: format().timeZone });
    if (!naming.ok) return naming;
    // One export into a folder at a time: they would take each other's names.
    const release = dryRun ? () => undefined : leases.take(`export:${sha256Of(folder)}`);
    if (!release || leases.isHeld(movingLease)) {
      release?.();
      return fail({ code: 'job-running', job: release ? 'move' : 'export' });
    }
    const stop = signal ?? new AbortController().signal;
    let error: AppError | null = null;
    try {
      if (!dryRun) jobs.begin(jobId, task, folder);
      const target = await openTargetFolder(
        folder,
        dryRun ? 'look' : purpose,
        (id) => id === jobId || jobs.isEnded(id),
      );
      const run = { jobId, task, folder: target, dryRun, signal: stop, report };
      const ran = await runExport(parts, { ...run, onProgress: onProgress ?? (() => undefined) });
      if (!ran.ok) error = ran.error;
    } catch (cause) {
      try {
        error = isFileCode(cause, 'EEXIST') ? { code: 'folder-not-found', folder } : fileErrorOf(cause, folder, folder);
      } catch (bug) {
        // Otherwise it would count as running until the program ends.
        if (!dryRun) jobs.end(jobId, 'failed', report, { code: 'internal', reference: jobId.slice(0, 8) });
        throw bug;
      }
    } finally {
      release();
    }
    if (dryRun) dryRunReport = { jobId, report };
    else jobs.end(jobId, error ? (error.code === 'cancelled' ? 'cancelled' : 'failed') : 'done', report, error);
    logger.info('Exported', {
      written: report.files.length,
      skipped: report.skipped.length,
      failed: report.failed.length,
      error: error?.code ?? null,
    });
    return error ? fail(error) : ok(report);
  }

  const taskOf = (request: ExportRequest): ExportTask => {
    const given = Object.entries(request).filter(([, value]) => value !== undefined);
    // A pack is all that closes a month, whatever the settings leave out of other exports.
    const formats = request.pack ? defaultExportOptions.formats : options().formats;
    return exportTaskSchema.parse({ ...options(), formats, pack: false, ...Object.fromEntries(given) });
  };

  return {
    preview(request) {
      const task = taskOf(request);
      const naming = createNaming({ ...task, timeZone: format().timeZone });
      if (!naming.ok) return naming;
      const vendors = new Map(accounts().map((account) => [account.id, vendorOf(account)]));
      const examples: string[] = [];
      for (const { invoice, document } of invoices.selected(task)) {
        if (examples.length === exampleCount) break;
        if (document) examples.push(naming.value(invoice, vendors.get(invoice.accountId) ?? invoice.accountName));
      }
      return ok({ ...invoices.summaryOf(task), examples });
    },

    run: (request, how) => start(taskOf(request), how),

    async resume(jobId, how = {}) {
      const job = jobs.get(jobId);
      if (!job) return fail({ code: 'job-not-found', job: jobId });
      if (job.state === 'running') return fail({ code: 'job-running', job: jobId });
      return start(job.task, { ...how, folder: job.folder, jobId });
    },

    report(jobId) {
      const report = dryRunReport?.jobId === jobId ? dryRunReport.report : jobs.report(jobId);
      return report ? ok(report) : fail({ code: 'job-not-found', job: jobId });
    },

    history: () => jobs.list(),

    automatic: createAutomaticExports(parts, taskOf, ({ jobId, task, folder }, { signal, progress }) =>
      start(task, { jobId, folder, signal, onProgress: progress }, 'use'),
    ),
  };
}
