import { type Money, money } from '#shared/money.ts';
import type { UsageMetric } from '#shared/usage.ts';
import { type Inclusion, isInBytes, maxUnits, type PlanUnit, type UsagePlan } from '#shared/usage-plan.ts';

/** The metrics that plans publish inclusions for, in the order of the form. */
export const planMetrics = [
  'bandwidth',
  'storage',
  'video-processing-units',
  'extension-units',
] as const satisfies UsageMetric[];
export type PlanMetric = (typeof planMetrics)[number];

/** A plan while it is typed. Empty text: the plan says nothing about it. */
export interface PlanDraft {
  name: string;
  currency: string;
  fee: Money | null;
  inclusions: Record<PlanMetric, InclusionDraft>;
  /** What the form has no fields for, kept as it is. */
  others: readonly Inclusion[];
}

export interface InclusionDraft {
  included: string;
  unit: PlanUnit;
  size: string;
  price: Money | null;
}

export type PlanError = 'needsName' | 'needsFee' | 'wholeNumber' | 'needsIncluded' | 'needsBoth';

/** What is wrong with a draft, by field. */
export interface PlanErrors {
  name?: PlanError;
  fee?: PlanError;
  inclusions: Partial<Record<PlanMetric, Partial<Record<'included' | 'size' | 'price', PlanError>>>>;
}

const inclusionDraft = (metric: PlanMetric, plan: UsagePlan | null): InclusionDraft => {
  const inclusion = plan?.inclusions.find((each) => each.metric === metric);
  return {
    included: inclusion ? String(inclusion.included) : '',
    unit: inclusion?.unit ?? (isInBytes(metric) ? 'GB' : 'count'),
    size: inclusion?.overage ? String(inclusion.overage.size) : '',
    price: inclusion?.overage?.price ?? null,
  };
};

const isPlanMetric = (metric: UsageMetric): boolean => planMetrics.some((each) => each === metric);

export const draftOf = (plan: UsagePlan | null): PlanDraft => ({
  name: plan?.name ?? '',
  currency: plan?.fee.currency ?? 'USD',
  fee: plan?.fee ?? null,
  inclusions: {
    bandwidth: inclusionDraft('bandwidth', plan),
    storage: inclusionDraft('storage', plan),
    'video-processing-units': inclusionDraft('video-processing-units', plan),
    'extension-units': inclusionDraft('extension-units', plan),
  },
  others: plan?.inclusions.filter(({ metric }) => !isPlanMetric(metric)) ?? [],
});

/** The number that was typed, with or without spaces between thousands; null where it is none that a plan can hold. */
export function wholeNumberOf(text: string, least = 0): number | null {
  const digits = text.trim().replace(/(\d)[\s\u00a0\u202f](?=\d{3}\b)/g, '$1');
  const number = Number(digits);
  return /^\d{1,9}$/.test(digits) && number >= least && number <= maxUnits ? number : null;
}

/** The plan that the draft says, or what is wrong with it. */
export function planOf(draft: PlanDraft): { plan: UsagePlan } | { errors: PlanErrors } {
  const errors: PlanErrors = { inclusions: {} };
  if (draft.name.trim() === '') errors.name = 'needsName';
  if (draft.fee === null || draft.fee.amount < 0) errors.fee = 'needsFee';
  const inclusions = planMetrics.flatMap((metric): Inclusion[] => {
    const read = inclusionOf(metric, draft.inclusions[metric]);
    if (read === null) return [];
    if ('metric' in read) return [read];
    errors.inclusions[metric] = read;
    return [];
  });
  const clean = !errors.name && !errors.fee && Object.keys(errors.inclusions).length === 0;
  if (!clean || draft.fee === null) return { errors };
  const { fee, currency } = draft;
  // Plain objects here, too.
  const others = draft.others.map(({ metric, unit, included, overage }) => ({
    ...{ metric, unit, included },
    overage: overage && { size: overage.size, price: money(overage.price.amount, currency) },
  }));
  return {
    plan: { name: draft.name.trim(), fee: money(fee.amount, currency), inclusions: [...inclusions, ...others] },
  };
}

function inclusionOf(
  metric: PlanMetric,
  { included, unit, size, price }: InclusionDraft,
): Inclusion | Partial<Record<'included' | 'size' | 'price', PlanError>> | null {
  const empty = { included: included.trim() === '', size: size.trim() === '', price: price === null };
  if (empty.included && empty.size && empty.price) return null;
  const amount = wholeNumberOf(included);
  const step = wholeNumberOf(size, 1);
  if (empty.included) return { included: 'needsIncluded' };
  if (amount === null) return { included: 'wholeNumber' };
  if (!empty.size && step === null) return { size: 'wholeNumber' };
  if (empty.size !== empty.price) return empty.size ? { size: 'needsBoth' } : { price: 'needsBoth' };
  if (price !== null && price.amount < 0) return { price: 'needsBoth' };
  // Plain objects: a form's own are proxies, which cannot leave the window.
  const overage = step === null || price === null ? null : { size: step, price: money(price.amount, price.currency) };
  return { metric, unit, included: amount, overage };
}
