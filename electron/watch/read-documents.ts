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
  const own = unsettled.filter(({ subscriptionId }) => subscriptionId === documentsSubscriptionId);
  const { closings, left } = closingsOf(
    bills.filter(({ id }) => !compared.has(id)),
    own,
    upcoming,
  );
  const fresh = left.filter(({ issuedOn }) => issuedOn >= addDays(today, -freshDays));
  return {
    ...{ asOf: now, usage: null, details: null, missingPermissions: [], unread: [], error: null },
    subscriptions: subscription ? [{ subscription, upcoming, bill: null }] : [],
    listedSubscriptions: subscription ? 1 : 0,
    closings: [...closings, ...fresh.map((bill) => unexpected(bill, last?.what ?? ''))],
    bills: billsSince(bills, wanted && beginOf(wanted, own, upcoming)),
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

/** The first invoice after a period began is what closes it, however old it is by now; answers also what nobody waited for. */
function closingsOf(
  came: readonly FiledBill[],
  own: readonly WatchedPeriod[],
  upcoming: Upcoming,
): { closings: Closing[]; left: FiledBill[] } {
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
  return { closings, left };
}

/** One that nobody waited for has a period of its own. */
const unexpected = ({ id, issuedOn, cameAt, total }: FiledBill, plan: string): Closing => {
  // Two of one day are two: each has a second of its own, always the same.
  const start = millisOf(startOfDay(issuedOn)) + placeOf(id) * 1000;
  const period = { start: instantFromMillis(start), end: instantFromMillis(start + 1000) };
  const place = { subscriptionId: documentsSubscriptionId, plan, period, closedSeenAt: null };
  return { ...place, knownAt: cameAt, invoice: { id, total }, settled: true };
};

const secondsOfDay = 86_399;
const placeOf = (id: string): number =>
  Array.from(id).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % secondsOfDay, 7);

/** All of it is at hand: the periods that run are as easily told of as the months. */
const beginOf = ({ from, periods }: BillsWanted, own: readonly WatchedPeriod[], upcoming: Upcoming): Instant | null => {
  const running = periods ? own.map(({ period }) => period.start) : [];
  const next = periods && upcoming.kind !== 'none' ? [upcoming.period.start] : [];
  return [...(from === null ? [] : [from]), ...running, ...next].sort()[0] ?? null;
};

/** Each looks back to the one before it: the last is none of the period that began with it. */
function billsSince(bills: readonly FiledBill[], from: Instant | null): Bills | null {
  if (from === null) return null;
  const days = [...new Set(bills.map(({ issuedOn }) => issuedOn))];
  const before = new Map(days.map((day, index) => [day, days[index - 1] ?? addDays(day, -1)]));
  const list = bills.flatMap(({ issuedOn, total }) => {
    const at = startOfDay(issuedOn);
    const period = { start: startOfDay(before.get(issuedOn) ?? issuedOn), end: at };
    return at < from ? [] : [{ subscriptionId: documentsSubscriptionId, at, total, draft: false, period }];
  });
  return { from, list };
}
