import { isMoney } from '#shared/alerts.ts';
import { figuresOf } from '#shared/desk/figures.ts';
import type { NextAlert } from '#shared/desk/next-alert.ts';
import type { MonthTotal, SubscriptionView } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';
import type { Month } from '#shared/time.ts';

export interface MonthSeries {
  readonly currency: string;
  readonly months: readonly {
    readonly month: Month;
    /** Null where the month has no invoice in this currency, or more than can be shown. */
    readonly total: Money | null;
    readonly tooLarge: boolean;
    /** Of the same month a year earlier; null where nothing is known of it. */
    readonly yearBefore: Money | null;
  }[];
  /** Null where no month's sum can be shown. */
  readonly highest: { readonly month: Month; readonly total: Money } | null;
}

/** The bill that is still growing, in one currency. */
export interface RunningBar {
  readonly soFar: Money;
  /** Null where it has no forecast. */
  readonly expected: Money | null;
  /** The threshold of the next alert, where one subscription is all there is. */
  readonly alert: Money | null;
  /** It is so far above all bars that they would be flat beside it. */
  readonly alertBeyond: boolean;
}

/** How many times the highest bar an alert may be, to be on its scale. */
const farthestAlert = 2;

/** One series a currency, since amounts of two currencies have no common scale. */
export function monthSeries(months: readonly MonthTotal[], yearBefore: readonly MonthTotal[] = []): MonthSeries[] {
  const currencies = [
    ...new Set(months.flatMap(({ totals, tooLarge }) => [...totals.map((total) => total.currency), ...tooLarge])),
  ];
  return currencies.map((currency) => {
    const inCurrency = (totals: readonly Money[] = []) => totals.find((total) => total.currency === currency) ?? null;
    const ofCurrency = months.map(({ month, totals, tooLarge }, place) => ({
      month,
      total: inCurrency(totals),
      yearBefore: inCurrency(yearBefore[place]?.totals),
      tooLarge: tooLarge.includes(currency),
    }));
    const [first, ...others] = ofCurrency.flatMap(({ month, total }) => (total ? [{ month, total }] : []));
    const highest = others.reduce(
      (best, each) => (best && each.total.amount > best.total.amount ? each : best),
      first ?? null,
    );
    return { currency, months: ofCurrency, highest };
  });
}

/** What runs in a currency: all its upcoming invoices together; null where none is coming or a sum is not known. */
export function runningBar(
  subscriptions: readonly SubscriptionView[],
  next: NextAlert | null,
  { currency, highest }: Pick<MonthSeries, 'currency' | 'highest'>,
): RunningBar | null {
  const [figures] = figuresOf(
    subscriptions
      .filter(({ upcoming }) => upcoming.kind !== 'none' && upcoming.total.currency === currency)
      .map((view) => ({ view, comparison: null })),
  );
  if (!figures?.soFar) return null;
  const limit = subscriptions.length === 1 ? next?.threshold : undefined;
  const alert = limit && isMoney(limit) && limit.currency === currency ? limit : null;
  const top = Math.max(highest?.total.amount ?? 0, figures.soFar.amount, figures.forecast?.amount ?? 0);
  return {
    ...{ soFar: figures.soFar, expected: figures.forecast, alert },
    alertBeyond: alert !== null && alert.amount > farthestAlert * top,
  };
}
