import { type Account, accountNotFound, unsupported } from '#shared/accounts.ts';
import { type Estimate, estimateOf } from '#shared/estimate.ts';
import type { UsageMonth } from '#shared/ipc/contract.ts';
import type { AppError } from '#shared/errors.ts';
import { addMonths, monthOf, monthOfDay, monthsBetween, periodOfMonth } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Subscription } from '#shared/subscription.ts';
import type { UsageMetric } from '#shared/usage.ts';
import type { UsagePlan } from '#shared/usage-plan.ts';
import { usageSubscriptionOf } from '#shared/usage-subscription.ts';
import type { RecordAction } from '../accounts/index.ts';
import {
  type DayRange,
  daysOfMonth,
  type OpenUsageSource,
  runningMonth,
  type UsageAnswer,
} from '../sources/usage-source.ts';
import type { UsageStore } from './store.ts';

export { createUsageStore } from './store.ts';

export interface UsageParts {
  readonly store: UsageStore;
  readonly account: (id: string) => Account | null;
  readonly recordAction: RecordAction;
  readonly open: OpenUsageSource;
  /** The time by which an account is billed, milliseconds since 1970. */
  readonly timeOf: (accountId: string) => number;
  /** A metric in the user's language. */
  readonly nameOf: (metric: UsageMetric) => string;
}

/** What was used on some days, what the plan says about it, and what it costs. */
export interface UsageReport extends UsageAnswer {
  readonly range: DayRange;
  /** The running month: the range is what has passed of it. */
  readonly wholeMonth: boolean;
  /** The days are all of one month, or the running one up to today: what a plan's inclusions are for. */
  readonly isMonth: boolean;
  /** Null until it was entered, and for other days than a month's. */
  readonly plan: UsagePlan | null;
  readonly estimate: Estimate | null;
}

/** The usage of accounts beside the watch: plans, reports over any days, history by months. */
export interface Usage {
  plan(accountId: string): UsagePlan | null;
  /** Kept, and written to the log of actions, if the role allows it. `source-not-supported` where no source reports usage. */
  savePlan(accountId: string, plan: UsagePlan): Result<UsagePlan>;
  /** A report over the days, or the running month up to today. */
  report(accountId: string, range: DayRange | null, signal?: AbortSignal): Promise<Result<UsageReport>>;
  /** The running month as what stands for a subscription. */
  subscription(accountId: string, signal?: AbortSignal): Promise<Result<Subscription>>;
  /** The last 13 months as far as the vendor reports them, oldest first; with the error that kept it from reporting more. */
  history(accountId: string): Promise<{ months: UsageMonth[]; error: AppError | null }>;
  /** Another key may be another account's at the vendor. */
  keyReplaced(accountId: string): void;
}

const historyMonths = 12;

export function createUsage({ store, account, recordAction, open, timeOf, nameOf }: UsageParts): Usage {
  const now = (accountId: string) => instantFromMillis(timeOf(accountId));
  const monthNow = (accountId: string) => monthOf(now(accountId));

  async function report(
    accountId: string,
    wanted: DayRange | null,
    signal?: AbortSignal,
  ): Promise<Result<UsageReport>> {
    const source = await open(accountId);
    if (!source.ok) return source;
    const range = wanted ?? runningMonth(now(accountId));
    const answer = await source.value.usage(range, signal);
    if (!answer.ok) return answer;
    const isMonth = isWholeMonth(range, runningMonth(now(accountId)));
    const plan = isMonth ? store.plan(accountId) : null;
    const wholeMonth = wanted === null;
    return ok({
      ...answer.value,
      range,
      wholeMonth,
      isMonth,
      plan,
      estimate: plan && estimateOf(plan, answer.value.amounts),
    });
  }

  return {
    plan: store.plan,

    savePlan(accountId, plan) {
      const found = account(accountId);
      if (!found) return fail(accountNotFound(accountId));
      if (!found.sources.some(({ kind }) => kind === 'imagekit')) return fail(unsupported(found));
      store.savePlan(accountId, plan, timeOf(accountId), (before) => {
        recordAction({ what: 'usage-plan.saved', accountId, before, after: plan });
      });
      return ok(plan);
    },

    report,

    async subscription(accountId, signal) {
      const month = await report(accountId, null, signal);
      if (!month.ok) return month;
      const { plan, amounts } = month.value;
      return ok(usageSubscriptionOf(plan, amounts, periodOfMonth(monthNow(accountId)), nameOf));
    },

    async history(accountId) {
      const source = await open(accountId);
      let error: AppError | null = source.ok ? null : source.error;
      const running = monthNow(accountId);
      const first = addMonths(running, -historyMonths);
      const final = new Set(store.months(accountId).flatMap((each) => (each.final ? [each.month] : [])));
      for (const month of monthsBetween(first, addMonths(running, -1)).reverse()) {
        if (!source.ok || error !== null || final.has(month)) continue;
        // The source puts what it learns where the months are read from.
        const answer = await source.value.usage(daysOfMonth(month));
        if (!answer.ok) error = answer.error;
      }
      return { months: store.months(accountId).filter(({ month }) => month >= first), error };
    },

    keyReplaced(accountId) {
      store.forgetAnswersOf(accountId);
    },
  };
}

function isWholeMonth({ start, end }: DayRange, running: DayRange): boolean {
  const month = daysOfMonth(monthOfDay(start));
  if (start !== month.start) return false;
  return end === month.end || (start === running.start && end === running.end);
}
