import { z } from 'zod';
import { jobSchema } from '../../jobs.ts';
import { findingSchema, uncomparedSchema, verificationSchema } from '../../verification.ts';

/** Null is the whole archive. */
const scope = z.object({ accountId: z.string().nullable() });

export const verificationViewSchema = verificationSchema.extend({
  /** The first of them; the saved file holds all. */
  findings: z.array(findingSchema),
  count: z.int(),
  /** How many of them fetching PDFs anew may mend. */
  repairable: z.int(),
  /** The first of them. */
  uncompared: z.array(uncomparedSchema),
  uncomparedCount: z.int(),
});

export const verificationCalls = {
  /** Verifies, or with `repair` fetches broken PDFs anew and verifies again. */
  'verification.start': { request: scope.extend({ repair: z.boolean() }), response: jobSchema },
  /** Null where nothing was verified yet. */
  'verification.last': { request: scope, response: verificationViewSchema.nullable() },
  /** Asks where to save the findings as CSV; null when cancelled. */
  'verification.save': { request: scope, response: z.object({ fileName: z.string() }).nullable() },
} as const;

export type VerificationView = z.infer<typeof verificationViewSchema>;
