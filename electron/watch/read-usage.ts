import type { Bill, Bills } from '#shared/bills.ts';
import { shareOf, shareOfPercent } from '#shared/decimal.ts';
import { estimateOf, type Estimate, planBill } from '#shared/estimate.ts';
import type { AppError } from '#shared/errors.ts';
import { unknown } from '#shared/invoice-money.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import { type Money, money } from '#shared/money.ts';
import { addMonths, monthOf, monthsBetween, periodOfMonth } from '#shared/period.ts';
import { ok, type Result } from '#shared/result.ts';
import { type Instant, millisOf, type Month } from '#shared/time.ts';
import type { Upcoming } from '#shared/upcoming.ts';
import { type AccountUsage, type UsageMetric, usageSubscriptionId } from '#shared/usage.ts';
import type { Inclusion, UsagePlan } from '#shared/usage-plan.ts';
import { planNameOf, readingsOf, usageSubscriptionOf } from '#shared/usage-subscription.ts';
import { daysOfMonth, isFinal, runningMonth, type UsageAnswer, type UsageSource } from '../sources/usage-source.ts';
import { type Closing, type CurrentState, finalInvoiceGraceMs, type WatchedPeriod } from './closed-periods.ts';

/** What one check learned from a vendor that tells usage by calendar months in UTC. */
export interface UsedState {
  readonly usage: AccountUsage;
  /** What stands for a subscription: the month, with its estimate where a plan was entered. */
  readonly current: CurrentState;
  readonly closings: readonly Closing[];
  /** What months that are over were billed, each when it ended; null where it is not known, or nothing needs it. */
  readonly bills: Bills | null;
  /** A month that is over could not be read. */
  readonly error: AppError | null;
}

export interface UsageReads {
  readonly source: UsageSource;
  /** Null until it was entered. */
  readonly plan: UsagePlan | null;
  /** A metric in the user's language. */
  readonly nameOf: (metric: UsageMetric) => string;
  /** Months of this account that were watched and not compared yet, the running one among them. */
  readonly unsettled: readonly WatchedPeriod[];
  /** From when on an alert by calendar month needs what was billed. */
  readonly billsFrom: Instant | null;
}

// More than that would be a machine that was off for a year: what is older is not asked for any more.
const maxMissed = 12;

/** Reads the running month up to today, and the months that ended since. */
export async function readUsage(reads: UsageReads, now: Instant, signal: AbortSignal): Promise<Result<UsedState>> {
  const month = monthOf(now);
  const answer = await reads.source.usage(runningMonth(now), signal);
  if (!answer.ok) return answer;
  const closed = await readClosed(reads, month, now, signal);
  const billed = await readBilled(reads, month, signal);
  return ok({
    usage: {
      period: periodOfMonth(month),
      asOf: answer.value.asOf,
      readings: readingsOf(answer.value.amounts, reads.plan),
    },
    current: currentOf(reads, month, answer.value),
    closings: closed.closings,
    bills: billed.ok ? billed.value : null,
    error: closed.error ?? (billed.ok ? null : billed.error),
  });
}

/** Of the months that ended since then. They are the vendor's to invoice, and told by what was used. */
async function readBilled(reads: UsageReads, running: Month, signal: AbortSignal): Promise<Result<Bills | null>> {
  const { billsFrom: from, plan, source } = reads;
  if (from === null || !plan) return ok(null);
  const list: Bill[] = [];
  // A month is billed when it is over: the one before the first may have ended just after it began.
  for (const month of monthsBetween(addMonths(monthOf(from), -1), addMonths(running, -1))) {
    const answer = await source.usage(daysOfMonth(month), signal);
    if (!answer.ok) return answer;
    const { total } = estimateOf(plan, answer.value.amounts);
    if (!total) return ok(null);
    const period = periodOfMonth(month);
    list.push({ subscriptionId: usageSubscriptionId, at: period.end, period, total, draft: false });
  }
  return ok({ from, list });
}

async function readClosed(reads: UsageReads, running: Month, now: Instant, signal: AbortSignal) {
  const closings: Closing[] = [];
  const watched = new Map(reads.unsettled.map((each) => [monthOf(each.period.start), each]));
  const first = addMonths(running, -maxMissed);
  for (const [month, each] of watched) if (month < first) closings.push({ ...each, invoice: null, settled: true });
  const [oldest] = [...watched.keys()].sort();
  const months = oldest === undefined ? [] : monthsBetween(oldest < first ? first : oldest, addMonths(running, -1));
  for (const month of months) {
    const range = daysOfMonth(month);
    const answer = await reads.source.usage(range, signal);
    if (!answer.ok) return { closings, error: answer.error };
    const before = watched.get(month);
    const waited = before?.closedSeenAt ? millisOf(now) - millisOf(before.closedSeenAt) : 0;
    const total = reads.plan && estimateOf(reads.plan, answer.value.amounts).total;
    closings.push({
      subscriptionId: usageSubscriptionId,
      plan: planNameOf(reads.plan),
      period: periodOfMonth(month),
      closedSeenAt: before?.closedSeenAt ?? null,
      invoice: total && { id: null, total },
      usage: readingsOf(answer.value.amounts, reads.plan),
      settled: isFinal(range, answer.value) || waited > finalInvoiceGraceMs,
    });
  }
  return { closings, error: null };
}

function currentOf(reads: UsageReads, month: Month, answer: UsageAnswer): CurrentState {
  const { plan } = reads;
  const { amounts, asOf } = answer;
  const period = periodOfMonth(month);
  const subscription = usageSubscriptionOf(plan, amounts, period, reads.nameOf);
  if (!plan) return { subscription, upcoming: { kind: 'none', reason: 'no-plan', asOf }, bill: null };
  const estimate = estimateOf(plan, amounts);
  const { total } = estimate;
  if (!total) return { subscription, upcoming: { kind: 'none', reason: 'usage-incomplete', asOf }, bill: null };
  const lines = linesOf(reads, plan, estimate, period);
  const upcoming: Upcoming = { kind: 'estimate', total, amountDue: total, period, lines, asOf };
  return { subscription, upcoming, bill: planBill(plan, amounts, period) };
}

/** The fee, the other charges, and what each metric costs above what is included. */
function linesOf(
  { nameOf }: UsageReads,
  plan: UsagePlan,
  estimate: Estimate,
  period: InvoiceLine['period'],
): InvoiceLine[] {
  const lineOf = (key: string, description: string, amount: Money, quantity: number): InvoiceLine => ({
    ...{ id: `usage:${key}`, priceId: `usage:${key}`, description, amount, quantity, period },
    ...{ kind: 'fixed', unitAmountDecimal: null, ...ratesOf(plan, amount) },
  });
  return [
    lineOf('fee', plan.name, estimate.fee, 1),
    ...(plan.charges ?? []).map(({ name, amount }) => lineOf(`charge:${name}`, name, amount, 1)),
    ...estimate.lines.map(({ inclusion, steps, cost }): InvoiceLine => ({
      ...lineOf(inclusion.metric, stepName(inclusion, nameOf), cost, steps),
      kind: 'metered',
      unitAmountDecimal: inclusion.overage && String(inclusion.overage.price.amount),
    })),
  ];
}

/** What one billed step is: `Bandwidth (20 GB)`. */
function stepName({ metric, unit, overage }: Inclusion, nameOf: UsageReads['nameOf']): string {
  if (!overage || (unit === 'count' && overage.size === 1)) return nameOf(metric);
  return `${nameOf(metric)} (${overage.size}${unit === 'count' ? '' : ` ${unit}`})`;
}

/** The share of the plan's discount and tax that falls on a line. */
function ratesOf({ discount, taxRate }: UsagePlan, amount: Money): Pick<InvoiceLine, 'discounts' | 'taxes'> {
  const part = (of: number, percent: string) => money(shareOf(of, shareOfPercent(percent)) ?? 0, amount.currency);
  const off = discount && 'percent' in discount ? part(amount.amount, discount.percent) : null;
  const net = amount.amount - (off?.amount ?? 0);
  const tax = { kind: unknown, name: null, jurisdiction: null, base: money(net, amount.currency), inclusive: false };
  return {
    discounts: off && discount && 'percent' in discount ? [{ name: null, amount: off, percent: discount.percent }] : [],
    taxes:
      taxRate === undefined ? unknown : taxRate === null ? [] : [{ ...tax, rate: taxRate, amount: part(net, taxRate) }],
  };
}
