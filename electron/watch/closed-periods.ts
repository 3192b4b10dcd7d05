import type { RunningBill } from '#shared/forecast.ts';
import type { Invoice } from '#shared/invoices.ts';
import { type Money, sumsByCurrency } from '#shared/money.ts';
import { isMostlyIn, isSamePeriod, type Period } from '#shared/period.ts';
import type { Subscription } from '#shared/subscription.ts';
import { type Instant, millisOf } from '#shared/time.ts';
import type { Upcoming } from '#shared/upcoming.ts';
import type { UsageReading } from '#shared/usage.ts';

/*
 * What became of periods that are over: the first check of a new period, and each one after it until the final invoice
 * is there, compares the old period's draft or final invoice with the alerts.
 */

/** A billing period of one subscription that Billfold watched, or learned of too late. */
export interface WatchedPeriod {
  /** Its row; absent where Billfold learned of it too late and has none yet. */
  readonly id?: number;
  readonly subscriptionId: string;
  readonly plan: string;
  readonly period: Period;
  /** When it was first noticed to be over. */
  readonly closedSeenAt: Instant | null;
  /** In which it was last billed, where that is known. */
  readonly currency?: string | null;
}

/** What a check learned about a subscription; null when its upcoming invoice could not be read. */
export interface CurrentState {
  readonly subscription: Subscription;
  readonly upcoming: Upcoming | null;
  /** Of sources that price by a plan; else it follows from the upcoming invoice's lines. */
  readonly bill?: RunningBill | null;
}

/** How long a final invoice is waited for after the period was noticed to be over. */
export const finalInvoiceGraceMs = 7 * 24 * 60 * 60 * 1000;

/** Of the given periods those that are over, by the vendor's word: a newer period runs, or the subscription ended. */
export function closedPeriods(
  watched: readonly WatchedPeriod[],
  current: readonly CurrentState[],
  now: Instant,
): WatchedPeriod[] {
  return watched.filter(({ subscriptionId, period }) => {
    const state = current.find(({ subscription }) => subscription.id === subscriptionId);
    if (!state) return true;
    if (!state.upcoming) return false;
    if (state.upcoming.kind !== 'none')
      return state.upcoming.period.start > period.start && !isRestOf(state.upcoming.period, period);
    return hasEnded(state.subscription) || now >= period.end;
  });
}

/** Whether what runs is the period itself, its bounds moved or its beginning invoiced. */
const isRestOf = (running: Period, period: Period): boolean =>
  isSamePeriod(period, running) || (running.start < period.end && running.end === period.end);

const hasEnded = ({ status }: Subscription): boolean => status === 'canceled' || status === 'incomplete_expired';

/** A closed period with what bills it; null while that is not known. */
export interface Closing extends WatchedPeriod {
  /** Without an id it was computed from usage. */
  readonly invoice: { readonly id: string | null; readonly total: Money } | null;
  /** What was used in it; absent where the source does not report. */
  readonly usage?: readonly UsageReading[];
  /** When its invoice became known, where that is not when the period ended: an alert of before then counts. */
  readonly knownAt?: Instant;
  /** The invoice will not change any more, or is not waited for any longer. */
  readonly settled: boolean;
}

/**
 * Pairs closed periods with their invoices, and adds the periods between them and now that nobody watched at all
 * (the machine was off for months).
 */
export function closingsOf(
  closed: readonly WatchedPeriod[],
  invoices: readonly Invoice[],
  current: readonly CurrentState[],
  now: Instant,
): Closing[] {
  const bills = invoices.filter(isBill);
  return [...closed, ...missedPeriods(closed, bills, current, now)].map((watched) => {
    const billed = bills.filter(
      (bill) => bill.subscriptionId === watched.subscriptionId && isBillOf(bill, watched.period),
    );
    const waited = watched.closedSeenAt === null ? 0 : millisOf(now) - millisOf(watched.closedSeenAt);
    const isFinal = billed.some((bill) => closes(bill, watched.period) && bill.status !== 'draft');
    return {
      ...watched,
      invoice: togetherOf(billed, watched.period),
      settled: isFinal || waited > finalInvoiceGraceMs,
    };
  });
}

const isBill = ({ type, status }: Invoice): boolean => type === 'invoice' && status !== 'void';

// What was billed at once in its middle has a period without length; so has the invoice that opens a subscription, at its very start.
const isBillOf = ({ period }: Invoice, watched: Period): boolean =>
  isSamePeriod(watched, period) || isMostlyIn(period, watched);

/** The one at its end; before it there may have been others at a billing threshold. */
const closes = ({ period }: Invoice, watched: Period): boolean =>
  isSamePeriod(watched, period) || period.end >= watched.end;

/** What a period was billed in all, under the id of the invoice that closed it. In two currencies, or beyond every amount, it has no sum. */
function togetherOf(billed: readonly Invoice[], period: Period): Closing['invoice'] {
  const { totals, tooLarge } = sumsByCurrency(billed.map((bill) => bill.total));
  const [total, ...others] = totals;
  const last = billed.find((bill) => closes(bill, period)) ?? billed[0];
  return total && last && others.length + tooLarge.length === 0 ? { id: last.id, total } : null;
}

function missedPeriods(
  closed: readonly WatchedPeriod[],
  bills: readonly Invoice[],
  current: readonly CurrentState[],
  now: Instant,
): WatchedPeriod[] {
  const latest = new Map<string, WatchedPeriod>();
  for (const each of closed)
    if (each.period.start > (latest.get(each.subscriptionId)?.period.start ?? ''))
      latest.set(each.subscriptionId, each);

  return [...latest.values()].flatMap((last) => {
    const upcoming = current.find(({ subscription }) => subscription.id === last.subscriptionId)?.upcoming;
    const running = upcoming && upcoming.kind !== 'none' ? upcoming.period : null;
    const between = bills
      .filter((bill) => bill.subscriptionId === last.subscriptionId && bill.period.end > bill.period.start)
      .filter((bill) => bill.period.start > last.period.start && !isBillOf(bill, last.period))
      .filter(({ period }) =>
        running ? period.start < running.start && !isRestOf(running, period) : period.end <= now,
      )
      .map(({ period }) => period);
    const billed = between.filter((part) => !between.some((whole) => whole !== part && isPartOf(part, whole)));
    const end = [last.period, ...billed].map((period) => period.end).reduce((a, b) => (a > b ? a : b));
    // The bill of the newest missed period may not have been drawn up yet. A shorter gap is none: bounds move a little.
    const unbilled = running && 2 * lengthOf({ start: end, end: running.start }) > lengthOf(last.period);
    const periods = new Map(
      [...billed, ...(unbilled ? [{ start: end, end: running.start }] : [])].map((period) => [period.start, period]),
    );
    const inOrder = [...periods.values()].sort((a, b) => a.start.localeCompare(b.start));
    const { subscriptionId, plan } = last;
    return inOrder.map((period) => ({ subscriptionId, plan, period, closedSeenAt: null }));
  });
}

const lengthOf = ({ start, end }: Period): number => millisOf(end) - millisOf(start);

const isPartOf = (part: Period, whole: Period): boolean => isMostlyIn(part, whole) && lengthOf(part) < lengthOf(whole);
