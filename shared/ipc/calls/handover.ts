import { z } from 'zod';
import { taxAnswerSchema } from '../../handover/bookable.ts';
import { handedOverSchema, handoverBatchSchema, handoverPlanSchema } from '../../handover/plan.ts';
import { handoverProfileSchema, keptProfileSchema } from '../../handover/profile.ts';
import { invoiceKeySchema } from '../../invoices.ts';
import { jobSchema } from '../../jobs.ts';
import { currencySchema } from '../../money.ts';
import { daySchema, monthSchema } from '../../time.ts';
import { nothing } from './requests.ts';

const profile = z.object({ profileId: z.string() });
const batch = z.object({ batchId: z.string() });
/** Up to a month of issue, or all. */
const choice = profile.extend({ to: monthSchema.nullable() });

export const handoverCalls = {
  'handover.profiles': { request: nothing, response: z.array(keptProfileSchema) },
  /** With null as a new one. Fails with `handover-profile-invalid` or `handover-name-taken`. */
  'handover.saveProfile': {
    request: z.object({ profileId: z.string().nullable(), profile: handoverProfileSchema }),
    response: keptProfileSchema,
  },
  'handover.removeProfile': { request: profile, response: nothing },
  /** As a file that somebody else can load; null where no place was chosen. */
  'handover.shareProfile': { request: profile, response: z.object({ fileName: z.string() }).nullable() },
  /** A profile from a file, to be looked at before it is saved; null where none was chosen. */
  'handover.loadProfile': { request: nothing, response: handoverProfileSchema.nullable() },

  'handover.plan': { request: choice, response: handoverPlanSchema },
  /** Foreign units a unit of the base currency, as decimal text with a point. */
  'handover.setRate': {
    request: z.object({ base: currencySchema, currency: currencySchema, day: daySchema, rate: z.string() }),
    response: nothing,
  },
  'handover.setTax': { request: z.object({ key: invoiceKeySchema, parts: taxAnswerSchema }), response: nothing },

  /** Asks for a folder; the window gets an id and a name to show. */
  'handover.chooseFolder': {
    request: nothing,
    response: z.object({ folderId: z.string(), label: z.string() }).nullable(),
  },
  /** Writes the plan that was shown, and no other one. */
  'handover.start': {
    request: choice.extend({ folderId: z.string(), leaveOut: z.boolean(), token: z.string() }),
    response: jobSchema,
  },
  'handover.batches': { request: nothing, response: z.array(handoverBatchSchema) },
  'handover.undo': { request: batch, response: handoverBatchSchema },
  'handover.showFolder': { request: batch, response: nothing },
  /** What stands in the books of an invoice. */
  'handover.ofInvoice': { request: z.object({ key: invoiceKeySchema }), response: z.array(handedOverSchema) },
} as const;
