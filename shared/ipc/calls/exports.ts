import { z } from 'zod';
import { exportHistorySchema, exportOptionsSchema, exportReportSchema, exportSelectionSchema } from '../../export.ts';
import { jobSchema } from '../../jobs.ts';
import { sumsSchema } from '../../money.ts';
import { monthSchema } from '../../time.ts';
import { nothing } from './requests.ts';

const job = z.object({ jobId: z.string() });
const folder = z.object({ folderId: z.string(), label: z.string() });
const choice = exportSelectionSchema.extend(exportOptionsSchema.shape);

export const exportCalls = {
  'sync.start': { request: z.object({ accountId: z.string().nullable(), full: z.boolean() }), response: jobSchema },

  /** Asks for a folder; the window gets an id and a name to show. */
  'exports.chooseFolder': { request: nothing, response: folder.nullable() },
  /** The folder of the newest export, where there is one. */
  'exports.lastFolder': { request: nothing, response: folder.nullable() },
  /** What is absent is as in the settings. Fails with `template-invalid`. */
  'exports.preview': {
    request: exportSelectionSchema.extend(exportOptionsSchema.partial().shape),
    response: z.object({
      count: z.int(),
      withDocument: z.int(),
      ...sumsSchema.shape,
      examples: z.array(z.string()),
    }),
  },
  /** With `pack` into a folder of the month, within the chosen one. With `keep` its options are those of later ones. */
  'exports.start': {
    request: choice.extend({ folderId: z.string(), pack: z.boolean(), dryRun: z.boolean(), keep: z.boolean() }),
    response: jobSchema,
  },
  /** Runs an earlier export again. */
  'exports.resume': { request: job, response: jobSchema },
  /** Of an export, or of the last dry run. */
  'exports.report': { request: job, response: exportReportSchema },
  'exports.history': { request: nothing, response: z.array(exportHistorySchema) },
  'exports.showFolder': { request: job, response: nothing },

  /** From now on each new invoice of the account, or of all, is exported; and those issued since `from`. */
  'exports.repeat': {
    request: exportOptionsSchema.extend({
      folderId: z.string(),
      accountId: z.string().nullable(),
      from: monthSchema.nullable(),
    }),
    response: nothing,
  },
  'exports.runAutomatic': { request: job, response: nothing },
  'exports.moveAutomatic': { request: job.extend({ folderId: z.string() }), response: nothing },
  'exports.stopAutomatic': { request: job, response: nothing },

  'jobs.list': { request: nothing, response: z.array(jobSchema) },
  'jobs.cancel': { request: z.object({ jobId: z.string() }), response: nothing },
} as const;
