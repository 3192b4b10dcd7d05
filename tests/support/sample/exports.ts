import {
  defaultExportOptions,
  emptyReport,
  type ExportHistory,
  type ExportReport,
  type ExportTask,
} from '#shared/export.ts';
import type { Response } from '#shared/ipc/contract.ts';

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
  ledger: { csv: 'ledger.csv', taxes: 'ledger-taxes.csv', xlsx: 'ledger.xlsx' },
  manifest: 'manifest.json',
  checksums: 'SHA256SUMS',
};

/** The last closed month of the sample's first account. */
export const samplePreview: Response<'exports.preview'> = {
  ...{ count: 1, withDocument: 1, totals: [{ amount: 31_000, currency: 'USD' }], tooLarge: [] },
  examples: ['2026/10/2026-10-01_ImageKit (practice)_IK-1059.pdf'],
};
