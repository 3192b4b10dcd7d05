import type { MoneyAlert } from './alerts.ts';
import type { Bill } from './bills.ts';
import type { Snapshot, SubscriptionView } from './ipc/calls/watch.ts';
import { type Money, money } from './money.ts';
import { isMostlyIn, type Period, periodContains } from './period.ts';
import type { Reason } from './reasons.ts';
import { usageSubscriptionId } from './usage.ts';

/*
 * What was billed already and what will be, within a time. Whatever of it is not known is said: a sum with a hole is no
 * smaller sum.
 */

/** What is, and will be, invoiced in a month. */
export interface AccountSum {
  /** Anything in this currency, known or missing. */
  readonly concerned: boolean;
  /** Anything in another currency. */
  readonly foreign: boolean;
  /** An upcoming invoice will be issued in it. */
  readonly upcoming: boolean;
  /** As far as it is known; null where it is too large to be counted. */
  readonly amount: Money | null;
  /** How much of it has been invoiced; null where that is not known. */
  readonly billed: Money | null;
  /** Why a part of it is not known. */
  readonly missing: Reason | null;
}

const sumOf = (amounts: readonly Money[], currency: string): Money | null => {
  const sum = amounts.reduce((total, { amount }) => total + BigInt(amount), 0n);
  const isSafe = sum <= BigInt(Number.MAX_SAFE_INTEGER) && sum >= -BigInt(Number.MAX_SAFE_INTEGER);
  return isSafe ? money(Number(sum), currency) : null;
};

const endless = '9999-12-31T00:00:00.000Z';

/**
 * An upcoming invoice with what was invoiced before in its period: invoices at a billing threshold, changes billed at once.
 * The one that closed the period before is not among them, nor the one that opened the subscription.
 * @param expected its total or forecast
 */
export function billedSince(
  { subscription: { id }, upcoming, periodSince }: SubscriptionView,
  { bills }: Snapshot,
  expected: Money,
): Pick<AccountSum, 'amount' | 'billed' | 'missing'> {
  const nothing = money(0, expected.currency);
  // What stands for a month of usage is billed once, when it is over.
  if (id === usageSubscriptionId) return { amount: expected, billed: nothing, missing: null };
  const since = periodSince ?? (upcoming.kind === 'none' ? endless : upcoming.period.start);
  if (!bills || bills.from > since) return { amount: expected, billed: null, missing: 'billed-unknown' };
  const before = bills.list.filter(
    (bill) => bill.subscriptionId === id && bill.at >= since && isMostlyIn(bill.period, { start: since, end: endless }),
  );
  const others = before.filter(({ total }) => total.currency !== expected.currency);
  const amounts = before.filter((bill) => !others.includes(bill)).map(({ total }) => total);
  return {
    amount: sumOf([expected, ...amounts], expected.currency),
    billed: sumOf(amounts, expected.currency),
    missing: others.length > 0 ? 'other-currency' : null,
  };
}

type Watched = Pick<MoneyAlert, 'measure' | 'threshold'>;

/** What one subscription is billed in a month. */
export const sumOfSubscription = (alert: Watched, view: SubscriptionView, snapshot: Snapshot, month: Period) =>
  sum(
    alert,
    [view],
    ({ subscriptionId }) => subscriptionId === view.subscription.id,
    { ...snapshot, unread: [], gone: [] },
    month,
  );

/** What an account is billed in a month, its invoices without a subscription among it. */
export function sumOfAccount(alert: Watched, snapshot: Snapshot, month: Period): AccountSum {
  const unread = snapshot.unread ?? [];
  const views = snapshot.subscriptions.filter(
    ({ subscription }) => !unread.some(({ subscriptionId }) => subscriptionId === subscription.id),
  );
  return sum(alert, views, () => true, snapshot, month);
}

function sum(
  { measure, threshold: { currency } }: Watched,
  views: readonly SubscriptionView[],
  isOwn: (bill: Pick<Bill, 'subscriptionId'>) => boolean,
  { bills, unread = [], gone = [], awaited = [] }: Snapshot,
  month: Period,
): AccountSum {
  const figures = views.flatMap((view) =>
    view.upcoming.kind === 'none'
      ? []
      : [{ ...view.upcoming, forecast: view.forecast, former: view.formerCurrencies ?? [] }],
  );
  const known = bills && bills.from <= month.start ? bills.list.filter(isOwn) : null;
  const billed = (known ?? []).filter(({ at }) => periodContains(month, at)).map(({ total }) => total);
  const due = figures.filter(({ total, period }) => total.currency === currency && periodContains(month, period.end));
  const expected = due.map(({ total, forecast }) => (measure === 'total' ? total : forecast?.total));
  const amounts = [...billed, ...expected].filter((each) => each?.currency === currency);
  const lost = gone.filter((each) => each.currency === null || each.currency === currency);
  const missing: Reason | null =
    unread.length > 0
      ? 'unreadable'
      : lost.length > 0
        ? 'subscription-gone'
        : figures.some(({ total, former }) => total.currency !== currency && former.includes(currency))
          ? 'other-currency'
          : !known
            ? 'billed-unknown'
            : awaited.some((each) => isOwn(each) && periodContains(month, each.period.end))
              ? 'bill-awaited'
              : expected.includes(undefined)
                ? 'forecast-too-early'
                : null;
  const currencies = [
    ...figures.map(({ total }) => total),
    ...(bills?.list.filter(isOwn) ?? []).map(({ total }) => total),
  ];
  const foreign = currencies.some((each) => each.currency !== currency);
  return {
    concerned:
      currencies.some((each) => each.currency === currency) ||
      !foreign ||
      unread.length > 0 ||
      lost.length > 0 ||
      missing === 'other-currency',
    foreign,
    upcoming: due.length > 0,
    amount: sumOf(
      amounts.filter((each) => each !== undefined),
      currency,
    ),
    billed: known
      ? sumOf(
          billed.filter((each) => each.currency === currency),
          currency,
        )
      : null,
    missing,
  };
}

/** What an account, or one subscription of it, was billed in a month that is over. */
export function sumOfBilled(
  { threshold: { currency } }: Watched,
  { bills, awaited = [] }: Snapshot,
  month: Period,
  subscriptionId?: string,
): AccountSum {
  const isOwn = (each: Pick<Bill, 'subscriptionId'>) =>
    subscriptionId === undefined || each.subscriptionId === subscriptionId;
  const known = bills && bills.from <= month.start ? bills.list.filter(isOwn) : null;
  const issued = (known ?? []).filter(({ at }) => periodContains(month, at));
  const own = issued.filter(({ total }) => total.currency === currency);
  const isOpen =
    own.some(({ draft }) => draft) || awaited.some((each) => isOwn(each) && periodContains(month, each.period.end));
  const amount = sumOf(
    own.map(({ total }) => total),
    currency,
  );
  return {
    concerned: own.length > 0,
    foreign: own.length < issued.length,
    upcoming: false,
    amount,
    billed: amount,
    missing: !known ? 'billed-unknown' : isOpen ? 'bill-awaited' : null,
  };
}

/** The sums of several accounts together. Null is one that was never read. */
export function totalSum(currency: string, sums: readonly (AccountSum | null)[]): AccountSum {
  const read = sums.filter((each) => each !== null);
  const concerned = read.filter((each) => each.concerned);
  const amounts = concerned.map(({ amount }) => amount);
  const billed = concerned.map((each) => each.billed);
  const missing = concerned.find((each) => each.missing)?.missing ?? (sums.includes(null) ? 'account-not-read' : null);
  return {
    concerned: concerned.length > 0,
    foreign: read.some(({ foreign }) => foreign),
    upcoming: concerned.some(({ upcoming }) => upcoming),
    amount: amounts.includes(null)
      ? null
      : sumOf(
          amounts.filter((each) => each !== null),
          currency,
        ),
    billed: billed.includes(null)
      ? null
      : sumOf(
          billed.filter((each) => each !== null),
          currency,
        ),
    missing: sums.length === 0 ? 'no-subscription' : missing,
  };
}
