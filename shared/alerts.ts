import { z } from 'zod';
import { causeSchema } from './comparison.ts';
import { appErrorSchema } from './errors.ts';
import { formatMoney, type Money, moneySchema, toDecimalText } from './money.ts';
import { periodSchema } from './period.ts';
import { formatQuantity, type Quantity, quantitySchema } from './quantity.ts';
import { instantSchema } from './time.ts';
import { usageMetricSchema } from './usage.ts';

/**
 * `total` watches the upcoming invoice so far, `forecast` its expected end, `above-usual` by how much that is above the usual
 * bill: the median of the last periods'.
 */
export const moneyMeasures = ['total', 'forecast', 'above-usual'] as const;
const moneyMeasureSchema = z.enum(moneyMeasures);
/** UUID v7. */
export const alertIdSchema = z.string().brand<'AlertId', 'inout'>();
export type AlertId = z.infer<typeof alertIdSchema>;
export const alertEventIdSchema = z.string().brand<'AlertEventId', 'inout'>();
export type AlertEventId = z.infer<typeof alertEventIdSchema>;

/** Money measures and usage metrics. */
export const measureSchema = z.enum([...moneyMeasures, ...usageMetricSchema.options]);
export type Measure = z.infer<typeof measureSchema>;
export type MoneyMeasure = z.infer<typeof moneyMeasureSchema>;
export const isMoneyMeasure = (measure: Measure): measure is MoneyMeasure =>
  moneyMeasures.some((each) => each === measure);

/** What a threshold or a watched amount can be. */
export type Amount = Money | Quantity;
export const isMoney = (amount: Amount): amount is Money => 'currency' in amount;
/** Minor units, bytes, counts or percent. */
export const valueOf = (amount: Amount): number => (isMoney(amount) ? amount.amount : amount.quantity);
/** A currency's code or a quantity's unit. */
export const unitOf = (amount: Amount): string => (isMoney(amount) ? amount.currency : amount.unit);
/** For people, whichever it is. */
export const formatAmount = (amount: Amount, locale: string, display: 'code' | 'symbol' = 'symbol'): string =>
  isMoney(amount) ? formatMoney(amount, locale, display) : formatQuantity(amount, locale);
/** For people: a threshold, exactly as it is compared, where an amount is rounded up. */
export const formatThreshold = (threshold: Amount, locale: string, display: 'code' | 'symbol' = 'symbol'): string =>
  isMoney(threshold) ? formatMoney(threshold, locale, display) : formatQuantity(threshold, locale, { exact: true });
/** For files and errors: `500.00`, or the plain number of bytes, things or percent. */
export const plainTextOf = (amount: Amount): string =>
  isMoney(amount) ? toDecimalText(amount) : String(amount.quantity);

/** Percent of the threshold; 100 is the alert itself, the others are early steps. */
export const stepSchema = z.union([z.literal(50), z.literal(75), z.literal(90), z.literal(100)]);
export type Step = z.infer<typeof stepSchema>;
export const earlySteps = [50, 75, 90] as const satisfies Step[];
export const earlyStepSchema = z.union([z.literal(50), z.literal(75), z.literal(90)]);

/** What is watched and from where on: an amount of money, or usage in bytes, counts or percent of what is included. */
const moneyRule = { measure: moneyMeasureSchema, threshold: moneySchema };
const usageRule = { measure: usageMetricSchema, threshold: quantitySchema };

/** What one comparison takes together: each subscription alone, the whole account, or all accounts of the currency. */
export const scopeSchema = z.enum(['subscription', 'account', 'all']);
export type Scope = z.infer<typeof scopeSchema>;
/** Over which time: the billing period of a subscription, or the calendar month in which invoices are issued. */
export const windowSchema = z.enum(['billing-period', 'calendar-month']);
export type AlertWindow = z.infer<typeof windowSchema>;
/** Sums over several subscriptions, whose billing periods differ, go by calendar month. */
export const windowOf = (scope: Scope): AlertWindow => (scope === 'subscription' ? 'billing-period' : 'calendar-month');
/** What stands in place of a subscription's id where a sum is watched. */
export const sumSubjects = { account: 'account', all: 'all' } as const;

const alertFields = {
  /** Null where all accounts are watched together. */
  accountId: z.string().nullable(),
  /** Early steps besides 100, ascending. */
  steps: z.array(earlyStepSchema),
};
/** One subscription by its billing period, unless said; sums over several go by calendar month. */
const choices = { scope: scopeSchema.optional(), window: windowSchema.optional() };
export const newAlertSchema = z
  .union([
    z.object({ ...alertFields, ...choices, ...moneyRule }),
    z.object({ ...alertFields, ...choices, ...usageRule }),
  ])
  .refine(({ accountId, scope }) => accountId !== null || scope === 'all', 'Without an account all are watched');
export type NewAlert = z.infer<typeof newAlertSchema>;

const savedFields = {
  ...alertFields,
  id: alertIdSchema,
  scope: scopeSchema,
  window: windowSchema,
  /** By which calendar months go: the accounting time zone when the alert was saved. Null for billing periods. */
  timeZone: z.string().nullable(),
  createdAt: instantSchema,
  /** As people call it, and what they noted. */
  name: z.string().nullable().optional(),
  note: z.string().nullable().optional(),
  /** Until then it triggers nothing; null where it watches. */
  pausedUntil: instantSchema.nullable().optional(),
};
const moneyAlertSchema = z.object({ ...savedFields, ...moneyRule });
const usageAlertSchema = z.object({ ...savedFields, ...usageRule });
export const alertSchema = z.union([moneyAlertSchema, usageAlertSchema]);
export type MoneyAlert = z.infer<typeof moneyAlertSchema>;
export type UsageAlert = z.infer<typeof usageAlertSchema>;
export type Alert = MoneyAlert | UsageAlert;
export const isMoneyAlert = (alert: Alert): alert is MoneyAlert => isMoneyMeasure(alert.measure);

/**
 * `pending → delivering → shown | failed`, then `seen` by a click or in the app. `withdrawn`: it was chosen that this computer
 * is not told.
 */
export const deliveryStateSchema = z.enum(['pending', 'delivering', 'shown', 'failed', 'seen', 'withdrawn']);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

const alertEventFields = {
  id: alertEventIdSchema,
  accountId: z.string(),
  accountName: z.string(),
  alertId: alertIdSchema,
  scope: scopeSchema,
  window: windowSchema,
  /** `usage` where an account's usage is watched, `account` or `all` where a sum is. */
  subscriptionId: z.string(),
  plan: z.string(),
  step: stepSchema,
  period: periodSchema,
  /** The period had closed before it could be checked. */
  late: z.boolean(),
  asOf: instantSchema,
  triggeredAt: instantSchema,
  delivery: deliveryStateSchema,
  /** Which notifier showed it, e.g. `electron`, `node-notifier`. */
  notifier: z.string().nullable(),
  /** How often showing it was tried, the last time and, where it is to be tried again, the next. */
  attempts: z.int(),
  lastTriedAt: instantSchema.nullable(),
  nextTryAt: instantSchema.nullable(),
  shownAt: instantSchema.nullable(),
  seenAt: instantSchema.nullable(),
  /** By a click on the notification, or in the app. */
  seenHow: z.enum(['click', 'app']).nullable(),
  failure: z.string().nullable(),
  practice: z.boolean(),
};

/** The record that a threshold was exceeded in a period: evidence, and the source of its notification. */
const moneyAlertEventSchema = z.object({
  ...alertEventFields,
  ...moneyRule,
  amount: moneySchema,
  /** How much of the amount had been invoiced already; null where that was not known. */
  billed: moneySchema.nullable(),
  /** Why it was so much; null where nothing told, or it had risen by nothing. */
  cause: causeSchema.nullable(),
});
const usageAlertEventSchema = z.object({
  ...alertEventFields,
  ...usageRule,
  /** In bytes or counts, also where the threshold is in percent of `included`. */
  amount: quantitySchema,
  included: z.int().nullable(),
});
export const alertEventSchema = z.union([moneyAlertEventSchema, usageAlertEventSchema]);
export type MoneyAlertEvent = z.infer<typeof moneyAlertEventSchema>;
export type UsageAlertEvent = z.infer<typeof usageAlertEventSchema>;
export type AlertEvent = MoneyAlertEvent | UsageAlertEvent;

/** Exceeded means greater than: 100.00 against 100.00 is not. Compared in integers; throws on two currencies. */
export function exceeds(total: Money, threshold: Money, step: Step): boolean {
  if (total.currency !== threshold.currency)
    throw new TypeError(`${total.currency} and ${threshold.currency} cannot be compared`);
  return BigInt(total.amount) * 100n > BigInt(threshold.amount) * BigInt(step);
}

/** In how many of these invoices the threshold would have been exceeded; other currencies count as not. */
export const wouldHaveAlerted = (threshold: Money, totals: readonly Money[]): number =>
  totals.filter((total) => total.currency === threshold.currency && exceeds(total, threshold, 100)).length;

export const checkRecordSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  at: instantSchema,
  ok: z.boolean(),
  error: appErrorSchema.nullable(),
  amounts: z.array(z.object({ subscriptionId: z.string(), total: moneySchema, period: periodSchema })),
});
export type CheckRecord = z.infer<typeof checkRecordSchema>;
