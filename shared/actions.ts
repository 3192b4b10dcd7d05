import { z } from 'zod';
import { instantSchema } from './time.ts';

/** Everything that the log of actions knows, object and verb. */
export type ActionName =
  | `account.${'added' | 'renamed' | 'removed' | 'reopened' | 'key-replaced' | 'source-added' | 'support-changed'}`
  | `details.${'changed' | 'approved'}`
  | `tax-id.${'added' | 'removed'}`
  | `subscription.${'cancelled' | 'kept'}`
  | 'usage-plan.saved'
  | `alert.${'saved' | 'removed' | 'restored'}`
  | `channel.${'added' | 'removed'}`
  | `finding.${'accepted' | 'reopened'}`
  | `${'contract' | 'budget'}.${'saved' | 'removed'}`
  | `handover.${'written' | 'undone'}`
  | `handover-profile.${'saved' | 'removed'}`
  | `seller.${'saved' | 'merged' | 'split' | 'alarm-decided'}`
  | 'import.not-a-duplicate';

/** `unknown`: a change was sent to the vendor, and what became of it is not known. `failed`: nothing was changed. */
export const actionOutcomeSchema = z.enum(['done', 'unknown', 'failed']);
export type ActionOutcome = z.infer<typeof actionOutcomeSchema>;

/** An entry of the log of actions. */
export const actionSchema = z.object({
  id: z.string(),
  at: instantSchema,
  /** The operating system's user. */
  actor: z.string(),
  /** An `ActionName`, or that of a newer Billfold. */
  what: z.string(),
  accountId: z.string().nullable(),
  /** What changed, as far as it is worth keeping; null where there is nothing. */
  before: z.unknown(),
  after: z.unknown(),
  outcome: actionOutcomeSchema,
});
export type Action = z.infer<typeof actionSchema>;
