import { z } from 'zod';
import {
  alertIdSchema,
  type Amount,
  exceeds,
  type MoneyAlert,
  type Step,
  stepSchema,
  type UsageAlert,
} from './alerts.ts';
import { type Money, moneySchema } from './money.ts';
import { periodSchema } from './period.ts';
import { quantitySchema } from './quantity.ts';
import { type Reason, reasonSchema } from './reasons.ts';
import { instantSchema } from './time.ts';
import type { Upcoming } from './upcoming.ts';
import type { AccountUsage } from './usage.ts';
import { isInBytes } from './usage-plan.ts';

/** `not-compared` is neither of the others: nobody knows whether the threshold is exceeded. */
export const outcomeSchema = z.enum(['exceeded', 'not-exceeded', 'not-compared']);
export type Outcome = z.infer<typeof outcomeSchema>;

/** How an amount compares with an alert's threshold. */
export interface Evaluation<A extends Amount = Amount> {
  readonly outcome: Outcome;
  /** Null where the comparison was made. */
  readonly reason: Reason | null;
  /** The watched amount, or as much of it as is known; null when nothing is. */
  readonly amount: A | null;
  /** Steps exceeded, ascending; 100 is the last of them when the alert itself is exceeded. */
  readonly exceededSteps: readonly Step[];
}

/** What an alert says right now of one of the things that it watches. */
export const standingSchema = z.object({
  alertId: alertIdSchema,
  /** `usage` where usage is watched; null for a sum, and where there is nothing. */
  subscriptionId: z.string().nullable(),
  /** Its name; empty for a sum, and where there is nothing. */
  plan: z.string(),
  outcome: outcomeSchema,
  reason: reasonSchema.nullable(),
  amount: z.union([moneySchema, quantitySchema]).nullable(),
  /** How much of the amount had been invoiced already; null for usage, and where that is not known. */
  billed: moneySchema.nullable(),
  period: periodSchema.nullable(),
  exceededSteps: z.array(stepSchema),
  asOf: instantSchema.nullable(),
});
export type Standing = z.infer<typeof standingSchema>;

export const notCompared = <A extends Amount>(reason: Reason, amount: A | null = null): Evaluation<A> => ({
  outcome: 'not-compared',
  reason,
  amount,
  exceededSteps: [],
});

/** Of a comparison of which a part was missing: what is exceeded without it is exceeded. */
const judged = <A extends Amount>(
  amount: A,
  steps: readonly Step[],
  exceeds: (step: Step) => boolean,
  missing: Reason | null,
): Evaluation<A> => {
  const exceededSteps = [...steps, 100 as const].filter(exceeds);
  const outcome = exceededSteps.includes(100) ? 'exceeded' : missing ? 'not-compared' : 'not-exceeded';
  return { outcome, reason: outcome === 'not-compared' ? missing : null, amount, exceededSteps };
};

/** @param missing why a part of the amount is not known */
export function evaluateMoney(
  { threshold, steps }: Pick<MoneyAlert, 'threshold' | 'steps'>,
  amount: Money,
  missing: Reason | null = null,
): Evaluation<Money> {
  if (amount.currency !== threshold.currency) return notCompared('other-currency', amount);
  return judged(amount, steps, (step) => exceeds(amount, threshold, step), missing);
}

/** Why a subscription has no upcoming invoice, as an alert says it. */
export function reasonOfNone({ reason }: Extract<Upcoming, { kind: 'none' }>): Reason {
  return reason === 'nothing-to-bill' ? 'no-invoice-coming' : reason;
}

/** The same for usage. */
export function evaluateUsage(
  { measure, threshold, steps }: Pick<UsageAlert, 'measure' | 'threshold' | 'steps'>,
  usage: AccountUsage | null,
): Evaluation<{ quantity: number; unit: 'byte' | 'count' }> {
  const reading = usage?.readings.find(({ metric }) => metric === measure);
  if (!reading) return notCompared(usage ? 'metric-not-told' : 'usage-not-read');
  const { used, included } = reading;
  const amount = { quantity: used, unit: isInBytes(measure) ? 'byte' : 'count' } as const;
  if (threshold.unit === 'percent' && included === null) return notCompared('included-unknown', amount);
  const whole = threshold.unit === 'percent' ? included : threshold.unit === amount.unit ? 100 : null;
  if (whole === null) return notCompared('other-unit', amount);
  // used > whole × threshold ÷ 100 × step ÷ 100: a plain threshold counts whole, one in percent by what is included.
  const limit = BigInt(whole) * BigInt(threshold.quantity);
  return judged(amount, steps, (step) => BigInt(used) * 10_000n > limit * BigInt(step), null);
}
