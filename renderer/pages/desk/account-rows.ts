import type { AccountFigures } from '#shared/desk/figures.ts';
import type { DeskRow } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';

export type SortColumn = 'hand' | 'name' | 'soFar' | 'forecast' | 'nextInvoice' | 'unpaid';

const figure = (row: DeskRow, name: keyof Pick<AccountFigures, 'soFar' | 'forecast'>): Money | null =>
  row.figures[0]?.[name] ?? null;

/** Within a currency by amount: amounts of two currencies have no order. What is not known comes first. */
function byAmount(a: Money | null | undefined, b: Money | null | undefined): number {
  if (!a || !b) return Number(!b) - Number(!a) === 0 ? 0 : a ? 1 : -1;
  return a.currency === b.currency ? a.amount - b.amount : b.currency.localeCompare(a.currency);
}

const comparers: Readonly<Record<Exclude<SortColumn, 'hand'>, (a: DeskRow, b: DeskRow) => number>> = {
  name: (a, b) => a.name.localeCompare(b.name),
  soFar: (a, b) => byAmount(figure(a, 'soFar'), figure(b, 'soFar')),
  forecast: (a, b) => byAmount(figure(a, 'forecast'), figure(b, 'forecast')),
  nextInvoice: (a, b) => (a.nextInvoice?.at ?? '9').localeCompare(b.nextInvoice?.at ?? '9'),
  unpaid: (a, b) => byAmount(a.unpaid.totals[0], b.unpaid.totals[0]),
};

/** By hand they stay as main has them. */
export function sortedRows(rows: readonly DeskRow[], by: SortColumn, descending: boolean): DeskRow[] {
  if (by === 'hand') return [...rows];
  const sorted = rows.toSorted(comparers[by]);
  return descending ? sorted.reverse() : sorted;
}

/** The list with one row a place further up (`-1`) or down (`1`). */
export function movedRow<T>(rows: readonly T[], at: number, by: -1 | 1): T[] {
  const [from, to] = [rows[at], rows[at + by]];
  if (from === undefined || to === undefined) return [...rows];
  return rows.map((row, place) => (place === at ? to : place === at + by ? from : row));
}
