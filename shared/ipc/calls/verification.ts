import { z } from 'zod';
import { invoiceKeySchema } from '../../invoices.ts';
import { jobSchema } from '../../jobs.ts';
import { instantSchema } from '../../time.ts';
import { nothing } from './requests.ts';
import { findingKinds, findingSchema, uncomparedSchema, verificationSchema } from '../../verification.ts';

/** Null is the whole archive. */
const scope = z.object({ accountId: z.string().nullable() });
/** Null, or left out: of any kind. */
const kind = z.enum(findingKinds).nullable();

export const verificationViewSchema = verificationSchema.extend({
  /** The first of the open ones, of the kind asked for; the saved file holds all. */
  findings: z.array(findingSchema),
  /** Of all kinds. */
  count: z.int(),
  /** How many there are of each kind, and how many of those this user may accept. */
  kinds: z.array(z.object({ kind: z.enum(findingKinds), count: z.int(), acceptable: z.int() })),
  /** How many of them fetching PDFs again may mend. */
  repairable: z.int(),
  /** The first of those that somebody lets stand; `findings` and `count` are without them. */
  accepted: z.array(findingSchema),
  acceptedCount: z.int(),
  /** The first of them. */
  uncompared: z.array(uncomparedSchema),
  uncomparedCount: z.int(),
});

export const verificationCalls = {
  /** Verifies, or with `repair` fetches broken PDFs again and verifies again. */
  'verification.start': { request: scope.extend({ repair: z.boolean() }), response: jobSchema },
  /** Null where nothing was verified yet. */
  'verification.last': {
    request: scope.extend({ kind: kind.optional() }),
    response: verificationViewSchema.nullable(),
  },
  /** What the vendor did to one invoice after it was final, accepted or not. */
  'verification.ofInvoice': { request: z.object({ key: invoiceKeySchema }), response: z.array(findingSchema) },
  /** Lets findings stand, all or none: of the invoice with this key, or with null of the last verifications. */
  'verification.accept': {
    request: z.object({ ids: z.array(z.string()).min(1).max(500), key: invoiceKeySchema.nullable() }),
    response: nothing,
  },
  /**
   * Lets all open findings of a kind stand that may be accepted, those of accounts in which the user is a viewer left out;
   * of the verification made at that time: `findings-changed` where one has changed since. Answers how many they were.
   */
  'verification.acceptAll': {
    request: scope.extend({ kind, at: instantSchema }),
    response: z.object({ accepted: z.int() }),
  },
  /** Makes accepted findings open ones again. */
  'verification.reopen': { request: z.object({ ids: z.array(z.string()).min(1).max(500) }), response: nothing },
  /** Asks where to save the findings as CSV; null when cancelled. */
  'verification.save': { request: scope, response: z.object({ fileName: z.string() }).nullable() },
} as const;

export type VerificationView = z.infer<typeof verificationViewSchema>;
