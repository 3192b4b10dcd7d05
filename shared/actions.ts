import { z } from 'zod';
import { instantSchema } from './time.ts';

/** `unknown`: a change was sent to the vendor, and what became of it is not known. `failed`: nothing was changed. */
export const actionOutcomeSchema = z.enum(['done', 'unknown', 'failed']);
export type ActionOutcome = z.infer<typeof actionOutcomeSchema>;

/** An entry of the log of actions. */
export const actionSchema = z.object({
  id: z.string(),
  at: instantSchema,
  /** The operating system's user. */
  actor: z.string(),
  /** Object and verb, e.g. `account.renamed`. */
  what: z.string(),
  accountId: z.string().nullable(),
  /** What changed, as far as it is worth keeping; null where there is nothing. */
  before: z.unknown(),
  after: z.unknown(),
  outcome: actionOutcomeSchema,
});
export type Action = z.infer<typeof actionSchema>;
