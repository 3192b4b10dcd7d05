import { z } from 'zod';
import { exportHistorySchema, exportReportSchema, exportRequestSchema, exportSelectionSchema } from '../../export.ts';
import { jobSchema } from '../../jobs.ts';
import { moneySchema } from '../../money.ts';
import { nothing } from './requests.ts';

export const exportCalls = {
  'sync.start': { request: z.object({ accountId: z.string().nullable(), full: z.boolean() }), response: jobSchema },

  /** Asks for a folder; the window gets an id and a name to show. */
  'exports.chooseFolder': {
    request: nothing,
    response: z.object({ folderId: z.string(), label: z.string() }).nullable(),
  },
  'exports.preview': {
    request: exportSelectionSchema,
    response: z.object({
      count: z.int(),
      withDocument: z.int(),
      totals: z.array(moneySchema),
      examples: z.array(z.string()),
    }),
  },
  'exports.start': { request: exportRequestSchema.extend({ folderId: z.string() }), response: jobSchema },
  'exports.report': { request: z.object({ jobId: z.string() }), response: exportReportSchema },
  'exports.history': { request: nothing, response: z.array(exportHistorySchema) },
  'exports.showFolder': { request: z.object({ jobId: z.string() }), response: nothing },

  'jobs.list': { request: nothing, response: z.array(jobSchema) },
  'jobs.cancel': { request: z.object({ jobId: z.string() }), response: nothing },
} as const;
