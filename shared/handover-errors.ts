import { z } from 'zod';
import { handoverFields } from './error-reasons.ts';

/** As in `errors.ts`: a name, an id, what a person typed. */
const text = z.string();

/** What can go wrong on the way to accounting; a part of `appErrors`. */
export const handoverErrors = [
  z.object({ code: z.literal('handover-profile-not-found'), profile: text }),
  z.object({ code: z.literal('handover-profile-invalid'), field: z.enum(handoverFields) }),
  z.object({ code: z.literal('handover-name-taken'), name: text }),
  /** `field`: what in the file is wrong first; `JSON` where it is none. */
  z.object({ code: z.literal('handover-file-invalid'), file: text, field: text }),
  z.object({ code: z.literal('handover-not-ready'), invoices: z.int() }),
  /** Something was told otherwise since the plan was shown. */
  z.object({ code: z.literal('handover-plan-changed') }),
  z.object({ code: z.literal('nothing-to-hand-over') }),
  z.object({ code: z.literal('handover-batch-not-found'), batch: text }),
  z.object({ code: z.literal('handover-not-newest'), batch: text }),
  z.object({ code: z.literal('rate-invalid'), input: text }),
] as const;
