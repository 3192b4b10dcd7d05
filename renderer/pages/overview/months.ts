import type { MonthTotal } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';
import type { Month } from '#shared/time.ts';

export interface MonthSeries {
  readonly currency: string;
  readonly months: readonly {
    readonly month: Month;
    /** Null where the month has no invoice in this currency, or more than can be shown. */
    readonly total: Money | null;
    readonly tooLarge: boolean;
  }[];
  /** Null where no month's sum can be shown. */
  readonly highest: { readonly month: Month; readonly total: Money } | null;
}

/** One series a currency, since amounts of two currencies have no common scale. */
export function monthSeries(months: readonly MonthTotal[]): MonthSeries[] {
  const currencies = [
    ...new Set(months.flatMap(({ totals, tooLarge }) => [...totals.map((total) => total.currency), ...tooLarge])),
  ];
  return currencies.map((currency) => {
    const ofCurrency = months.map(({ month, totals, tooLarge }) => ({
      month,
      total: totals.find((total) => total.currency === currency) ?? null,
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
