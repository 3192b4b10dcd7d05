import { z } from 'zod';
import type { Money } from '../../money.ts';
import { type Day, daySchema } from '../../time.ts';
import { amountsIn, moneyOf } from './amounts.ts';
import { type DateOrder, datesIn } from './dates.ts';
import { labelled, type Take } from './labelled.ts';
import { takeNumber } from './number.ts';
import type { Cell, Row } from './rows.ts';

/* What a person corrected on a seller's page is found on the next one by its label, and where several have it, by its place. */

export const learnedFieldSchema = z.enum(['number', 'issuedOn', 'dueOn', 'total']);
export type LearnedField = z.infer<typeof learnedFieldSchema>;

export const learnedPlaceSchema = z.object({
  field: learnedFieldSchema,
  /** The words behind, beside or under which the value stands; null where it stands alone. */
  label: z.string().trim().min(1).max(80).nullable(),
  page: z.int(),
  /** Left edge of its cell and baseline of its row, in points from the page's lower left corner. */
  left: z.number(),
  baseline: z.number(),
  /** Of a day: what comes first where it is digits only. */
  order: z.enum(['day', 'month']).nullable(),
});
export type LearnedPlace = z.infer<typeof learnedPlaceSchema>;

/** What a person said of an invoice, and a page may say, too. */
export interface LearnedValues {
  readonly number: string | null;
  readonly issuedOn: Day | null;
  readonly dueOn: Day | null;
  readonly total: Money | null;
}

/** In points: programs set their lines a little differently from one invoice to the next. */
const near = 6;
const longestLabel = 80;

type Value = string | number;

const keyOf = (field: LearnedField, values: LearnedValues): Value | null =>
  field === 'total' ? values.total && Math.abs(values.total.amount) : values[field];

/** Where a page says what a person said of a field; null where it does not, or not so that it could be found again. */
export function learnedPlace(rows: readonly Row[], field: LearnedField, values: LearnedValues): LearnedPlace | null {
  const wanted = keyOf(field, values);
  if (wanted === null) return null;
  const currency = values.total?.currency ?? null;
  const isDay = field === 'issuedOn' || field === 'dueOn';
  for (const order of isDay ? (['day', 'month'] as const) : [null]) {
    const take = takerOf(field, order, currency);
    for (const [index, row] of rows.entries()) {
      for (const [place, cell] of row.cells.entries()) {
        const start = startOf(cell.text, take, wanted);
        if (start === null) continue;
        const at = { field, page: row.page, left: cell.left, baseline: row.baseline, order };
        for (const label of [...labelsOf(rows, index, place, cell, start), null]) {
          const learned = { ...at, label };
          if (valueAt(rows, learned, currency) === wanted) return learned;
        }
      }
    }
  }
  return null;
}

/** Where in a text the wanted value begins; null where it does not stand there. */
function startOf(text: string, take: Take<Value>, wanted: Value): number | null {
  if (text.length > 300) return null;
  const starts = [0, ...[...text.matchAll(/[\s:#(]+/gu)].map(({ index, 0: gap }) => index + gap.length)];
  return starts.find((start) => take(text.slice(start))?.value === wanted) ?? null;
}

/** The words before a value in its cell, in the cell at its left, and over it. */
function labelsOf(rows: readonly Row[], index: number, place: number, cell: Cell, start: number): string[] {
  const row = rows[index];
  const above = rows
    .slice(Math.max(0, index - 3), index)
    .flatMap(({ cells }) => cells)
    .filter(({ left, right }) => left < cell.right && right > cell.left);
  return [cell.text.slice(0, start), row?.cells[place - 1]?.text ?? '', ...above.map(({ text }) => text).reverse()]
    .map((text) => text.replace(/[\s:#=(–—-]+$/u, '').trim())
    .filter((text) => /\p{L}{2}/u.test(text) && !/\d{3}/u.test(text) && text.length <= longestLabel);
}

function takerOf(field: LearnedField, order: DateOrder | null, currency: string | null): Take<Value> {
  if (field === 'number') return takeNumber;
  if (field === 'total')
    return (text) => {
      const [found] = amountsIn(text.slice(0, 60));
      const money = found?.at === 0 && currency !== null ? moneyOf(found, currency) : null;
      return found && money ? { value: Math.abs(money.amount), end: found.end } : null;
    };
  return (text) => {
    const [found] = datesIn(text.slice(0, 60), order ?? 'day');
    return found?.at === 0 ? { value: found.day, end: found.end } : null;
  };
}

/** Takes a label as it was learned, whatever blanks and case it is written with. */
const labelPattern = (label: string): RegExp =>
  new RegExp(
    String.raw`(?<![\p{L}\d])${label
      .trim()
      .split(/\s+/u)
      .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`))
      .join(String.raw`\s+`)}(?![\p{L}\d])`,
    'iu',
  );

function valueAt(rows: readonly Row[], learned: LearnedPlace, currency: string | null): Value | null {
  const { field, label, order, page, left, baseline } = learned;
  const take = takerOf(field, order, currency);
  const isAtPlace = (row: Row) => row.page === page && Math.abs(row.baseline - baseline) <= near;
  if (label === null) {
    const there = rows
      .filter(isAtPlace)
      .flatMap(({ cells }) => cells.filter((cell) => Math.abs(cell.left - left) <= near));
    return only(there.flatMap(({ text }) => take(text)?.value ?? []));
  }
  const found = [...labelled(rows, labelPattern(label), take)];
  const atPlace = found.filter(({ row }) => rows[row] && isAtPlace(rows[row]));
  return only(found.map(({ value }) => value)) ?? only(atPlace.map(({ value }) => value));
}

function only(values: readonly Value[]): Value | null {
  const [one = null, ...others] = new Set(values);
  return others.length === 0 ? one : null;
}

/** What a page says at the places that were learned of its seller. */
export function readLearned(
  rows: readonly Row[],
  places: readonly LearnedPlace[],
  currency: string | null,
): Partial<LearnedValues> {
  const read = (field: LearnedField): Value | null => {
    const place = places.find((each) => each.field === field);
    return place ? valueAt(rows, place, currency) : null;
  };
  const day = (field: 'issuedOn' | 'dueOn'): Day | null => daySchema.safeParse(read(field)).data ?? null;
  const [number, total] = [read('number'), read('total')];
  return {
    ...(typeof number === 'string' ? { number } : {}),
    ...(typeof total === 'number' && currency !== null ? { total: { amount: total, currency } } : {}),
    issuedOn: day('issuedOn'),
    dueOn: day('dueOn'),
  };
}
