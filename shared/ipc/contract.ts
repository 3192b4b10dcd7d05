import { z } from 'zod';
import {
  accountSchema,
  freshnessSchema,
  keyPlaceSchema,
  keyReportSchema,
  roleSchema,
  sourceKindSchema,
} from '../accounts.ts';
import { alertSchema, earlyStepSchema, firingSchema, measureSchema, pollSchema } from '../alerts.ts';
import { billingDetailsSchema } from '../billing-details.ts';
import { exportHistorySchema, exportReportSchema, exportRequestSchema, exportSelectionSchema } from '../export.ts';
import { archivedInvoiceSchema, invoiceLineSchema, invoiceStatusSchema } from '../invoices.ts';
import { jobSchema } from '../jobs.ts';
import { moneySchema } from '../money.ts';
import { settingsSchema } from '../settings.ts';
import { subscriptionSchema } from '../subscription.ts';
import { instantSchema, monthSchema } from '../time.ts';
import { forecastSchema, upcomingSchema } from '../upcoming.ts';

/*
 * Every call and event between window and main process, in one table. The preload bridge, the main router and the
 * window's client are derived from it. Requests and answers carry ids and domain values: never a key, never a path
 * or address that the window could send back.
 */

const nothing = z.null();
const accountId = z.object({ accountId: z.string() });

export const accountSummarySchema = accountSchema.extend({
  keyPlace: keyPlaceSchema,
  freshness: freshnessSchema,
  /** Firings that nobody has seen yet. */
  unseenFirings: z.int(),
});

export const subscriptionViewSchema = z.object({
  subscription: subscriptionSchema,
  upcoming: upcomingSchema,
  forecast: forecastSchema.nullable(),
});

/** What Billfold last learned about an account; null fields were never learned. */
export const snapshotSchema = z.object({
  accountId: z.string(),
  asOf: instantSchema,
  subscriptions: z.array(subscriptionViewSchema),
  details: billingDetailsSchema.nullable(),
  /** Permissions the key was found not to have at this poll. */
  missingPermissions: z.array(z.string()),
});

/** One line of the upcoming invoice against the same line of the period before. Null: not there in that period. */
export const lineChangeSchema = z.object({
  description: z.string(),
  before: moneySchema.nullable(),
  now: moneySchema.nullable(),
});

export const monthTotalSchema = z.object({ month: monthSchema, totals: z.array(moneySchema) });

/** Something that happened while nobody looked. */
export const happeningSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new-invoices'), at: instantSchema, count: z.int() }),
  z.object({ kind: z.literal('firing'), at: instantSchema, firing: firingSchema }),
  z.object({ kind: z.literal('failed-checks'), at: instantSchema, count: z.int() }),
]);

export const overviewSchema = z.object({
  snapshot: snapshotSchema.nullable(),
  alerts: z.array(alertSchema),
  months: z.array(monthTotalSchema),
  changes: z.array(z.object({ subscriptionId: z.string(), lines: z.array(lineChangeSchema) })),
  happenings: z.array(happeningSchema),
});

export const invoiceQuerySchema = z.object({
  accountId: z.string().nullable(),
  text: z.string(),
  /** Empty means any. `overdue` is open and past due. */
  statuses: z.array(z.union([invoiceStatusSchema, z.literal('overdue')])),
  sort: z.object({
    by: z.enum(['issuedAt', 'number', 'total', 'status', 'dueAt', 'account']),
    descending: z.boolean(),
  }),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});

const documentLinkSchema = z.object({
  /** An address within the window's own origin with an opaque id, good until Billfold quits. */
  url: z.string(),
  fileName: z.string(),
  bytes: z.int(),
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

export const appInfoSchema = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'macos', 'windows']),
  /** The operating system's locale, e.g. `de-DE`. */
  locale: z.string(),
  secretStore: z.enum(['available', 'session-only']),
  notifications: z.enum(['available', 'missing']),
  dataFolder: z.string(),
  archiveFolder: z.string(),
  /** Where a settings file that could not be read was put at this start; null when there was none. */
  damagedSettings: z.string().nullable(),
});

export const calls = {
  'app.info': { request: nothing, response: appInfoSchema },
  /** `page` names an entry of main's own list of public help pages. */
  'app.openHelp': {
    request: z.object({ page: z.enum(['stripe-restricted-keys', 'stripe-customers', 'imagekit-billing']) }),
    response: nothing,
  },
  'app.showDataFolder': { request: nothing, response: nothing },
  /** Details and diagnostics for support. The page itself has no permission to use the clipboard. */
  'app.copyText': { request: z.object({ text: z.string().max(100_000) }), response: nothing },

  'settings.get': { request: nothing, response: settingsSchema },
  'settings.set': { request: settingsSchema.partial(), response: settingsSchema },
  /** Asks for a folder and moves the documents there; null when the user cancelled. */
  'settings.chooseArchiveFolder': { request: nothing, response: z.object({ folder: z.string() }).nullable() },

  'accounts.list': { request: nothing, response: z.array(accountSummarySchema) },
  'accounts.createPractice': { request: nothing, response: accountSummarySchema },
  /** Main reads the key from the clipboard; it never enters the window. */
  'accounts.pasteKey': { request: z.object({ source: sourceKindSchema }), response: pastedKeySchema },
  'accounts.testKey': { request: connection, response: keyReportSchema },
  'accounts.add': {
    request: connection.extend({ name: z.string(), role: roleSchema }),
    response: accountSummarySchema,
  },
  'accounts.rename': { request: accountId.extend({ name: z.string() }), response: accountSummarySchema },
  'accounts.replaceKey': { request: accountId.extend({ keyId: z.string() }), response: accountSummarySchema },
  'accounts.remove': { request: accountId, response: nothing },

  'overview.get': { request: accountId, response: overviewSchema },
  'overview.dismissHappenings': { request: accountId, response: nothing },

  /** One poll now; answers when it is done. */
  'watch.checkNow': { request: accountId, response: nothing },
  'watch.polls': { request: accountId.extend({ limit: z.int().min(1).max(500) }), response: z.array(pollSchema) },

  'alerts.list': { request: accountId, response: z.array(alertSchema) },
  'alerts.save': {
    request: accountId.extend({ measure: measureSchema, threshold: moneySchema, steps: z.array(earlyStepSchema) }),
    response: alertSchema,
  },
  'alerts.remove': { request: z.object({ alertId: z.string() }), response: nothing },
  /** Takes a removal back. */
  'alerts.restore': { request: z.object({ alertId: z.string() }), response: alertSchema },
  'alerts.firings': { request: z.object({ accountId: z.string().nullable() }), response: z.array(firingSchema) },
  'alerts.markSeen': { request: z.object({ firingIds: z.array(z.string()) }), response: nothing },
  'notifications.test': {
    request: nothing,
    response: z.object({
      outcome: z.enum(['shown', 'failed', 'unsupported']),
      notifier: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  },

  'invoices.query': {
    request: invoiceQuerySchema,
    response: z.object({ rows: z.array(archivedInvoiceSchema), count: z.int(), totals: z.array(moneySchema) }),
  },
  'invoices.lines': { request: z.object({ key: z.string() }), response: z.array(invoiceLineSchema) },
  'invoices.document': { request: z.object({ key: z.string() }), response: documentLinkSchema },
  /** Tries again to fetch a PDF that is missing or failed. */
  'invoices.fetchDocument': { request: z.object({ key: z.string() }), response: archivedInvoiceSchema },
  /** Asks where to save; null when cancelled, else the file's name. */
  'invoices.saveDocument': {
    request: z.object({ key: z.string() }),
    response: z.object({ fileName: z.string() }).nullable(),
  },
  'invoices.showInFolder': { request: z.object({ key: z.string() }), response: nothing },
  /** Opens the vendor's payment page in the system browser. */
  'invoices.pay': { request: z.object({ key: z.string() }), response: nothing },

  'sync.start': { request: z.object({ accountId: z.string().nullable(), full: z.boolean() }), response: jobSchema },

  /** Asks for a folder; the window gets an id and a name to show. */
  'exports.chooseFolder': {
    request: nothing,
    response: z.object({ folderId: z.string(), label: z.string() }).nullable(),
  },
  'exports.preview': {
    request: exportSelectionSchema,
    response: z.object({
      count: z.int(),
      withDocument: z.int(),
      totals: z.array(moneySchema),
      examples: z.array(z.string()),
    }),
  },
  'exports.start': { request: exportRequestSchema.extend({ folderId: z.string() }), response: jobSchema },
  'exports.report': { request: z.object({ jobId: z.string() }), response: exportReportSchema },
  'exports.history': { request: nothing, response: z.array(exportHistorySchema) },
  'exports.showFolder': { request: z.object({ jobId: z.string() }), response: nothing },

  'jobs.list': { request: nothing, response: z.array(jobSchema) },
  'jobs.cancel': { request: z.object({ jobId: z.string() }), response: nothing },

  /** Moves a practice account's clock, for trying out. */
  'practice.advance': {
    request: accountId.extend({ by: z.enum(['hour', 'day', 'period']) }),
    response: z.object({ now: instantSchema }),
  },
} as const;

export const events = {
  /** Accounts, their freshness or unseen counts changed. */
  'accounts.changed': z.array(accountSummarySchema),
  'snapshot.changed': accountId,
  'alerts.changed': accountId,
  'invoices.changed': accountId,
  'settings.changed': settingsSchema,
  'job.progress': jobSchema,
  /** A notification or the tray asked for a screen. */
  navigate: z.object({
    accountId: z.string().nullable(),
    screen: z.enum(['overview', 'alerts', 'invoices', 'settings']),
    /** The firing whose notification was clicked: its row is shown and marked. */
    firingId: z.string().optional(),
  }),
} as const;

export type CallName = keyof typeof calls;
export type Request<Name extends CallName> = z.input<(typeof calls)[Name]['request']>;
export type Response<Name extends CallName> = z.output<(typeof calls)[Name]['response']>;
export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;

export type AccountSummary = z.infer<typeof accountSummarySchema>;
export type Snapshot = z.infer<typeof snapshotSchema>;
export type SubscriptionView = z.infer<typeof subscriptionViewSchema>;
export type Overview = z.infer<typeof overviewSchema>;
export type Happening = z.infer<typeof happeningSchema>;
export type LineChange = z.infer<typeof lineChangeSchema>;
export type MonthTotal = z.infer<typeof monthTotalSchema>;
export type InvoiceQuery = z.infer<typeof invoiceQuerySchema>;
export type PastedKey = z.infer<typeof pastedKeySchema>;
export type AppInfo = z.infer<typeof appInfoSchema>;
