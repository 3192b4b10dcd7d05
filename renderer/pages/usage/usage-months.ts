import type { Amount } from '#shared/alerts.ts';
import { estimateOf } from '#shared/estimate.ts';
import type { UsageMonth } from '#shared/ipc/contract.ts';
import type { Month } from '#shared/time.ts';
import { type UsageMetric, usageMetricSchema } from '#shared/usage.ts';
import { isInBytes, type UsagePlan } from '#shared/usage-plan.ts';

/** What the history can show: a metric, or what the plan of today would have made of the month. */
export type UsageSeriesName = UsageMetric | 'estimate';

export interface UsageMonthRow {
  readonly month: Month;
  /** Null where the vendor did not report. */
  readonly amount: Amount | null;
  readonly final: boolean;
}

/** The series that there is anything to show of, the estimate first. */
export const seriesOf = (months: readonly UsageMonth[], plan: UsagePlan | null): UsageSeriesName[] => [
  ...(plan && months.length > 0 ? (['estimate'] as const) : []),
  ...usageMetricSchema.options.filter((metric) => months.some(({ amounts }) => amountOf(amounts[metric]) !== null)),
];

export const rowsOf = (months: readonly UsageMonth[], name: UsageSeriesName, plan: UsagePlan | null): UsageMonthRow[] =>
  months.map(({ month, amounts, final }) => {
    if (name === 'estimate') return { month, amount: plan && estimateOf(plan, amounts).total, final };
    const quantity = amountOf(amounts[name]);
    const unit = isInBytes(name) ? ('byte' as const) : ('count' as const);
    return { month, amount: quantity === null ? null : { quantity, unit }, final };
  });

const amountOf = (amount: number | null | undefined): number | null => amount ?? null;
