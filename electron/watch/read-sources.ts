import { type Account, isFedByDocuments, unsupported } from '#shared/accounts.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import { type UsageMetric, usageSubscriptionId } from '#shared/usage.ts';
import type { UsagePlan } from '#shared/usage-plan.ts';
import type { OpenBillingSource } from '../sources/billing-source.ts';
import type { OpenUsageSource } from '../sources/usage-source.ts';
import type { WatchedPeriod } from './closed-periods.ts';
import { readAccount, type Reading, type WatchedBefore } from './read-account.ts';
import { type FiledBill, readDocuments } from './read-documents.ts';
import { readUsage, type UsedState } from './read-usage.ts';

/** How accounts whose vendor reports usage are watched. */
export interface UsageWatch {
  readonly open: OpenUsageSource;
  readonly planOf: (accountId: string) => UsagePlan | null;
  /** A metric in the user's language. */
  readonly nameOf: (metric: UsageMetric) => string;
}

export interface SourceReads {
  readonly openSource: OpenBillingSource;
  readonly usage: UsageWatch;
  /** Invoices of an account that has no source. */
  readonly documents: (accountId: string) => readonly FiledBill[];
}

/**
 * Reads an account through each of its sources. Where one of two fails the other's figures stand, with the failure as the
 * reading's error. With two, the invoices are the billing source's and usage is reported beside them: what is billed is
 * watched once.
 */
export async function readSources(
  { openSource, usage, documents }: SourceReads,
  account: Account,
  before: WatchedBefore,
  now: () => Instant,
  signal: AbortSignal,
): Promise<Result<Reading>> {
  const has = (kind: string) => account.sources.some((source) => source.kind === kind);
  if (isFedByDocuments(account)) {
    const { unsettled, compared, bills: wanted } = before;
    return ok(readDocuments({ bills: documents(account.id), unsettled, compared, wanted }, now()));
  }
  const isUsage = ({ subscriptionId }: WatchedPeriod) => subscriptionId === usageSubscriptionId;

  async function billed(): Promise<Result<Reading>> {
    const source = await openSource(account.id);
    if (!source.ok) return source;
    if (signal.aborted) return fail({ code: 'cancelled' });
    const unsettled = before.unsettled.filter((each) => !isUsage(each));
    return readAccount(source.value, { ...before, unsettled }, now, signal);
  }

  async function used(): Promise<Result<UsedState>> {
    const source = await usage.open(account.id);
    if (!source.ok) return source;
    if (signal.aborted) return fail({ code: 'cancelled' });
    const { planOf, nameOf } = usage;
    const unsettled = before.unsettled.filter(isUsage);
    const plan = planOf(account.id);
    const billsFrom = has('stripe') ? null : (before.bills?.from ?? null);
    return readUsage({ source: source.value, plan, nameOf, unsettled, billsFrom }, now(), signal);
  }

  const [bills, figures] = await Promise.all([has('stripe') ? billed() : null, has('imagekit') ? used() : null]);
  if (!figures) return bills ?? fail(unsupported(account));
  if (!bills) return figures.ok ? ok(alone(figures.value, now())) : figures;
  return together(bills, figures, now());
}

/** What a billing source would have told. */
const unbilled = { details: null, missingPermissions: [], unread: [], listedSubscriptions: null };

/** Nothing but usage: the month itself is what is billed. */
const alone = ({ current, ...used }: UsedState, asOf: Instant): Reading => ({
  ...unbilled,
  ...used,
  asOf,
  subscriptions: [current],
});

function together(bills: Result<Reading>, figures: Result<UsedState>, asOf: Instant): Result<Reading> {
  if (!figures.ok) return bills.ok ? ok({ ...bills.value, error: bills.value.error ?? figures.error }) : bills;
  const { usage, closings, error } = figures.value;
  // The invoice of such a month is the billing source's to compare.
  const unpriced = closings.map((closing) => ({ ...closing, invoice: null }));
  if (bills.ok) {
    const all = [...bills.value.closings, ...unpriced];
    return ok({ ...bills.value, usage, closings: all, error: bills.value.error ?? error });
  }
  if (bills.error.code === 'cancelled') return bills;
  return ok({ ...unbilled, asOf, subscriptions: null, usage, closings: unpriced, bills: null, error: bills.error });
}
