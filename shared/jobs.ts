import { z } from 'zod';
import { appErrorSchema } from './errors.ts';

/** Long work that the window can follow and cancel. `total` is null until it is known. */
export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['sync', 'export', 'automatic-export', 'verify', 'backup', 'restore']),
  accountId: z.string().nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.int(),
  total: z.int().nullable(),
  startedAt: z.string(),
  error: appErrorSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;
