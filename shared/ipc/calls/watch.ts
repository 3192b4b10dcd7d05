import { alertChangeSchema } from '../../alert-change.ts';
import { z } from 'zod';
import {
  alertEventIdSchema,
  alertEventSchema,
  alertIdSchema,
  alertSchema,
  checkRecordSchema,
  newAlertSchema,
} from '../../alerts.ts';
import { billsSchema } from '../../bills.ts';
import { changesSchema, comparisonSchema, usualSchema } from '../../comparison.ts';
import { closedForecastSchema, forecastBandSchema } from '../../forecast.ts';
import { billingDetailsSchema } from '../../billing-details.ts';
import { sumsSchema } from '../../money.ts';
import { standingSchema } from '../../outcomes.ts';
import { periodSchema } from '../../period.ts';
import { subscriptionSchema } from '../../subscription.ts';
import { instantSchema, monthSchema } from '../../time.ts';
import { forecastSchema, upcomingSchema } from '../../upcoming.ts';
import { accountUsageSchema } from '../../usage.ts';
import { accountId, nothing } from './requests.ts';

export const subscriptionViewSchema = z.object({
  subscription: subscriptionSchema,
  upcoming: upcomingSchema,
  forecast: forecastSchema.nullable(),
  /** What its last periods came to; null where too few are known, absent where no alert needs it. */
  usual: usualSchema.nullable().optional(),
  /** From when on its period runs, as it was first told: what was invoiced since counts. */
  periodSince: instantSchema.optional(),
  /** Currencies that it was billed in before. */
  formerCurrencies: z.array(z.string()).optional(),
});

const namedSubscription = z.object({ subscriptionId: z.string(), plan: z.string() });

/** What Billfold last learned about an account; null fields were never learned. */
export const snapshotSchema = z.object({
  accountId: z.string(),
  asOf: instantSchema,
  subscriptions: z.array(subscriptionViewSchema),
  /** What was used in the running month, where a source reports. */
  usage: accountUsageSchema.nullable().optional(),
  details: billingDetailsSchema.nullable(),
  /** Permissions the key was found not to have at this check. */
  missingPermissions: z.array(z.string()),
  /** When it was read by the vendor's time, which a practice account's clock moves; absent: `asOf`. */
  vendorTime: instantSchema.optional(),
  /** What was invoiced since a moment; null where that could not be read, or nothing needs it. */
  bills: billsSchema.nullable().optional(),
  /** Subscriptions whose upcoming invoice could not be read at this check: what is above of them is older. */
  unread: z.array(namedSubscription).optional(),
  /** Subscriptions that were billed and are no longer in the vendor's list. */
  gone: z.array(namedSubscription.extend({ since: instantSchema, currency: z.string().nullable() })).optional(),
  /** Closed periods whose invoice is not there yet. */
  awaited: z.array(z.object({ subscriptionId: z.string(), period: periodSchema })).optional(),
  /** Something could not be read at this check, and that is its error. */
  incomplete: z.literal(true).optional(),
  /** Sources that could not be read at this check at all, though another could. */
  failed: z.array(z.enum(['billing', 'usage'])).optional(),
});

const monthTotalSchema = sumsSchema.extend({ month: monthSchema });

/** Something that came while nobody was at the window. */
export const activityItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new-invoices'), at: instantSchema, count: z.int() }),
  z.object({ kind: z.literal('alert-event'), at: instantSchema, alertEvent: alertEventSchema }),
  /** Billing details were found changed elsewhere, and still wait for approval. */
  z.object({ kind: z.literal('details-changed'), at: instantSchema }),
  z.object({ kind: z.literal('failed-checks'), at: instantSchema, count: z.int() }),
]);

export const overviewSchema = z.object({
  snapshot: snapshotSchema.nullable(),
  alerts: z.array(alertSchema),
  /** How each of them stands; none is left out. */
  standings: z.array(standingSchema),
  months: z.array(monthTotalSchema),
  /** The same months a year earlier. */
  yearBefore: z.array(monthTotalSchema),
  /** How the upcoming invoices compare with earlier periods. */
  comparisons: z.array(z.object({ subscriptionId: z.string(), comparison: comparisonSchema })),
  /** Invoices were fetched once, whole; until then nothing is said of what there is not. */
  synced: z.boolean(),
  activity: z.array(activityItemSchema),
  /** How forecasts of closed periods did against their bills; newest period first, at most twelve of a subscription. */
  forecastHistory: z.array(z.object({ subscriptionId: z.string(), closed: z.array(closedForecastSchema) })),
  /** What the running forecasts may come to, of subscriptions with at least three closed periods to go by. */
  forecastBand: z.array(z.object({ subscriptionId: z.string(), band: forecastBandSchema })),
});

export const watchCalls = {
  'overview.get': { request: accountId, response: overviewSchema },
  'overview.dismissActivity': { request: accountId, response: nothing },

  /** Does not wait any more for a subscription that the vendor no longer lists. */
  'watch.dismissGone': { request: accountId.extend({ subscriptionId: z.string() }), response: nothing },
  /** One check now; answers when it is done. */
  'watch.checkNow': { request: accountId, response: nothing },
  'watch.checks': {
    request: accountId.extend({ limit: z.int().min(1).max(500) }),
    response: z.array(checkRecordSchema),
  },

  'alerts.list': { request: accountId, response: z.array(alertSchema) },
  'alerts.save': {
    request: newAlertSchema,
    response: alertSchema,
  },
  /** What is left out stays as it is. Where an alert that was removed watched the amount, that one is watched again. */
  'alerts.edit': { request: z.object({ alertId: alertIdSchema, change: alertChangeSchema }), response: alertSchema },
  'alerts.remove': { request: z.object({ alertId: alertIdSchema }), response: nothing },
  /** Takes a removal back. */
  'alerts.restore': { request: z.object({ alertId: alertIdSchema }), response: alertSchema },
  'alerts.events': { request: z.object({ accountId: z.string().nullable() }), response: z.array(alertEventSchema) },
  'alerts.markSeen': { request: z.object({ alertEventIds: z.array(alertEventIdSchema) }), response: nothing },
  /**
   * Why an alert event's amount moved: its period line by line against the one before, at the same point while it runs. Null:
   * nothing to compare.
   */
  'alerts.changes': {
    request: z.object({ alertEventId: alertEventIdSchema }),
    response: changesSchema.nullable(),
  },
  /** Asks where, and writes these alert events as CSV in the order given; null when the user cancelled. */
  'alerts.saveHistory': {
    request: accountId.extend({ alertEventIds: z.array(alertEventIdSchema) }),
    response: z.object({ fileName: z.string() }).nullable(),
  },
  /** Whether the desktop can show notifications, so far as can be known without showing one. */
  'notifications.service': { request: nothing, response: z.enum(['available', 'missing']) },
  'notifications.test': {
    request: nothing,
    response: z.object({
      outcome: z.enum(['shown', 'failed', 'denied', 'unsupported']),
      notifier: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  },
} as const;

export type Snapshot = z.infer<typeof snapshotSchema>;
export type SubscriptionView = z.infer<typeof subscriptionViewSchema>;
export type Overview = z.infer<typeof overviewSchema>;
export type ActivityItem = z.infer<typeof activityItemSchema>;
export type MonthTotal = z.infer<typeof monthTotalSchema>;
