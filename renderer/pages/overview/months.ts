import type { MonthTotal } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';
import type { Month } from '#shared/time.ts';

export interface MonthSeries {
  readonly currency: string;
  /** Null where the month has no invoice in this currency. */
  readonly months: readonly { readonly month: Month; readonly total: Money | null }[];
  readonly highest: { readonly month: Month; readonly total: Money };
}

/** One series a currency, since amounts of two currencies have no common scale. */
export function monthSeries(months: readonly MonthTotal[]): MonthSeries[] {
  const currencies = [...new Set(months.flatMap(({ totals }) => totals.map((total) => total.currency)))];
  return currencies.flatMap((currency) => {
    const ofCurrency = months.map(({ month, totals }) => ({
      month,
      total: totals.find((total) => total.currency === currency) ?? null,
    }));
    const highest = ofCurrency
      .flatMap(({ month, total }) => (total ? [{ month, total }] : []))
      .reduce((best, each) => (each.total.amount > best.total.amount ? each : best));
    return [{ currency, months: ofCurrency, highest }];
  });
}
