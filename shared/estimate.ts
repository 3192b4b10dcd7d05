import { isTooEarly } from './forecast.ts';
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
  /** Of the metrics that were reported. */
  readonly lines: readonly EstimateLine[];
  /** Metrics that the plan has a price for, and the vendor did not report or told beyond what can be an amount. */
  readonly missing: readonly UsageMetric[];
  /** Null where something is missing: what the rest costs would pass for the bill. */
  readonly total: Money | null;
}

/** `fee + Σ ceil(max(0, used − included) ÷ step) × price of a step`: overage is billed in whole steps. In integers throughout. */
export function estimateOf(plan: UsagePlan, used: UsedAmounts): Estimate {
  const lines: EstimateLine[] = [];
  const missing: UsageMetric[] = [];
  let total = plan.fee;
  for (const inclusion of plan.inclusions) {
    const amount = used[inclusion.metric] ?? null;
    const line = amount === null ? null : lineOf(inclusion, amount, total);
    if (line) {
      lines.push(line);
      total = add(total, line.cost);
    } else if (inclusion.overage) missing.push(inclusion.metric);
  }
  return { fee: plan.fee, lines, missing, total: missing.length > 0 ? null : total };
}

/** Null where its cost, or the sum with it, is beyond every amount. */
function lineOf(inclusion: Inclusion, used: number, { amount: before, currency }: Money): EstimateLine | null {
  const included = includedOf(inclusion);
  const over = Math.max(0, used - included);
  const { overage, unit } = inclusion;
  if (!overage) return { inclusion, used, included, over, steps: 0, cost: money(0, currency) };
  const step = BigInt(overage.size) * BigInt(sizeOfUnit[unit]);
  const steps = (BigInt(over) + step - 1n) / step;
  const cost = Number(steps * BigInt(overage.price.amount));
  if (!Number.isSafeInteger(before + cost)) return null;
  return { inclusion, used, included, over, steps: Number(steps), cost: money(cost, currency) };
}

/**
 * The bill at the end of the period if usage goes on at its pace so far: what was used grows by length ÷ elapsed, levels
 * such as storage stay, and the plan's whole steps are applied to that. Never below the actual; null in the first 12 hours,
 * and where the vendor did not report all that has a price.
 */
export function usageForecastOf(plan: UsagePlan, used: UsedAmounts, period: Period, now: Instant): Forecast | null {
  if (isTooEarly(period, now)) return null;
  const elapsed = millisOf(now) - millisOf(period.start);
  const length = Math.max(elapsed, millisOf(period.end) - millisOf(period.start));
  const expected: Partial<Record<UsageMetric, number>> = {};
  for (const { metric } of plan.inclusions) {
    const soFar = used[metric] ?? null;
    if (soFar !== null) expected[metric] = isLevel(metric) ? soFar : grown(soFar, length, elapsed);
  }
  const { total } = estimateOf(plan, expected);
  return total && { total, method: total.amount === plan.fee.amount ? 'fixed' : 'fixed-plus-metered-pace' };
}

/** Whole units, rounded half up. */
const grown = (used: number, length: number, elapsed: number): number =>
  Number((2n * BigInt(used) * BigInt(length) + BigInt(elapsed)) / (2n * BigInt(elapsed)));
