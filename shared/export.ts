import { z } from 'zod';
import { instantSchema, monthSchema } from './time.ts';

/** Which invoices: picked ones, or all of a period of issue months (`to` included; null means open). */
export const exportSelectionSchema = z.object({
  accountId: z.string().nullable(),
  invoiceKeys: z.array(z.string()).nullable(),
  from: monthSchema.nullable(),
  to: monthSchema.nullable(),
});
export type ExportSelection = z.infer<typeof exportSelectionSchema>;

/** What an export writes: the documents, the ledger as CSV, the ledger as a workbook. */
export const exportFormatSchema = z.enum(['pdf', 'csv', 'xlsx']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export const exportRequestSchema = exportSelectionSchema.extend({ template: z.string().nullable() });
export type ExportRequest = z.infer<typeof exportRequestSchema>;

/** What an export did, or with `dryRun` would do. Paths are relative to `folder`. Counts are files. */
export const exportReportSchema = z.object({
  folder: z.string(),
  files: z.array(z.string()),
  skipped: z.array(z.string()),
  failed: z.array(z.object({ invoice: z.string(), code: z.string() })),
  /** Nothing to write for these: the vendor has no PDF (`none`), or has it no more (`missing`). No failure. */
  withoutFile: z.array(z.object({ invoice: z.string(), reason: z.enum(['none', 'missing']) })),
  ledger: z.object({ csv: z.string().nullable(), xlsx: z.string().nullable() }),
  manifest: z.string().nullable(),
  checksums: z.string().nullable(),
  dryRun: z.boolean(),
});
export type ExportReport = z.infer<typeof exportReportSchema>;

export const exportHistorySchema = z.object({
  jobId: z.string(),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  folder: z.string(),
  written: z.int(),
  skipped: z.int(),
  failed: z.int(),
});
export type ExportHistory = z.infer<typeof exportHistorySchema>;
