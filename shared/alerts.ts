import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { type Money, moneySchema } from './money.ts';
import { type Period, periodSchema } from './period.ts';
import { instantSchema } from './time.ts';
import type { Forecast, Upcoming } from './upcoming.ts';

/** `total` watches the upcoming invoice so far, `forecast` its expected end. */
export const measureSchema = z.enum(['total', 'forecast']);
export type Measure = z.infer<typeof measureSchema>;

/** Percent of the threshold; 100 is the alert itself, the others are early steps. */
export const stepSchema = z.union([z.literal(50), z.literal(75), z.literal(90), z.literal(100)]);
export type Step = z.infer<typeof stepSchema>;
export const earlySteps = [50, 75, 90] as const satisfies Step[];
export const earlyStepSchema = z.union([z.literal(50), z.literal(75), z.literal(90)]);

export const alertSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  measure: measureSchema,
  threshold: moneySchema,
  /** Early steps besides 100, ascending. */
  steps: z.array(earlyStepSchema),
  createdAt: instantSchema,
});
export type Alert = z.infer<typeof alertSchema>;

/** `pending → delivering → shown | failed`, then `seen` by a click or in the app. */
export const deliveryStateSchema = z.enum(['pending', 'delivering', 'shown', 'failed', 'seen']);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

/** The record that a threshold was exceeded in a period: evidence, and the source of its notification. */
export const firingSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  alertId: z.string(),
  subscriptionId: z.string(),
  plan: z.string(),
  measure: measureSchema,
  threshold: moneySchema,
  step: stepSchema,
  period: periodSchema,
  amount: moneySchema,
  /** The period had closed before anybody could look. */
  late: z.boolean(),
  asOf: instantSchema,
  firedAt: instantSchema,
  delivery: deliveryStateSchema,
  /** Which notifier showed it, e.g. `electron`, `node-notifier`. */
  notifier: z.string().nullable(),
  shownAt: instantSchema.nullable(),
  seenAt: instantSchema.nullable(),
  failure: z.string().nullable(),
  practice: z.boolean(),
});
export type Firing = z.infer<typeof firingSchema>;

/** What an alert says about one subscription right now. */
export interface Evaluation {
  readonly state: 'watching' | 'exceeded' | 'paused-currency' | 'nothing-to-watch';
  /** The watched amount; null when there is none. */
  readonly amount: Money | null;
  readonly period: Period | null;
  /** Steps exceeded, ascending; 100 is the last of them when the alert itself is exceeded. */
  readonly exceededSteps: readonly Step[];
}

/** Exceeded means greater than: 100.00 against 100.00 is not. Compared in integers. */
export function exceeds(total: Money, threshold: Money, step: Step): boolean {
  if (total.currency !== threshold.currency)
    throw new TypeError(`${total.currency} and ${threshold.currency} cannot be compared`);
  return BigInt(total.amount) * 100n > BigInt(threshold.amount) * BigInt(step);
}

export function evaluate(
  alert: Pick<Alert, 'measure' | 'threshold' | 'steps'>,
  upcoming: Upcoming,
  forecast: Forecast | null,
): Evaluation {
  const nothing = { state: 'nothing-to-watch', amount: null, period: null, exceededSteps: [] } as const;
  if (upcoming.kind === 'none') return nothing;
  const amount = alert.measure === 'total' ? upcoming.total : forecast?.total;
  if (!amount) return { ...nothing, period: upcoming.period };
  const { period } = upcoming;
  if (amount.currency !== alert.threshold.currency)
    return { state: 'paused-currency', amount, period, exceededSteps: [] };
  const exceededSteps = [...alert.steps, 100 as const].filter((step) => exceeds(amount, alert.threshold, step));
  return { state: exceededSteps.includes(100) ? 'exceeded' : 'watching', amount, period, exceededSteps };
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
