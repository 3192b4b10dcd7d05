import {
  defaultExportOptions,
  emptyReport,
  exportOptionsSchema,
  type ExportHistory,
  type ExportReport,
  type ExportSelection,
  type ExportTask,
} from '#shared/export.ts';
import { type ArchivedInvoice, totalsOf } from '#shared/invoices.ts';
import type { AccountSummary, Request } from '#shared/ipc/contract.ts';
import type { Job } from '#shared/jobs.ts';
import { createNaming, vendorOf } from '#shared/naming.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Settings } from '#shared/settings.ts';

interface ExportState {
  exports: ExportHistory[];
  readonly settings: Settings;
  readonly accounts: readonly AccountSummary[];
  readonly invoices: readonly ArchivedInvoice[];
}

interface Parts {
  readonly state: ExportState;
  readonly newId: (kind: string) => string;
  readonly startJob: (kind: Job['kind'], accountId: string | null) => Result<Job>;
  readonly keepSettings: (settings: Settings) => void;
}

const sampleFolder = '/home/maria/Documents/Invoices 2026';

/** A finished export of everything. */
export const sampleExport = (changes: Partial<ExportHistory> = {}, task: Partial<ExportTask> = {}): ExportHistory => ({
  jobId: 'job_1',
  startedAt: '2026-10-01T09:00:00.000Z',
  endedAt: '2026-10-01T09:01:00.000Z',
  state: 'done',
  folder: sampleFolder,
  written: 12,
  skipped: 0,
  failed: 0,
  automatic: false,
  task: { ...defaultExportOptions, accountId: null, invoiceKeys: null, from: null, to: null, pack: false, ...task },
  error: null,
  ...changes,
});

/** What an export of three files did, one of which was there. */
export const sampleReport: ExportReport = {
  ...emptyReport(sampleFolder, false),
  files: ['a.pdf', 'b.pdf'],
  skipped: ['c.pdf'],
  ledger: { csv: 'ledger.csv', xlsx: 'ledger.xlsx' },
  manifest: 'manifest.json',
  checksums: 'SHA256SUMS',
};

/** Calls of exports: real names of the sample's invoices; nothing is written. */
export function exportAnswers({ state, newId, startJob, keepSettings }: Parts) {
  const selected = ({ accountId, invoiceKeys: keys, from, to }: ExportSelection) =>
    state.invoices.filter((each) => {
      const month = (each.issuedAt ?? each.createdAt).split('-', 2).join('-');
      return (
        (accountId === null || each.accountId === accountId) &&
        (keys === null || keys.includes(each.key)) &&
        (from === null || month >= from) &&
        (to === null || month <= to)
      );
    });
  const automatic = (jobId: string, change: (job: ExportHistory) => ExportHistory): Result<null> => {
    if (!state.exports.some((job) => job.jobId === jobId && job.automatic))
      return fail({ code: 'job-not-found', job: jobId });
    state.exports = state.exports.map((job) => (job.jobId === jobId ? change(job) : job));
    return ok(null);
  };

  return {
    'exports.chooseFolder': () => ok({ folderId: newId('folder'), label: 'Invoices 2026' }),
    'exports.lastFolder': () => ok(state.exports.length > 0 ? { folderId: newId('folder'), label: 'Last time' } : null),
    'exports.preview': (request: Request<'exports.preview'>) => {
      const { template, accountFolders, fiscalYearStart } = { ...state.settings.exports, ...request };
      const naming = createNaming({
        template: template ?? '',
        accountFolders: accountFolders ?? false,
        fiscalYearStart: fiscalYearStart ?? 1,
      });
      if (!naming.ok) return naming;
      const chosen = selected(request);
      return ok({
        count: chosen.length,
        withDocument: chosen.filter((each) => each.document === 'stored').length,
        ...totalsOf(chosen),
        examples: chosen.slice(0, 3).map((each) => {
          const account = state.accounts.find(({ id }) => id === each.accountId);
          return naming.value(each, account ? vendorOf(account) : each.accountName);
        }),
      });
    },
    'exports.start': ({ keep, ...request }: Request<'exports.start'>) => {
      if (keep) keepSettings({ ...state.settings, exports: exportOptionsSchema.parse(request) });
      return selected(request).length === 0 ? fail({ code: 'nothing-to-export' } as const) : startJob('export', null);
    },
    'exports.resume': () => startJob('export', null),
    'exports.report': ({ jobId }: { jobId: string }): Result<ExportReport> =>
      state.exports.some((each) => each.jobId === jobId)
        ? ok(sampleReport)
        : fail({ code: 'job-not-found', job: jobId }),
    'exports.history': () => ok(state.exports),
    'exports.showFolder': () => ok(null),
    'exports.repeat': ({ accountId, from, ...request }: Request<'exports.repeat'>) => {
      const options = exportOptionsSchema.parse(request);
      const job = sampleExport({ jobId: newId('job'), automatic: true }, { ...options, accountId, from });
      state.exports = [job, ...state.exports];
      return ok(null);
    },
    'exports.runAutomatic': ({ jobId }: { jobId: string }) => automatic(jobId, (job) => ({ ...job, state: 'running' })),
    'exports.moveAutomatic': ({ jobId }: { jobId: string }) =>
      automatic(jobId, (job) => ({ ...job, folder: '/mnt/elsewhere', state: 'done', failed: 0, error: null })),
    'exports.stopAutomatic': ({ jobId }: { jobId: string }) =>
      automatic(jobId, (job) => ({ ...job, automatic: false })),
  };
}
