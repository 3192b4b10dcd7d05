import type { DeskRow } from '#shared/ipc/contract.ts';
import { type Money, sumsByCurrency } from '#shared/money.ts';

/** What all accounts come to in one currency. A sum that leaves something out says how much. */
export interface CurrencySum {
  readonly currency: string;
  /** Null where it is too large. */
  readonly soFar: Money | null;
  readonly forecast: Money | null;
  readonly unpaid: Money | null;
  /** Of how many accounts the amount so far, or the forecast, is not in the sum. */
  readonly withoutSoFar: number;
  readonly withoutForecast: number;
}

const sumIn = (amounts: readonly Money[], currency: string): Money | null =>
  amounts.length === 0
    ? { amount: 0, currency }
    : (sumsByCurrency(amounts).totals.find((total) => total.currency === currency) ?? null);

export function currencySums(rows: readonly DeskRow[]): CurrencySum[] {
  const currencies = new Set(
    rows.flatMap(({ figures, unpaid }) => [
      ...figures.map(({ currency }) => currency),
      ...unpaid.totals.map(({ currency }) => currency),
      ...unpaid.tooLarge,
    ]),
  );
  return [...currencies].sort().map((currency) => {
    const own = rows.flatMap(({ figures }) => figures.filter((each) => each.currency === currency));
    const open = rows.flatMap(({ unpaid }) => unpaid.totals.filter((each) => each.currency === currency));
    const isTooLarge = rows.some(({ unpaid }) => unpaid.tooLarge.includes(currency));
    return {
      currency,
      soFar: sumIn(
        own.flatMap(({ soFar }) => soFar ?? []),
        currency,
      ),
      forecast: sumIn(
        own.flatMap(({ forecast }) => forecast ?? []),
        currency,
      ),
      unpaid: isTooLarge ? null : sumIn(open, currency),
      withoutSoFar: own.filter(({ soFar }) => soFar === null).length,
      withoutForecast: own.filter(({ forecast }) => forecast === null).length,
    };
  });
}
