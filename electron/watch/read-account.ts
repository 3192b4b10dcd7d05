import type { BillingDetails } from '#shared/billing-details.ts';
import { type Bills, billsOf } from '#shared/bills.ts';
import type { AppError } from '#shared/errors.ts';
import type { Invoice } from '#shared/invoices.ts';
import { createListingGuard } from '#shared/listing-guard.ts';
import { isSamePeriod } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { isBilled, noInvoiceReason, type Subscription } from '#shared/subscription.ts';
import type { Instant } from '#shared/time.ts';
import type { Upcoming } from '#shared/upcoming.ts';
import type { UnreadName } from '#shared/unread.ts';
import type { AccountUsage } from '#shared/usage.ts';
import type { BillingSource, UnreadObject } from '../sources/billing-source.ts';
import { type Closing, closedPeriods, closingsOf, type CurrentState, type WatchedPeriod } from './closed-periods.ts';

/** What one check learned about an account. */
export interface Reading {
  readonly asOf: Instant;
  /** Null: they could not be read this time. Null upcoming: that one could not. */
  readonly subscriptions: readonly CurrentState[] | null;
  /** Null: not told by any source, or not readable this time. */
  readonly usage: AccountUsage | null;
  /** Null: not allowed, or not readable this time. */
  readonly details: BillingDetails | null;
  readonly missingPermissions: readonly string[];
  /** What the vendor sent and could not be read: nothing is said of it, and no alert on it was compared. */
  readonly unread: readonly UnreadObject[];
  /** How many subscriptions the vendor lists, those that could not be read included; null where it lists none. */
  readonly listedSubscriptions: number | null;
  readonly closings: readonly Closing[];
  /** What was invoiced; null where it could not be read, or nothing needs it. */
  readonly bills: Bills | null;
  /** The first thing that went wrong with amounts, though others were read. */
  readonly error: AppError | null;
}

/** From when on invoices are needed to tell what was billed already; null where no alert needs them. */
export interface BillsWanted {
  /** Since the running billing periods began. */
  readonly periods: boolean;
  /** Since this moment at least. */
  readonly from: Instant | null;
}

/** What is known before an account is read. */
export interface WatchedBefore {
  /** Its billing periods that were not compared for the last time yet. */
  readonly unsettled: readonly WatchedPeriod[];
  readonly bills: BillsWanted | null;
  /** Ids of invoices that closed a period of its. */
  readonly compared: ReadonlySet<string>;
}

/**
 * Reads everything that is watched about one account. Fails as a whole when the subscriptions cannot be read;
 * a preview that cannot be read is the reading's error and leaves the others valid; details are a bonus.
 */
export async function readAccount(
  source: BillingSource,
  { unsettled, bills: wanted }: Omit<WatchedBefore, 'compared'>,
  now: () => Instant,
  signal: AbortSignal,
): Promise<Result<Reading>> {
  const [listed, details] = await Promise.all([source.subscriptions(signal), source.details(signal)]);
  if (!listed.ok) return listed;

  const asOf = now();
  const missing = new Set<string>();
  if (!details.ok && details.error.code === 'permission-missing') missing.add(details.error.permission);
  if (details.ok) for (const permission of details.value.missing) missing.add(permission);

  for (const { value } of listed.value.read)
    for (const permission of value.paymentMethodUnknown?.missing ?? []) missing.add(permission);

  const subscriptionsListed = listed.value.read.map(({ value }) => value);
  const from = wanted && earliest(wanted, unsettled, subscriptionsListed, asOf);
  const [read, issued] = await Promise.all([
    readUpcoming(source, subscriptionsListed, asOf, signal),
    from === null ? null : invoicesSince(source, from, signal),
  ]);
  if (!read.ok) return read;
  const { subscriptions } = read.value;
  let { error } = read.value;
  for (const permission of read.value.missing) missing.add(permission);

  // A period that only the upcoming invoice tells of, and that nobody has watched yet.
  const since =
    from === null ? null : earliestOf([from, ...(wanted?.periods ? unwatchedStarts(subscriptions, unsettled) : [])]);
  const closed = closedPeriods(unsettled, subscriptions, asOf);
  const [firstClosed] = closed.map(({ period }) => period.start).sort();
  const invoices =
    (since === from || since === null ? issued : await invoicesSince(source, since, signal)) ??
    (firstClosed === undefined ? ok({ read: [], unread: 0 }) : await invoicesSince(source, firstClosed, signal));
  if (!invoices.ok && invoices.error.code === 'permission-missing') missing.add(invoices.error.permission);
  else if (!invoices.ok) error ??= invoices.error;

  return ok({
    asOf,
    subscriptions,
    usage: null,
    details: details.ok ? details.value : null,
    missingPermissions: [...missing],
    listedSubscriptions: listed.value.read.length + listed.value.unread.length,
    unread: [
      ...listed.value.unread,
      ...listed.value.read.flatMap(({ unread }) => unread),
      ...notSent(
        subscriptions.flatMap(({ upcoming }) => (upcoming && upcoming.kind !== 'none' && upcoming.unread) || []),
      ),
      ...notSent(unreadDetails(details)),
    ],
    closings: invoices.ok ? closingsOf(closed, invoices.value.read, subscriptions, asOf) : [],
    bills: since !== null && invoices.ok ? billsFrom(since, invoices.value) : null,
    error,
  });
}

/** Of a preview and of billing details nothing is kept: they are read again with each check. */
const notSent = (unread: readonly UnreadName[]): UnreadObject[] => unread.map((each) => ({ ...each, raw: null }));

function unreadDetails(details: Result<BillingDetails>): readonly UnreadName[] {
  if (details.ok) return details.value.unread ?? [];
  // A missing permission is reported as that. Whatever else it is: what is shown of the details is older, and that is said.
  const isReportedElsewhere = ['permission-missing', 'cancelled'].includes(details.error.code);
  return isReportedElsewhere ? [] : [{ object: 'customer', id: null, reason: details.error }];
}

/** The upcoming invoice of each; one that cannot be read is null, and the first such error is reported. */
async function readUpcoming(
  source: BillingSource,
  listed: readonly Subscription[],
  asOf: Instant,
  signal: AbortSignal,
): Promise<Result<{ subscriptions: CurrentState[]; error: AppError | null; missing: string[] }>> {
  const subscriptions: CurrentState[] = [];
  const missing: string[] = [];
  let error: AppError | null = null;
  for (const subscription of listed) {
    if (signal.aborted) return fail({ code: 'cancelled' });
    const upcoming = await upcomingOf(source, subscription, asOf, signal);
    if (!upcoming.ok) error ??= upcoming.error;
    if (!upcoming.ok && upcoming.error.code === 'permission-missing') missing.push(upcoming.error.permission);
    subscriptions.push({ subscription, upcoming: upcoming.ok ? upcoming.value : null });
  }
  return ok({ subscriptions, error, missing });
}

function earliest(
  { periods, from }: BillsWanted,
  unsettled: readonly WatchedPeriod[],
  listed: readonly Subscription[],
  asOf: Instant,
): Instant {
  const starts = [
    ...(from === null ? [] : [from]),
    ...unsettled.map(({ period }) => period.start),
    ...(periods ? listed.filter(isBilled).flatMap(({ period }) => period?.start ?? []) : []),
  ];
  return earliestOf([asOf, ...starts]);
}

const earliestOf = ([first, ...others]: readonly [Instant, ...Instant[]]): Instant =>
  others.reduce((a, b) => (a < b ? a : b), first);

const unwatchedStarts = (current: readonly CurrentState[], unsettled: readonly WatchedPeriod[]): Instant[] =>
  current.flatMap(({ subscription: { id }, upcoming }) => {
    if (!upcoming || upcoming.kind === 'none') return [];
    const { period } = upcoming;
    const isWatched = unsettled.some((each) => each.subscriptionId === id && isSamePeriod(each.period, period));
    return isWatched ? [] : [period.start];
  });

/** A subscription that is not billed any more is not asked for: its status is the vendor's word for `none`. */
function upcomingOf(
  source: BillingSource,
  subscription: Subscription,
  asOf: Instant,
  signal: AbortSignal,
): Promise<Result<Upcoming>> {
  if (isBilled(subscription)) return source.upcoming(subscription, signal);
  return Promise.resolve(ok({ kind: 'none', reason: noInvoiceReason(subscription), asOf }));
}

/** One that could not be read may be of any amount: then it is not known what was billed. */
const billsFrom = (from: Instant, { read, unread }: IssuedInvoices): Bills | null =>
  unread > 0 ? null : { from, list: billsOf(read) };

interface IssuedInvoices {
  readonly read: readonly Invoice[];
  /** How many could not be read. */
  readonly unread: number;
}

/** All invoices created since. */
async function invoicesSince(
  source: BillingSource,
  createdFrom: Instant,
  signal: AbortSignal,
): Promise<Result<IssuedInvoices>> {
  const invoices: Invoice[] = [];
  let unread = 0;
  const guard = createListingGuard('invoice-list');
  let after: string | null = null;
  do {
    if (signal.aborted) return fail({ code: 'cancelled' });
    const page = await source.invoices({ after, createdFrom }, signal);
    if (!page.ok) return page;
    const wrong = guard(page.value.ids);
    if (wrong) return fail(wrong);
    invoices.push(...page.value.read.map(({ value }) => value));
    unread += page.value.unread.length;
    after = page.value.next;
  } while (after !== null);
  return ok({ read: invoices, unread });
}
