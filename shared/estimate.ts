import { shareOf, shareOfPercent } from './decimal.ts';
import type { Metered, RunningBill } from './forecast.ts';
import { add, type Money, money, subtract } from './money.ts';
import type { Period } from './period.ts';
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
  /** Null where something is missing: what the rest costs would pass for the bill. So in all of these. */
  readonly total: Money | null;
  /** What the plan's discount takes off; nothing where it has none. */
  readonly discount: Money | null;
  /** On top of the rest; nothing where there is none, or nobody has said. */
  readonly tax: Money | null;
}

/**
 * `fee + charges + Σ ceil(max(0, used − included) ÷ step) × price of a step`, less the discount, plus tax: overage is billed in
 * whole steps. In integers throughout.
 */
export function estimateOf(plan: UsagePlan, used: UsedAmounts): Estimate {
  const lines: EstimateLine[] = [];
  const missing: UsageMetric[] = [];
  let subtotal = subtotalOf(plan);
  for (const inclusion of plan.inclusions) {
    const amount = used[inclusion.metric] ?? null;
    const line = amount === null || !subtotal ? null : lineOf(inclusion, amount, subtotal);
    if (line) {
      lines.push(line);
      subtotal = subtotal && add(subtotal, line.cost);
    } else if (inclusion.overage) missing.push(inclusion.metric);
  }
  const whole = missing.length > 0 ? null : subtotal;
  return {
    fee: plan.fee,
    lines,
    missing,
    ...(whole ? endOf(plan, whole) : { discount: null, tax: null, total: null }),
  };
}

/** Null where it is no amount. */
function subtotalOf({ fee, charges = [] }: UsagePlan): Money | null {
  const sum = charges.reduce((total, { amount }) => total + amount.amount, fee.amount);
  return Number.isSafeInteger(sum) ? money(sum, fee.currency) : null;
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

/** From all prices to the total. */
function endOf({ discount, taxRate }: UsagePlan, subtotal: Money): Pick<Estimate, 'discount' | 'tax' | 'total'> {
  const { amount, currency } = subtotal;
  const off = !discount
    ? 0
    : 'percent' in discount
      ? shareOf(amount, shareOfPercent(discount.percent))
      : Math.min(amount, discount.amount.amount);
  const tax = off === null || !taxRate ? 0 : shareOf(amount - off, shareOfPercent(taxRate));
  if (off === null || tax === null || !Number.isSafeInteger(amount - off + tax))
    return { discount: null, tax: null, total: null };
  const net = subtract(subtotal, money(off, currency));
  return { discount: money(off, currency), tax: money(tax, currency), total: add(net, money(tax, currency)) };
}

/** The month's bill by the plan. Null where something that has a price was not reported, or is no amount. */
export function planBill(plan: UsagePlan, used: UsedAmounts, period: Period): RunningBill | null {
  const { total } = estimateOf(plan, used);
  if (!total) return null;
  const metered = plan.inclusions.flatMap(({ metric }): Metered[] => {
    const amount = used[metric] ?? null;
    return amount === null ? [] : [{ key: metric, used: amount, isLevel: isLevel(metric) }];
  });
  return {
    ...{ period, total, metered },
    totalWith: (expected) => estimateOf(plan, Object.fromEntries(expected)).total,
  };
}
