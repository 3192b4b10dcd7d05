import { type Bills } from '#shared/bills.ts';
import type { Money } from '#shared/money.ts';
import { addDays, dayOf, periodDays, startOfDay } from '#shared/period.ts';
import { expectedAfter } from '#shared/sellers/expected.ts';
import type { ExpectedInvoice } from '#shared/sellers/model.ts';
import type { Subscription } from '#shared/subscription.ts';
import { type Day, type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import type { Upcoming } from '#shared/upcoming.ts';
import type { Closing, WatchedPeriod } from './closed-periods.ts';
import type { BillsWanted, Reading } from './read-account.ts';

/** An invoice of an account that has no source, as far as watching needs it. */
export interface FiledBill {
  readonly id: string;
  readonly issuedOn: Day;
  /** When it was put into the archive. */
  readonly cameAt: Instant;
  readonly total: Money;
  /** What it is for: its first line, or else who it is from. */
  readonly what: string;
}

/** What the watch knows of such an account. */
export interface DocumentReads {
  /** Its invoices of the last years, in any order. */
  readonly bills: readonly FiledBill[];
  readonly unsettled: readonly WatchedPeriod[];
  /** Ids of invoices that were compared before. */
  readonly compared: ReadonlySet<string>;
  readonly wanted: BillsWanted | null;
}

/** What stands for the one subscription of such an account. */
export const documentsSubscriptionId = 'documents';

/** What is older when it comes tells nobody anything: an archive is being filled. */
const freshDays = 62;

/**
 * Reads an account that is fed by documents alone, out of the archive: the next invoice is what the regular ones so far let
 * expect, and each invoice that came in is compared with the alerts, once.
 */
export function readDocuments({ bills: unsorted, unsettled, compared, wanted }: DocumentReads, now: Instant): Reading {
  const bills = unsorted.toSorted((a, b) => (a.issuedOn < b.issuedOn ? -1 : 1));
  const today = dayOf(now);
  const last = bills.at(-1) ?? null;
  const expected = expectedAfter(bills, today);
  const upcoming = upcomingOf(last, expected, now);
  const subscription = last && subscriptionOf(last, expected);
  return {
    ...{ asOf: now, usage: null, details: null, missingPermissions: [], unread: [], error: null },
    subscriptions: subscription ? [{ subscription, upcoming, bill: null }] : [],
    listedSubscriptions: subscription ? 1 : 0,
    closings: closingsOf(
      bills.filter(({ id, issuedOn }) => !compared.has(id) && issuedOn >= addDays(today, -freshDays)),
      unsettled,
      upcoming,
      last?.what ?? '',
    ),
    bills: billsSince(bills, wanted?.from ?? null),
  };
}

function upcomingOf(last: FiledBill | null, expected: ExpectedInvoice | null, asOf: Instant): Upcoming {
  if (!last || !expected?.total) return { kind: 'none', reason: 'not-regular', asOf };
  const { total, on } = expected;
  const period = { start: startOfDay(last.issuedOn), end: startOfDay(on) };
  return { kind: 'estimate', total, amountDue: total, period, lines: [], asOf };
}

/** Plan, price and interval as the invoices say; how they are paid they do not. */
function subscriptionOf({ what, total, issuedOn }: FiledBill, expected: ExpectedInvoice | null): Subscription {
  return {
    ...{ id: documentsSubscriptionId, status: 'active', plan: what, items: [] },
    price: expected?.total ?? total,
    interval: expected?.interval ?? null,
    period: expected ? { start: startOfDay(issuedOn), end: startOfDay(expected.on) } : null,
    ...{ cancelAtPeriodEnd: false, endsAt: null, trialEndsAt: null, collectionPaused: false },
    ...{ paymentMethod: null, paymentMethodUnknown: { missing: [] } },
  };
}

/** The first invoice after a period began is what closes it; one that nobody waited for has a period of its own. */
function closingsOf(
  came: readonly FiledBill[],
  unsettled: readonly WatchedPeriod[],
  upcoming: Upcoming,
  plan: string,
): Closing[] {
  const own = unsettled.filter(({ subscriptionId }) => subscriptionId === documentsSubscriptionId);
  const left = [...came];
  const closings: Closing[] = [];
  for (const watched of own.toSorted((a, b) => (a.period.start < b.period.start ? -1 : 1))) {
    const at = left.findIndex(({ issuedOn }) => issuedOn > periodDays(watched.period, 'UTC').first);
    const [bill] = at < 0 ? [] : left.splice(at, 1);
    const runs = upcoming.kind !== 'none' && upcoming.period.start <= watched.period.start;
    if (!bill && runs) continue;
    const invoice = bill ? { id: bill.id, total: bill.total } : null;
    closings.push({ ...watched, ...(bill && { knownAt: bill.cameAt }), invoice, settled: true });
  }
  return [...closings, ...left.map((bill) => unexpected(bill, plan))];
}

const unexpected = ({ id, issuedOn, cameAt, total }: FiledBill, plan: string): Closing => {
  // Two of one day are two: each has a second of its own, always the same.
  const start = millisOf(startOfDay(issuedOn)) + placeOf(id) * 1000;
  const period = { start: instantFromMillis(start), end: instantFromMillis(start + 1000) };
  const place = { subscriptionId: documentsSubscriptionId, plan, period, closedSeenAt: null };
  return { ...place, knownAt: cameAt, invoice: { id, total }, settled: true };
};

const secondsOfDay = 86_399;
const placeOf = (id: string): number =>
  [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % secondsOfDay, 7);

const billsSince = (bills: readonly FiledBill[], from: Instant | null): Bills | null =>
  from === null
    ? null
    : {
        from,
        list: bills
          .map(({ issuedOn, total }) => ({ at: startOfDay(issuedOn), issuedOn, total }))
          .filter(({ at }) => at >= from)
          .map(({ at, issuedOn, total }) => ({
            ...{ subscriptionId: documentsSubscriptionId, at, total, draft: false },
            period: { start: at, end: startOfDay(addDays(issuedOn, 1)) },
          })),
      };
