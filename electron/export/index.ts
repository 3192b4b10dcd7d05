import type { Account } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { ExportFormat, ExportHistory, ExportReport, ExportRequest, ExportSelection } from '#shared/export.ts';
import type { Money } from '#shared/money.ts';
import { createNaming, defaultTemplate, vendorOf } from '#shared/naming.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Archive } from '../archive/index.ts';
import { createLeases } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
import { fileErrorOf, isFileCode, sha256Of } from '../files/index.ts';
import type { Clock, Logger } from '../platform/ports.ts';
import { openTargetFolder } from './folder.ts';
import { createExportJobs, type ExportTask, exportTaskSchema } from './jobs.ts';
import { createOutputs } from './output-set.ts';
import { runExport } from './run-export.ts';

export interface ExportOptions {
  /** `formats` is all of them unless given. */
  readonly request: ExportRequest & { readonly formats?: readonly ExportFormat[] };
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
  /** The first few paths. */
  readonly examples: string[];
}

export interface ExportDependencies {
  readonly db: Database;
  readonly archive: Archive;
  readonly accounts: () => readonly Account[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** The program's own version, for the manifest. */
  readonly version: string;
}

const allFormats: readonly ExportFormat[] = ['pdf', 'csv', 'xlsx'];
const exampleCount = 3;

/** Invoices as files in a folder of the user's, with ledger, manifest and checksums. */
export function createExports({ db, archive, accounts, clock, logger, version }: ExportDependencies) {
  const jobs = createExportJobs(db, clock);
  const outputs = createOutputs(db);
  const leases = createLeases(db, clock);

  async function start(
    task: ExportTask,
    { folder, dryRun = false, onProgress, signal, jobId = jobs.newId() }: Omit<ExportOptions, 'request'>,
  ): Promise<Result<ExportReport>> {
    const report: ExportReport = {
      folder,
      files: [],
      skipped: [],
      failed: [],
      withoutFile: [],
      ledger: { csv: null, xlsx: null },
      manifest: null,
      checksums: null,
      dryRun,
    };
    const naming = createNaming(task.template);
    if (!naming.ok) return naming;
    // One export into a folder at a time: they would take each other's names.
    const release = dryRun ? () => undefined : leases.take(`export:${sha256Of(folder)}`);
    if (!release) return fail({ code: 'job-running', job: 'export' });
    const stop = signal ?? new AbortController().signal;
    let error: AppError | null = null;
    try {
      if (!dryRun) jobs.begin(jobId, task, folder);
      const target = await openTargetFolder(folder, !dryRun, (id) => id === jobId || jobs.isEnded(id));
      const ran = await runExport(
        { archive, accounts, outputs, clock, version },
        { jobId, task, folder: target, dryRun, onProgress: onProgress ?? (() => undefined), signal: stop, report },
      );
      if (!ran.ok) error = ran.error;
    } catch (cause) {
      error = isFileCode(cause, 'EEXIST') ? { code: 'folder-not-found', folder } : fileErrorOf(cause, folder, folder);
    } finally {
      release();
    }
    if (!dryRun) jobs.end(jobId, error ? (error.code === 'cancelled' ? 'cancelled' : 'failed') : 'done', report, error);
    logger.info('Exported', {
      written: report.files.length,
      skipped: report.skipped.length,
      failed: report.failed.length,
      error: error?.code ?? null,
    });
    return error ? fail(error) : ok(report);
  }

  return {
    /** What an export would hold. Fails with `template-invalid`. */
    preview(selection: ExportSelection, template: string = defaultTemplate): Result<ExportPreview> {
      const naming = createNaming(template);
      if (!naming.ok) return naming;
      const vendors = new Map(accounts().map((account) => [account.id, vendorOf(account)]));
      const examples: string[] = [];
      for (const { invoice, document } of archive.invoicesOf(selection)) {
        if (examples.length === exampleCount) break;
        if (document) examples.push(naming.value(invoice, vendors.get(invoice.accountId) ?? invoice.accountName));
      }
      return ok({ ...archive.summaryOf(selection), examples });
    },

    /**
     * Writes what the request selects into the folder; what is there already is skipped and nothing is overwritten.
     * A file that fails is in the report; an error that stops all leaves the files so far, which `report` lists.
     */
    run: ({ request, ...options }: ExportOptions): Promise<Result<ExportReport>> =>
      start(
        exportTaskSchema.parse({
          ...request,
          template: request.template ?? defaultTemplate,
          formats: request.formats ?? allFormats,
        }),
        options,
      ),

    /** Runs a job again, under its id: whatever it wrote before is skipped. For one that was interrupted, failed or cancelled. */
    async resume(
      jobId: string,
      options: Pick<ExportOptions, 'onProgress' | 'signal'> = {},
    ): Promise<Result<ExportReport>> {
      const job = jobs.get(jobId);
      if (!job) return fail({ code: 'job-not-found', job: jobId });
      if (job.history.state === 'running') return fail({ code: 'job-running', job: jobId });
      return start(job.task, { ...options, folder: job.history.folder, jobId });
    },

    /** What a job did, also one that failed or was cancelled. */
    report(jobId: string): Result<ExportReport> {
      const report = jobs.get(jobId)?.report;
      return report ? ok(report) : fail({ code: 'job-not-found', job: jobId });
    },

    /** Newest first. Jobs that a crash ended are `interrupted`. */
    history: (): ExportHistory[] => jobs.list().map(({ history }) => history),
  };
}
