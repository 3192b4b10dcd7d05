import { z } from 'zod';
import { invoiceKeySchema } from './invoices.ts';
import { appErrorSchema } from './errors.ts';
import { instantSchema } from './time.ts';

/** How much of large documents has come that are on their way, in bytes. `total` is null where a server does not report. */
export const transferSchema = z.object({ received: z.int(), total: z.int().nullable() });
export type Transfer = z.infer<typeof transferSchema>;

/** Long work with progress that the window can show and cancel. `total` is null until it is known. */
export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['sync', 'export', 'automatic-export', 'verify', 'backup', 'restore', 'document', 'hand-over']),
  accountId: z.string().nullable(),
  /** Of a `document` the archive's key of the invoice whose PDF is fetched. */
  invoice: invoiceKeySchema.optional(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.int(),
  total: z.int().nullable(),
  /** Null, or left out, where none is large. */
  transfer: transferSchema.nullable().optional(),
  startedAt: instantSchema,
  error: appErrorSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;
