import type { UsedAmounts } from './estimate.ts';
import type { Period } from './period.ts';
import type { Subscription, SubscriptionItem } from './subscription.ts';
import { type UsageMetric, usageMetricSchema, type UsageReading, usageSubscriptionId } from './usage.ts';
import { includedOf, isInBytes, type UsagePlan } from './usage-plan.ts';

/** Names the month until a plan was entered. */
const vendor = 'ImageKit';

/** What was used of each metric that the vendor reported, and what the plan includes. */
export function readingsOf(amounts: UsedAmounts, plan: UsagePlan | null): UsageReading[] {
  return usageMetricSchema.options.flatMap((metric) => {
    const used = amounts[metric] ?? null;
    const inclusion = plan?.inclusions.find((each) => each.metric === metric);
    return used === null ? [] : [{ metric, used, included: inclusion ? includedOf(inclusion) : null }];
  });
}

export const planNameOf = (plan: UsagePlan | null): string => plan?.name ?? vendor;

/** The month as what stands for a subscription where a vendor reports usage by months. Without a plan it has no items. */
export function usageSubscriptionOf(
  plan: UsagePlan | null,
  amounts: UsedAmounts,
  period: Period,
  nameOf: (metric: UsageMetric) => string,
): Subscription {
  const itemOf = ({ metric, used, included }: UsageReading, currency: string): SubscriptionItem => ({
    id: metric,
    // Its usage is known: it is not to be read from the lines of an invoice.
    priceId: null,
    name: nameOf(metric),
    quantity: null,
    metered: true,
    unitAmountDecimal: null,
    currency,
    tiers: [],
    included,
    used,
    overage: included === null ? null : Math.max(0, used - included),
    unit: isInBytes(metric) ? 'bytes' : 'units',
  });
  return {
    id: usageSubscriptionId,
    status: 'active',
    plan: planNameOf(plan),
    price: plan?.fee ?? null,
    interval: { unit: 'month', count: 1 },
    period,
    cancelAtPeriodEnd: false,
    endsAt: null,
    trialEndsAt: null,
    collectionPaused: false,
    items: plan ? readingsOf(amounts, plan).map((reading) => itemOf(reading, plan.fee.currency)) : [],
    paymentMethod: null,
    // The vendor's API does not report.
    paymentMethodUnknown: { missing: [] },
  };
}
