import { estimateOf, planBill } from '#shared/estimate.ts';
import { forecastOf } from '#shared/forecast.ts';
import type { AccountSummary, Overview, UsageMonth } from '#shared/ipc/contract.ts';
import { addMonths, dayOf, monthOf, monthsBetween, periodOfMonth } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import { usageMetricSchema, usageSubscriptionId } from '#shared/usage.ts';
import { includedOf, planPresets, type UsagePlan } from '#shared/usage-plan.ts';

const GB = 10 ** 9;
/** Of the running month so far. */
const sampleAmounts = {
  bandwidth: 65 * GB,
  storage: 12 * GB,
  'video-processing-units': 1686,
  'extension-units': 627,
  'original-cache-storage': 42 * GB,
};
const premium = planPresets.find(({ name }) => name === 'Premium');
if (!premium) throw new Error('The published example is gone');
/** 49 USD with 40 GB, 9 USD for each further 20 GB, and video units that are not all used. */
const samplePlan: UsagePlan = {
  ...premium,
  inclusions: [
    ...premium.inclusions,
    {
      metric: 'video-processing-units',
      unit: 'count',
      included: 5000,
      overage: { size: 100, price: { amount: 150, currency: 'USD' } },
    },
    { metric: 'extension-units', unit: 'count', included: 650, overage: null },
  ],
};

interface UsageSampled {
  accounts: AccountSummary[];
  readonly overviews: Record<string, Overview>;
  readonly usage: { plans: Record<string, UsagePlan>; months: Record<string, UsageMonth[]> };
}

/**
 * Gives an account of the sample ImageKit's usage: beside its invoices, or `alone` in place of them. Without a plan
 * nothing is estimated.
 */
export function sampleUsage(
  state: UsageSampled,
  now: Instant,
  options: { accountId?: string; alone?: boolean; plan?: UsagePlan | null } = {},
): void {
  const { accountId = 'acc_imagekit', alone = false, plan = samplePlan } = options;
  const overview = state.overviews[accountId];
  if (!overview?.snapshot) throw new Error(`${accountId} has no snapshot`);
  const imagekit = { kind: 'imagekit' as const, baseUrl: null, customerId: null };
  state.accounts = state.accounts.map((each) =>
    each.id === accountId ? { ...each, sources: alone ? [imagekit] : [...each.sources, imagekit] } : each,
  );
  if (plan) state.usage.plans[accountId] = plan;
  const month = monthOf(now);
  state.usage.months[accountId] = monthsBetween(addMonths(month, -12), month).map((each, index) => ({
    month: each,
    amounts: each === month ? sampleAmounts : { ...sampleAmounts, bandwidth: (30 + index * 3) * GB },
    asOf: now,
    final: each !== month,
  }));
  const period = periodOfMonth(month);
  const readings = usageMetricSchema.options.map((metric) => {
    const inclusion = plan?.inclusions.find((each) => each.metric === metric);
    return { metric, used: sampleAmounts[metric], included: inclusion ? includedOf(inclusion) : null };
  });
  overview.snapshot.usage = { period, asOf: now, readings };
  if (!alone) return;
  const total = plan && estimateOf(plan, sampleAmounts).total;
  const bill = plan && planBill(plan, sampleAmounts, period);
  overview.snapshot.details = null;
  overview.snapshot.subscriptions = [
    {
      subscription: {
        id: usageSubscriptionId,
        status: 'active',
        plan: plan?.name ?? 'ImageKit',
        price: plan?.fee ?? null,
        interval: { unit: 'month', count: 1 },
        period,
        cancelAtPeriodEnd: false,
        endsAt: null,
        trialEndsAt: null,
        collectionPaused: false,
        items: [],
        paymentMethod: null,
      },
      upcoming: total
        ? { kind: 'estimate', total, amountDue: total, period, lines: [], asOf: now }
        : { kind: 'none', reason: 'no-plan', asOf: now },
      forecast: bill && dayOf(now) > period.start ? forecastOf(bill, now) : null,
    },
  ];
}
