import { z } from 'zod';
import {
  accountSchema,
  foundCustomersSchema,
  freshnessSchema,
  keyPlaceSchema,
  keyReportSchema,
  roleSchema,
  sourceKindSchema,
} from '../../accounts.ts';
import { accountId, nothing } from './requests.ts';

export const accountSummarySchema = accountSchema.extend({
  keyPlace: keyPlaceSchema,
  freshness: freshnessSchema,
  /** Alert events that nobody has seen yet. */
  unseenAlertEvents: z.int(),
  /** Alerts that cannot be compared, those over all accounts among them. */
  uncomparedAlerts: z.int(),
});

/** A secret that main holds under an id after reading it from the clipboard; the window sees only the hint. */
export const pastedKeySchema = z.object({
  keyId: z.string(),
  hint: z.string(),
  live: z.boolean(),
  restricted: z.boolean(),
});

const connection = z.object({
  source: sourceKindSchema,
  keyId: z.string(),
  customerId: z.string().nullable(),
  baseUrl: z.string().nullable(),
});

export const accountCalls = {
  'accounts.list': { request: nothing, response: z.array(accountSummarySchema) },
  /** Accounts without key and watch whose invoices are in the archive, oldest first. */
  'accounts.closed': { request: nothing, response: z.array(accountSchema) },
  'accounts.createPractice': { request: nothing, response: accountSummarySchema },
  /** An account without a key, for the invoices of a seller that come as documents. */
  'accounts.addForDocuments': {
    request: z.object({ name: z.string().max(200), sellerId: z.string().nullable() }),
    response: accountSummarySchema,
  },
  /** Main reads the key from the clipboard; it never enters the window. */
  'accounts.pasteKey': { request: z.object({ source: sourceKindSchema }), response: pastedKeySchema },
  'accounts.testKey': { request: connection, response: keyReportSchema },
  /** By a part of the name or the mail address; with nothing the newest. */
  'accounts.findCustomers': {
    request: connection.pick({ keyId: true, baseUrl: true }).extend({ text: z.string().max(200) }),
    response: foundCustomersSchema,
  },
  'accounts.add': {
    request: connection.extend({ name: z.string(), role: roleSchema }),
    /** `reopened`: it was closed before, and goes on with its invoices, notes and alerts. */
    response: accountSummarySchema.extend({ reopened: z.boolean() }),
  },
  /** A second source of the same account, after its key was found to work. */
  'accounts.addSource': { request: connection.extend({ accountId: z.string() }), response: accountSummarySchema },
  /** Of an open or a closed account. */
  'accounts.rename': { request: accountId.extend({ name: z.string() }), response: accountSchema },
  'accounts.replaceKey': { request: accountId.extend({ keyId: z.string() }), response: accountSummarySchema },
  'accounts.remove': { request: accountId, response: nothing },
} as const;

export type AccountSummary = z.infer<typeof accountSummarySchema>;
export type PastedKey = z.infer<typeof pastedKeySchema>;
