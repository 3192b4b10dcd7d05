import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { formatMoney, type Money, moneySchema, toDecimalText } from './money.ts';
import { type Period, periodSchema } from './period.ts';
import { formatQuantity, type Quantity, quantitySchema } from './quantity.ts';
import { instantSchema } from './time.ts';
import type { Forecast, Upcoming } from './upcoming.ts';
import { type AccountUsage, usageMetricSchema } from './usage.ts';
import { isInBytes } from './usage-plan.ts';

/** `total` watches the upcoming invoice so far, `forecast` its expected end. */
const moneyMeasures = ['total', 'forecast'] as const;
const moneyMeasureSchema = z.enum(moneyMeasures);
/** Money measures and usage metrics. */
export const measureSchema = z.enum([...moneyMeasures, ...usageMetricSchema.options]);
export type Measure = z.infer<typeof measureSchema>;
export const isMoneyMeasure = (measure: Measure): measure is z.infer<typeof moneyMeasureSchema> =>
  measure === 'total' || measure === 'forecast';

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

const alertFields = {
  accountId: z.string(),
  /** Early steps besides 100, ascending. */
  steps: z.array(earlyStepSchema),
};
export const newAlertSchema = z.union([
  z.object({ ...alertFields, ...moneyRule }),
  z.object({ ...alertFields, ...usageRule }),
]);
export type NewAlert = z.infer<typeof newAlertSchema>;

const savedFields = { ...alertFields, id: z.string(), createdAt: instantSchema };
const moneyAlertSchema = z.object({ ...savedFields, ...moneyRule });
const usageAlertSchema = z.object({ ...savedFields, ...usageRule });
export const alertSchema = z.union([moneyAlertSchema, usageAlertSchema]);
export type MoneyAlert = z.infer<typeof moneyAlertSchema>;
export type UsageAlert = z.infer<typeof usageAlertSchema>;
export type Alert = MoneyAlert | UsageAlert;
export const isMoneyAlert = (alert: Alert): alert is MoneyAlert => isMoneyMeasure(alert.measure);

/** `pending → delivering → shown | failed`, then `seen` by a click or in the app. */
export const deliveryStateSchema = z.enum(['pending', 'delivering', 'shown', 'failed', 'seen']);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

const firingFields = {
  id: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  alertId: z.string(),
  /** `usage` where an account's usage is watched. */
  subscriptionId: z.string(),
  plan: z.string(),
  step: stepSchema,
  period: periodSchema,
  /** The period had closed before anybody could look. */
  late: z.boolean(),
  asOf: instantSchema,
  firedAt: instantSchema,
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
const moneyFiringSchema = z.object({ ...firingFields, ...moneyRule, amount: moneySchema });
const usageFiringSchema = z.object({
  ...firingFields,
  ...usageRule,
  /** In bytes or counts, also where the threshold is in percent of `included`. */
  amount: quantitySchema,
  included: z.int().nullable(),
});
export const firingSchema = z.union([moneyFiringSchema, usageFiringSchema]);
export type MoneyFiring = z.infer<typeof moneyFiringSchema>;
export type UsageFiring = z.infer<typeof usageFiringSchema>;
export type Firing = MoneyFiring | UsageFiring;

/** What an alert says right now: about one subscription, or about the account's usage. */
export interface Evaluation<A extends Amount = Amount> {
  /** `paused-currency`, `paused-unit`: what is measured cannot be compared with the threshold. */
  readonly state: 'watching' | 'exceeded' | 'paused-currency' | 'paused-unit' | 'nothing-to-watch';
  /** The watched amount; null when there is none. */
  readonly amount: A | null;
  readonly period: Period | null;
  /** Steps exceeded, ascending; 100 is the last of them when the alert itself is exceeded. */
  readonly exceededSteps: readonly Step[];
}

const nothing = { state: 'nothing-to-watch', amount: null, period: null, exceededSteps: [] } as const;

/** Exceeded means greater than: 100.00 against 100.00 is not. Compared in integers. */
export function exceeds(total: Money, threshold: Money, step: Step): boolean {
  if (total.currency !== threshold.currency)
    throw new TypeError(`${total.currency} and ${threshold.currency} cannot be compared`);
  return BigInt(total.amount) * 100n > BigInt(threshold.amount) * BigInt(step);
}

const exceededOf = (steps: readonly Step[], exceeds: (step: Step) => boolean) => {
  const exceededSteps = [...steps, 100 as const].filter(exceeds);
  return { state: exceededSteps.includes(100) ? 'exceeded' : 'watching', exceededSteps } as const;
};

export function evaluate(
  alert: Pick<MoneyAlert, 'measure' | 'threshold' | 'steps'>,
  upcoming: Upcoming,
  forecast: Forecast | null,
): Evaluation<Money> {
  if (upcoming.kind === 'none') return nothing;
  const amount = alert.measure === 'total' ? upcoming.total : forecast?.total;
  const { period } = upcoming;
  if (!amount) return { ...nothing, period };
  if (amount.currency !== alert.threshold.currency)
    return { state: 'paused-currency', amount, period, exceededSteps: [] };
  return { amount, period, ...exceededOf(alert.steps, (step) => exceeds(amount, alert.threshold, step)) };
}

/** The same for usage. Percent of what a plan includes pauses where that is not known. */
export function evaluateUsage(
  { measure, threshold, steps }: Pick<UsageAlert, 'measure' | 'threshold' | 'steps'>,
  usage: AccountUsage | null,
): Evaluation<Quantity> {
  const reading = usage?.readings.find(({ metric }) => metric === measure);
  if (!usage || !reading) return { ...nothing, period: usage?.period ?? null };
  const { period } = usage;
  const { used, included } = reading;
  const amount = { quantity: used, unit: isInBytes(measure) ? 'byte' : 'count' } as const;
  const whole = threshold.unit === 'percent' ? included : threshold.unit === amount.unit ? 100 : null;
  if (whole === null) return { state: 'paused-unit', amount, period, exceededSteps: [] };
  // used > whole × threshold ÷ 100 × step ÷ 100: a plain threshold counts whole, one in percent by what is included.
  const limit = BigInt(whole) * BigInt(threshold.quantity);
  return { amount, period, ...exceededOf(steps, (step) => BigInt(used) * 10_000n > limit * BigInt(step)) };
}

/** In how many of these invoices the threshold would have been exceeded; other currencies count as not. */
export const wouldHaveAlerted = (threshold: Money, totals: readonly Money[]): number =>
  totals.filter((total) => total.currency === threshold.currency && exceeds(total, threshold, 100)).length;

export const pollSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  at: instantSchema,
  ok: z.boolean(),
  error: appErrorSchema.nullable(),
  amounts: z.array(z.object({ subscriptionId: z.string(), total: moneySchema, period: periodSchema })),
});
export type Poll = z.infer<typeof pollSchema>;
