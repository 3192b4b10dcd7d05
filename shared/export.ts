import { z } from 'zod';
import { invoiceKeySchema } from './invoices.ts';
import { appErrorSchema } from './errors.ts';
import { defaultTemplate } from './naming.ts';
import { instantSchema, monthSchema } from './time.ts';

/** Which invoices: picked ones, or all of a period of issue months (`to` included; null means open). */
export const exportSelectionSchema = z.object({
  accountId: z.string().nullable(),
  invoiceKeys: z.array(invoiceKeySchema).nullable(),
  from: monthSchema.nullable(),
  to: monthSchema.nullable(),
});
export type ExportSelection = z.infer<typeof exportSelectionSchema>;

/** What an export writes: the documents, the ledger as CSV, the ledger as a workbook. */
const exportFormats = ['pdf', 'csv', 'xlsx'] as const;
export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** `plain` is RFC 4180 in UTF-8; `excel` has what Excel expects in the user's locale. */
export const csvPresets = ['plain', 'excel'] as const;
export const csvPresetSchema = z.enum(csvPresets);
export type CsvPresetName = z.infer<typeof csvPresetSchema>;

/**
 * How columns and sheets are headed. `automatic`: in words where people read the file, the workbook and CSV for Excel, and by
 * field names where programs do, in plain CSV. `words` are those of the user's language, `fields` the same everywhere.
 */
export const headingChoices = ['automatic', 'words', 'fields'] as const;
export const headingsSchema = z.enum(headingChoices);
export type HeadingChoice = z.infer<typeof headingsSchema>;

/** How an export names and writes its files. */
export const exportOptionsSchema = z.object({
  template: z.string(),
  /** Each account's files in a folder of its own. */
  accountFolders: z.boolean(),
  formats: z.array(exportFormatSchema).min(1),
  csvPreset: csvPresetSchema,
  /** Not in what earlier versions kept. */
  headings: headingsSchema.default('automatic'),
  /** One ZIP archive in place of single files. */
  zip: z.boolean(),
  /** The month, 1 to 12, in which a fiscal year begins. */
  fiscalYearStart: z.int().min(1).max(12),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

export const defaultExportOptions: ExportOptions = {
  template: defaultTemplate,
  accountFolders: false,
  formats: [...exportFormats],
  csvPreset: 'plain',
  headings: 'automatic',
  zip: false,
  fiscalYearStart: 1,
};

/** What is asked for; what is absent is as in the settings. */
export type ExportRequest = ExportSelection & {
  readonly [Name in keyof ExportOptions]?: ExportOptions[Name] | undefined;
} & {
  readonly pack?: boolean;
};

/** An export with nothing left open. `pack` adds what closes a month: voids and credits, and a verification. */
export const exportTaskSchema = exportSelectionSchema.extend({ ...exportOptionsSchema.shape, pack: z.boolean() });
export type ExportTask = z.infer<typeof exportTaskSchema>;

/**
 * One file beside the documents, and whether it had to be written. A dry run knows of an archive whose name is there only
 * that it `exists`: whether its content is the same shows when the new one is made.
 */
const exportOutputSchema = z.object({ path: z.string(), state: z.enum(['new', 'renewed', 'same', 'exists']) });
export type ExportOutput = z.infer<typeof exportOutputSchema>;

/**
 * What an export did, or with `dryRun` would do. Paths are relative to `folder`, or to the top of the `zip` where there
 * is one. Counts are files.
 */
export const exportReportSchema = z.object({
  folder: z.string(),
  files: z.array(z.string()),
  skipped: z.array(z.string()),
  failed: z.array(z.object({ invoice: z.string(), code: z.string() })),
  /** Nothing to write for these: the vendor has no PDF (`none`), or has it no more (`missing`). No failure. */
  withoutFile: z.array(z.object({ invoice: z.string(), reason: z.enum(['none', 'missing']) })),
  /** Which of `files` and `skipped` have a number, because another file has the name that the template gives. */
  renamed: z.array(z.object({ path: z.string(), wanted: z.string() })),
  ledger: z.object({
    csv: z.string().nullable(),
    /** A row an invoice and rate; comes with the CSV. Not in what earlier versions kept. */
    taxes: z.string().nullable().default(null),
    xlsx: z.string().nullable(),
  }),
  manifest: z.string().nullable(),
  checksums: z.string().nullable(),
  /** Ledger, manifest, checksums and the rest beside the documents; the archive itself where there is one. */
  outputs: z.array(exportOutputSchema),
  zip: z.string().nullable(),
  pack: z
    .object({ voidsAndCredits: z.string(), verification: z.string(), findingsList: z.string(), findings: z.int() })
    .nullable(),
  dryRun: z.boolean(),
});
export type ExportReport = z.infer<typeof exportReportSchema>;

export const emptyReport = (folder: string, dryRun: boolean): ExportReport => ({
  folder,
  files: [],
  skipped: [],
  failed: [],
  withoutFile: [],
  renamed: [],
  ledger: { csv: null, taxes: null, xlsx: null },
  manifest: null,
  checksums: null,
  outputs: [],
  zip: null,
  pack: null,
  dryRun,
});

/** Files that were there already with the same content; an archive counts as one. */
export const unchangedFiles = ({ skipped, outputs, zip }: ExportReport): number =>
  (zip === null ? skipped.length : 0) + outputs.filter(({ state }) => state === 'same').length;

/** Whether everything was there already, so that nothing had to be written. */
export const isNothingNew = (report: ExportReport): boolean =>
  report.files.length === 0 &&
  report.failed.length === 0 &&
  unchangedFiles(report) > 0 &&
  report.outputs.every(({ state }) => state === 'same');

export const exportHistorySchema = z.object({
  jobId: z.string(),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted']),
  folder: z.string(),
  written: z.int(),
  skipped: z.int(),
  failed: z.int(),
  /** Runs again by itself for each new invoice. */
  automatic: z.boolean(),
  task: exportTaskSchema,
  error: appErrorSchema.nullable(),
});
export type ExportHistory = z.infer<typeof exportHistorySchema>;

/** Whether somebody has to see to an export that runs by itself; one that was cancelled or interrupted goes on later. */
export const needsAttention = ({ state, failed }: Pick<ExportHistory, 'state' | 'failed'>): boolean =>
  state === 'failed' || (failed > 0 && state !== 'cancelled' && state !== 'interrupted');
