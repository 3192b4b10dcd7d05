import { z } from 'zod';
import { actionSchema } from '../../actions.ts';
import { customerDetailsSchema, newTaxIdSchema, taxIdSchema } from '../../billing-details.ts';
import { detailsChangeSchema, savedDetailsSchema } from '../../details-changes.ts';
import { accountId, nothing } from './requests.ts';

/** Billing details at the vendor, what changed of them elsewhere, and the log of what was done from here. */
export const detailsCalls = {
  /** `base` is what the user began with. Nothing is written where the vendor's changed since. */
  'details.save': {
    request: accountId.extend({ base: customerDetailsSchema, mine: customerDetailsSchema }),
    response: savedDetailsSchema,
  },
  'details.addTaxId': { request: accountId.extend({ taxId: newTaxIdSchema }), response: taxIdSchema },
  'details.removeTaxId': { request: accountId.extend({ taxIdId: z.string() }), response: nothing },
  /** What changed elsewhere and waits for approval. */
  'details.change': { request: accountId, response: detailsChangeSchema.nullable() },
  /** Answers what still waits: the details may have changed again. */
  'details.approve': {
    request: accountId.extend({ changeId: z.string() }),
    response: detailsChangeSchema.nullable(),
  },
  /** Newest first; `before` is the last one known. */
  'actions.list': {
    request: z.object({
      accountId: z.string().nullable(),
      before: z.string().nullable(),
      limit: z.int().min(1).max(200),
    }),
    response: z.array(actionSchema),
  },
} as const;
