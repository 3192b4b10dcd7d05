import type { DeskRow } from '#shared/ipc/contract.ts';
import { type Money, sumsByCurrency } from '#shared/money.ts';
import type { Month } from '#shared/time.ts';

/** Each account's bills of the last months in one currency; the largest first, the smallest together. */
export interface MonthStacks {
  readonly currency: string;
  readonly months: readonly Month[];
  readonly stacks: readonly {
    /** Null for the accounts that have no part of their own. */
    readonly name: string | null;
    /** By month; null where there is no invoice. */
    readonly amounts: readonly (Money | null)[];
  }[];
  /** Null where a month's sum is too large. */
  readonly sums: readonly (Money | null)[];
}

/** More colours than these are not told apart. */
const mostStacks = 6;

const sumIn = (amounts: readonly (Money | null)[], currency: string): Money | null => {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : (sumsByCurrency(known).totals.find((sum) => sum.currency === currency) ?? null);
};
const sizeOf = (amounts: readonly (Money | null)[]): number =>
  amounts.reduce((sum, amount) => sum + Math.abs(amount?.amount ?? 0), 0);

export function monthStacks(rows: readonly DeskRow[]): MonthStacks[] {
  const months = rows.find((row) => row.months.length > 0)?.months.map(({ month }) => month) ?? [];
  const currencies = new Set(
    rows.flatMap((row) => row.months.flatMap(({ totals }) => totals.map(({ currency }) => currency))),
  );
  return [...currencies].sort().map((currency) => {
    const accounts = rows
      .map(({ name, months: own }) => ({
        name,
        amounts: months.map(
          (month) => own.find((each) => each.month === month)?.totals.find((sum) => sum.currency === currency) ?? null,
        ),
      }))
      .filter(({ amounts }) => amounts.some((amount) => amount !== null))
      .sort((a, b) => sizeOf(b.amounts) - sizeOf(a.amounts));
    const own = accounts.length > mostStacks ? accounts.slice(0, mostStacks - 1) : accounts;
    const others = accounts.slice(own.length);
    const together = (place: number) =>
      sumIn(
        others.map(({ amounts }) => amounts[place] ?? null),
        currency,
      );
    return {
      ...{ currency, months },
      stacks: [
        ...own,
        ...(others.length > 0 ? [{ name: null, amounts: months.map((_, place) => together(place)) }] : []),
      ],
      sums: months.map((_, place) =>
        sumIn(
          accounts.map(({ amounts }) => amounts[place] ?? null),
          currency,
        ),
      ),
    };
  });
}
