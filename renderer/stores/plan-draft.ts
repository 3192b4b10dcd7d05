import { type Money, money } from '#shared/money.ts';
import type { UsageMetric } from '#shared/usage.ts';
import {
  type Inclusion,
  isInBytes,
  maxUnits,
  percentSchema,
  type PlanUnit,
  type UsagePlan,
} from '#shared/usage-plan.ts';

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
  charges: ChargeDraft[];
  /** Percent of everything before tax, or an amount of it. */
  discountPercent: string;
  discountAmount: Money | null;
  /** Percent; 0 for none, empty where that is not known. */
  taxRate: string;
  /** What the form has no fields for, kept as it is. */
  others: readonly Inclusion[];
}

export interface ChargeDraft {
  name: string;
  amount: Money | null;
}

export interface InclusionDraft {
  included: string;
  unit: PlanUnit;
  size: string;
  price: Money | null;
}

export type PlanError =
  | 'needsName'
  | 'needsFee'
  | 'wholeNumber'
  | 'needsIncluded'
  | 'needsBoth'
  | 'needsPercent'
  | 'oneDiscount'
  | 'needsCharge';

/** What is wrong with a draft, by field. */
export interface PlanErrors {
  name?: PlanError;
  fee?: PlanError;
  discount?: PlanError;
  taxRate?: PlanError;
  /** By their place. */
  charges: Partial<Record<number, PlanError>>;
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
  charges: (plan?.charges ?? []).map(({ name, amount }) => ({ name, amount })),
  discountPercent: plan?.discount && 'percent' in plan.discount ? plan.discount.percent : '',
  discountAmount: plan?.discount && 'amount' in plan.discount ? plan.discount.amount : null,
  taxRate: plan?.taxRate === null ? '0' : (plan?.taxRate ?? ''),
  others: plan?.inclusions.filter(({ metric }) => !isPlanMetric(metric)) ?? [],
});

/** The number that was typed, with or without spaces between thousands; null where it is none that a plan can hold. */
export function wholeNumberOf(text: string, least = 0): number | null {
  const digits = text.trim().replace(/(\d)[\s\u00a0\u202f](?=\d{3}\b)/g, '$1');
  const number = Number(digits);
  return /^\d{1,9}$/.test(digits) && number >= least && number <= maxUnits ? number : null;
}

/** The percentage that was typed, as plans keep it; null where it is none. */
function percentOf(text: string): string | null {
  const plain = text.trim().replace(/\s*%$/, '').replace(',', '.');
  const short = plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
  return percentSchema.safeParse(short).success ? short : null;
}

/** The plan that the draft says, or what is wrong with it. */
export function planOf(draft: PlanDraft): { plan: UsagePlan } | { errors: PlanErrors } {
  const errors: PlanErrors = { inclusions: {}, charges: {} };
  if (draft.name.trim() === '') errors.name = 'needsName';
  if (draft.fee === null || draft.fee.amount < 0) errors.fee = 'needsFee';
  const inclusions = planMetrics.flatMap((metric): Inclusion[] => {
    const read = inclusionOf(metric, draft.inclusions[metric]);
    if (read === null) return [];
    if ('metric' in read) return [read];
    errors.inclusions[metric] = read;
    return [];
  });
  const rest = restOf(draft, errors);
  const clean =
    !errors.name &&
    !errors.fee &&
    !errors.discount &&
    !errors.taxRate &&
    Object.keys({ ...errors.inclusions, ...errors.charges }).length === 0;
  if (!clean || draft.fee === null) return { errors };
  const { fee, currency } = draft;
  // Plain objects here, too.
  const others = draft.others.map(({ metric, unit, included, overage }) => ({
    ...{ metric, unit, included },
    overage: overage && { size: overage.size, price: money(overage.price.amount, currency) },
  }));
  return {
    plan: {
      name: draft.name.trim(),
      fee: money(fee.amount, currency),
      inclusions: [...inclusions, ...others],
      ...rest,
    },
  };
}

/** Charges, discount and tax; what is wrong with them is written into `errors`. */
function restOf(draft: PlanDraft, errors: PlanErrors): Pick<UsagePlan, 'charges' | 'discount' | 'taxRate'> {
  const { currency } = draft;
  const plain = ({ amount }: Money) => money(amount, currency);
  const charges = draft.charges.flatMap(({ name, amount }, place) => {
    if (name.trim() === '' && amount === null) return [];
    if (name.trim() !== '' && amount !== null && amount.amount >= 0)
      return [{ name: name.trim(), amount: plain(amount) }];
    errors.charges[place] = 'needsCharge';
    return [];
  });
  const percent = draft.discountPercent.trim() === '' ? undefined : percentOf(draft.discountPercent);
  const amount = draft.discountAmount;
  if (percent === null || (amount && amount.amount < 0)) errors.discount = 'needsPercent';
  if (percent != null && amount) errors.discount = 'oneDiscount';
  const tax = draft.taxRate.trim() === '' ? undefined : percentOf(draft.taxRate);
  if (tax === null) errors.taxRate = 'needsPercent';
  return {
    ...(charges.length > 0 && { charges }),
    ...(percent != null ? { discount: { percent } } : amount && { discount: { amount: plain(amount) } }),
    ...(tax != null && { taxRate: tax === '0' ? null : tax }),
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
