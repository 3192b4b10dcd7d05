import { type FoundAmount, amountsIn } from './amounts.ts';
import { cellBelow, lineOf, type Row } from './rows.ts';
import { sumKindOf, type SumKind } from './sum-labels.ts';

/** Amounts that a label names. Several: of one row, in columns, the sum usually the last. */
export interface NamedSum {
  readonly kind: SumKind;
  readonly row: number;
  readonly amounts: readonly FoundAmount[];
  /** The label heads a column, whose first value need not be a sum of all. */
  readonly inHead: boolean;
}

/** All amounts that stand beside or under the name of a sum. */
export function namedSums(rows: readonly Row[]): NamedSum[] {
  return rows.flatMap((row, index) => {
    const cells = row.cells.map((cell) => ({ cell, ...parted(cell.text) }));
    const names = cells.filter(({ kind }) => kind !== null);
    return cells.flatMap(({ cell, kind, amounts }, place): NamedSum[] => {
      if (kind === null) return [];
      const own = [...amounts];
      for (const next of cells.slice(place + 1)) {
        // The next name takes what stands behind it.
        if (next.label !== '' && next.kind !== null) break;
        own.push(...next.amounts);
      }
      if (own.length > 0) return [{ kind, row: index, amounts: own, inHead: false }];
      const below = cellBelow(rows, index, cell);
      const under = below ? amountsIn(below.cell.text) : [];
      const isAmount = below && under.length === 1 && /^[^\p{L}]*(?:[A-Z]{3})?[^\p{L}]*$/u.test(below.cell.text);
      return isAmount
        ? [{ kind, row: below.row, amounts: under, inHead: names.length > 1 || row.cells.length > 2 }]
        : [];
    });
  });
}

/** A longer one is prose. */
const longestLine = 300;

function parted(text: string): { label: string; kind: SumKind | null; amounts: FoundAmount[] } {
  const amounts = text.length > longestLine ? [] : amountsIn(text);
  const label = text.slice(0, amounts[0]?.at ?? text.length).trim();
  return { label, kind: sumKindOf(label), amounts };
}

/** A tax that a row itself proves: a rate, and two amounts of which one is that share of the other. In minor units. */
export interface ProvenTax {
  readonly rate: number;
  readonly base: number;
  readonly tax: number;
}

const rateIn = /(?<![\d.,])(\d{1,2}(?:[.,]\d{1,3})?)\s?%/gu;
/** Rows of one table: hardly any other stands between them. */
const nearest = 2;

/**
 * The taxes that rows prove, those of one table together. `minor` says what an amount means in the currency of the page; null
 * where it means nothing.
 */
export function provenTaxes(rows: readonly Row[], minor: (amount: FoundAmount) => number | null): ProvenTax[][] {
  const tables: ProvenTax[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [index, row] of rows.entries()) {
    const proven = provenBy(lineOf(row), minor);
    if (!proven) continue;
    const table = index - last <= nearest ? (tables.at(-1) ?? []) : [];
    if (table.length === 0) tables.push(table);
    if (!table.some(({ rate, base }) => rate === proven.rate && base === proven.base)) table.push(proven);
    last = index;
  }
  return tables;
}

function provenBy(line: string, minor: (amount: FoundAmount) => number | null): ProvenTax | null {
  if (line.length > longestLine) return null;
  const amounts = amountsIn(line)
    .flatMap((each) => minor(each) ?? [])
    .map(Math.abs);
  const rates = [...line.matchAll(rateIn)].map(([, digits = '']) => Number(digits.replace(',', '.')));
  for (const rate of rates.filter((each) => each > 0)) {
    for (const base of amounts) {
      const tax = amounts.find((each) => each > 0 && Math.abs(each - (base * rate) / 100) <= 1);
      // A few cents are a share of anything.
      if (tax !== undefined && base >= 500) return { rate, base, tax };
    }
  }
  return null;
}
