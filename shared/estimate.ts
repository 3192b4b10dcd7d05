import { add, type Money, money } from './money.ts';
import type { Period } from './period.ts';
import { type Instant, millisOf } from './time.ts';
import type { Forecast } from './upcoming.ts';
import type { UsageMetric } from './usage.ts';
import { includedOf, type Inclusion, isLevel, sizeOfUnit, type UsagePlan } from './usage-plan.ts';

/** What was used, in bytes or counts; null or absent: the vendor did not say. */
export type UsedAmounts = Partial<Readonly<Record<UsageMetric, number | null>>>;

/** How one inclusion of the plan comes to its cost. Amounts in bytes or counts. */
export interface EstimateLine {
  readonly inclusion: Inclusion;
  readonly used: number;
  readonly included: number;
  readonly over: number;
  /** Whole steps that are billed. */
  readonly steps: number;
  readonly cost: Money;
}

/** A bill from usage and prices, with its working. */
export interface Estimate {
  readonly fee: Money;
  readonly lines: readonly EstimateLine[];
  readonly total: Money;
}

/** `fee + Σ ceil(max(0, used − included) ÷ step) × price of a step`: overage is billed in whole steps. In integers throughout. */
export function estimateOf(plan: UsagePlan, used: UsedAmounts): Estimate {
  const lines = plan.inclusions.map((inclusion) => lineOf(inclusion, used[inclusion.metric] ?? 0, plan.fee.currency));
  return { fee: plan.fee, lines, total: lines.reduce((sum, { cost }) => add(sum, cost), plan.fee) };
}

function lineOf(inclusion: Inclusion, used: number, currency: string): EstimateLine {
  const included = includedOf(inclusion);
  const over = Math.max(0, used - included);
  const { overage, unit } = inclusion;
  if (!overage) return { inclusion, used, included, over, steps: 0, cost: money(0, currency) };
  const step = BigInt(overage.size) * BigInt(sizeOfUnit[unit]);
  const steps = (BigInt(over) + step - 1n) / step;
  const cost = money(Number(steps * BigInt(overage.price.amount)), currency);
  return { inclusion, used, included, over, steps: Number(steps), cost };
}

const tooEarlyMillis = 12 * 60 * 60 * 1000;

/**
 * The bill at the end of the period if usage goes on at its pace so far: what was used grows by length ÷ elapsed, levels
 * such as storage stay, and the plan's whole steps are applied to that. Never below the actual; null in the first 12 hours.
 */
export function usageForecastOf(plan: UsagePlan, used: UsedAmounts, period: Period, now: Instant): Forecast | null {
  const elapsed = millisOf(now) - millisOf(period.start);
  if (elapsed < tooEarlyMillis) return null;
  const length = Math.max(elapsed, millisOf(period.end) - millisOf(period.start));
  const expected: Partial<Record<UsageMetric, number>> = {};
  for (const { metric } of plan.inclusions) {
    const soFar = used[metric] ?? 0;
    expected[metric] = isLevel(metric) ? soFar : grown(soFar, length, elapsed);
  }
  const { total } = estimateOf(plan, expected);
  return { total, method: total.amount === plan.fee.amount ? 'fixed' : 'fixed-plus-metered-pace' };
}

/** Whole units, rounded half up. */
const grown = (used: number, length: number, elapsed: number): number =>
  Number((2n * BigInt(used) * BigInt(length) + BigInt(elapsed)) / (2n * BigInt(elapsed)));
