import { type Invoice, isOfPeriod } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import type { Subscription } from '#shared/subscription.ts';
import { type Instant, millisOf } from '#shared/time.ts';
import type { Forecast, Upcoming } from '#shared/upcoming.ts';
import type { UsageReading } from '#shared/usage.ts';

/*
 * What became of periods that are over: the first poll of a new period, and each one after it until the final invoice
 * is there, compares the old period's draft or final invoice with the alerts.
 */

/** A billing period of one subscription that Billfold watched, or learned of too late. */
export interface WatchedPeriod {
  readonly subscriptionId: string;
  readonly plan: string;
  readonly period: Period;
  /** When it was first noticed to be over. */
  readonly closedSeenAt: Instant | null;
}

/** What a poll learned about a subscription; null when its upcoming invoice could not be read. */
export interface CurrentState {
  readonly subscription: Subscription;
  readonly upcoming: Upcoming | null;
  /** Of sources that make their own; else it follows from the upcoming invoice's lines. */
  readonly forecast?: Forecast | null;
}

/** How long a final invoice is waited for after the period was noticed to be over. */
export const finalPatience = 7 * 24 * 60 * 60 * 1000;

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
    if (state.upcoming.kind !== 'none') return state.upcoming.period.start > period.start;
    return hasEnded(state.subscription) || now >= period.end;
  });
}

const hasEnded = ({ status }: Subscription): boolean => status === 'canceled' || status === 'incomplete_expired';

/** A closed period with what bills it; null while that is not known. */
export interface Closing extends WatchedPeriod {
  /** Without an id it was computed from usage. */
  readonly invoice: { readonly id: string | null; readonly total: Money } | null;
  /** What was used in it; absent where the source does not tell. */
  readonly usage?: readonly UsageReading[];
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
    const invoice = bills
      .filter((bill) => isOfPeriod(bill, watched.subscriptionId, watched.period))
      .reduce<Invoice | null>(
        (highest, bill) => (highest && highest.total.amount >= bill.total.amount ? highest : bill),
        null,
      );
    const waited = watched.closedSeenAt === null ? 0 : millisOf(now) - millisOf(watched.closedSeenAt);
    return { ...watched, invoice, settled: (invoice !== null && invoice.status !== 'draft') || waited > finalPatience };
  });
}

// The invoice that opens a subscription has a period without length; a void one counts in no sum.
const isBill = ({ type, status, period }: Invoice): boolean =>
  type === 'invoice' && status !== 'void' && period.end > period.start;

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
    const running = upcoming && upcoming.kind !== 'none' ? upcoming.period.start : null;
    const billed = bills
      .filter((bill) => bill.subscriptionId === last.subscriptionId)
      .filter((bill) => bill.period.start >= last.period.end && bill.period.end <= (running ?? now))
      .map(({ period }) => period);
    const end = [last.period, ...billed].map((period) => period.end).reduce((a, b) => (a > b ? a : b));
    // The bill of the newest missed period may not have been drawn up yet.
    const unbilled = running !== null && end < running ? [{ start: end, end: running }] : [];
    const periods = new Map([...billed, ...unbilled].map((period) => [period.start, period]));
    const inOrder = [...periods.values()].sort((a, b) => a.start.localeCompare(b.start));
    return inOrder.map((period) => ({ ...last, period, closedSeenAt: null }));
  });
}
