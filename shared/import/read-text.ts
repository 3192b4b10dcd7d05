import { z } from 'zod';
import { addDays } from '../period.ts';
import type { Money } from '../money.ts';
import { type Day, daySchema } from '../time.ts';
import {
  creditNoteWords,
  dueLabels,
  germanWords,
  issueLabels,
  numberLabels,
  partLabels,
  taxIdWords,
  taxLabels,
  titleLabels,
  totalLabels,
} from './labels.ts';
import { amountsIn, datesIn, type FoundAmount, type FoundDate, isPlausible, moneyOf } from './read-values.ts';

/** `labelled`: stands beside a label that says what it is; `found`: the best that there is. */
export type TextConfidence = 'labelled' | 'found';
export interface Guess<T> {
  readonly value: T;
  readonly confidence: TextConfidence;
}

export interface TextFacts {
  readonly type: 'invoice' | 'credit-note';
  readonly number: Guess<string> | null;
  readonly issuedOn: Guess<Day> | null;
  readonly dueOn: Guess<Day> | null;
  readonly currency: string | null;
  readonly total: Guess<Money> | null;
  readonly tax: Guess<Money> | null;
}

/** What stands beside its label in a document. */
export const labelledFactsSchema = z.object({
  /** Amounts beside a total's label, as they are written; `sign` is what stands for the currency there. */
  totals: z.array(z.object({ currency: z.string().nullable(), sign: z.string().nullable(), digits: z.string() })),
  numbers: z.array(z.string()),
  /** Dates of issue; one that can be read in two ways is there as both. */
  issued: z.array(daySchema),
});
export type LabelledFacts = z.infer<typeof labelledFactsSchema>;

/** What the lines of a document say that an invoice has to say. `today` keeps impossible dates out. */
export function readText(lines: readonly string[], today: Day): TextFacts {
  const german = lines.filter((line) => germanWords.test(line)).length >= 2;
  const amounts = lines.map(amountsIn);
  const currency = usualCurrency(amounts.flat());
  const dates = datesOf(lines, german || currency !== 'USD', today);
  const total = totalOf(lines, amounts, currency);
  const issuedOn = dates.beside(issueLabels) ?? dates.first();
  const dueOn = dates.beside(dueLabels);
  return {
    type: lines.slice(0, 15).some((line) => creditNoteWords.test(line)) ? 'credit-note' : 'invoice',
    number: numberOf(lines),
    issuedOn,
    dueOn: dueOn && issuedOn && dueOn.value < issuedOn.value ? null : dueOn,
    currency: total?.value.currency ?? currency,
    total,
    tax: total ? taxOf(lines, amounts, total.value) : null,
  };
}

// What is due or was paid may be less than the total: it is looked at where no total is named.
const dueGroup = 2;
const maxFacts = 40;

/** The facts that stand beside their labels, to be compared with those of an invoice that is known. */
export function labelledFacts(lines: readonly string[]): LabelledFacts {
  const beside = [...besideTotals(lines, lines.map(amountsIn))];
  const named = beside.filter(({ group }) => group < dueGroup);
  const totals = (named.length > 0 ? named : beside).flatMap(({ found }) => lastOfEach(found));
  const [label] = issueLabels;
  const dates = [...lines.keys()].flatMap((index) => {
    const rest = label ? behind(label, lines, index) : null;
    return rest === null ? [] : [true, false].flatMap((dayFirst) => datesIn(rest, dayFirst).slice(0, 1));
  });
  return {
    totals: totals.slice(0, maxFacts).map(({ currency, sign, digits }) => ({ currency, sign, digits })),
    numbers: [...new Set(numbersBeside(lines, numberLabels))].slice(0, maxFacts),
    issued: [...new Set(dates.map(({ day }) => day))].slice(0, maxFacts),
  };
}

/** The last amount of a line is its sum; beside it the same may stand in another currency. */
const lastOfEach = (found: readonly FoundAmount[]): FoundAmount[] => [
  ...new Map(found.map((each) => [each.currency, each])).values(),
];

/** All amounts that the text mentions, each read in the given currency. */
export const amountsOfText = (lines: readonly string[], currency: string): Money[] =>
  lines.flatMap(amountsIn).flatMap((found) => moneyOf(found, currency) ?? []);

const numberShape = /^[\s:#.№-]*([\p{L}\d][\p{L}\d/_.-]{0,38}[\p{L}\d]|\d)(?![\p{L}\d])/u;

/** The text behind a label, or the next line where nothing stands behind it. */
function behind(label: RegExp, lines: readonly string[], index: number): string | null {
  const line = lines[index] ?? '';
  const match = label.exec(line);
  if (!match) return null;
  const rest = line.slice(match.index + match[0].length);
  return /[\p{L}\d]/u.test(rest) ? rest : (lines[index + 1] ?? '');
}

function* numbersBeside(lines: readonly string[], label: RegExp): Generator<string> {
  for (const index of lines.keys()) {
    const value = numberShape.exec(behind(label, lines, index) ?? '')?.[1];
    if (value !== undefined && /\d/u.test(value) && datesIn(value, true).length === 0) yield value;
  }
}

function numberOf(lines: readonly string[]): Guess<string> | null {
  const find = (label: RegExp, confidence: TextConfidence): Guess<string> | null => {
    for (const value of numbersBeside(lines, label)) return { value, confidence };
    return null;
  };
  return find(numberLabels, 'labelled') ?? find(titleLabels, 'found');
}

function datesOf(lines: readonly string[], dayFirst: boolean, today: Day) {
  const inLine = (line: string): FoundDate[] => datesIn(line, dayFirst).filter(({ day }) => isPlausible(day, today));
  const guess = ({ day, ambiguous }: FoundDate, labelled: boolean): Guess<Day> => ({
    value: day,
    confidence: labelled && !ambiguous ? 'labelled' : 'found',
  });
  return {
    beside(groups: readonly RegExp[]): Guess<Day> | null {
      for (const label of groups) {
        for (const index of lines.keys()) {
          const rest = behind(label, lines, index);
          const [found] = rest === null ? [] : inLine(rest);
          if (found) return guess(found, true);
        }
      }
      return null;
    },
    /** A date that lies ahead is no date of issue. */
    first(): Guess<Day> | null {
      for (const line of lines) {
        const found = inLine(line).find(({ day }) => day <= addDays(today, 1));
        if (found) return guess(found, false);
      }
      return null;
    },
  };
}

/** The currency that stands beside most amounts. */
function usualCurrency(amounts: readonly FoundAmount[]): string | null {
  const counts = new Map<string, number>();
  for (const { currency } of amounts) if (currency !== null) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  // A code says more than the sign of many dollars.
  const [first] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}

/** The amounts beside each label of a total: the plainest labels first, and of one kind those further down. */
function* besideTotals(
  lines: readonly string[],
  amounts: readonly (readonly FoundAmount[])[],
): Generator<{ readonly group: number; readonly found: readonly FoundAmount[] }> {
  for (const [group, label] of totalLabels.entries()) {
    for (const index of [...lines.keys()].reverse()) {
      const line = lines[index] ?? '';
      if (!label.test(line) || partLabels.test(line)) continue;
      const own = amounts[index] ?? [];
      const found = own.length > 0 || /\d/u.test(line) ? own : (amounts[index + 1] ?? []);
      if (found.length > 0) yield { group, found };
    }
  }
}

function totalOf(
  lines: readonly string[],
  amounts: readonly (readonly FoundAmount[])[],
  usual: string | null,
): Guess<Money> | null {
  for (const { found } of besideTotals(lines, amounts)) {
    const beside = lastOf(found, usual);
    if (beside) return { value: beside, confidence: 'labelled' };
  }
  const largest = amounts
    .flat()
    .flatMap((found) => lastOf([found], usual) ?? [])
    .filter(({ currency }) => currency === usual)
    .sort((a, b) => b.amount - a.amount)[0];
  return largest ? { value: largest, confidence: 'found' } : null;
}

function lastOf(amounts: readonly FoundAmount[], usual: string | null): Money | null {
  const last = amounts.at(-1);
  const currency = last?.currency ?? usual;
  return last && currency !== null ? moneyOf(last, currency) : null;
}

/** The sum of all lines of tax; none where that would be as much as the whole. */
function taxOf(
  lines: readonly string[],
  amounts: readonly (readonly FoundAmount[])[],
  total: Money,
): Guess<Money> | null {
  const found = lines.flatMap((line, index) => {
    if (!taxLabels.test(line) || taxIdWords.test(line) || (amounts[index] ?? []).length === 0) return [];
    if (totalLabels.slice(0, 2).some((label) => label.test(line)) && !/total\s+(?:tax|vat)/iu.test(line)) return [];
    return lastOf(amounts[index] ?? [], total.currency) ?? [];
  });
  const own = found.filter(({ currency }) => currency === total.currency);
  const [first] = own;
  if (!first) return null;
  const same = own.every(({ amount }) => amount === first.amount);
  const tax = same ? first.amount : own.reduce((sum, { amount }) => sum + amount, 0);
  return Math.abs(tax) < Math.abs(total.amount)
    ? { value: { ...first, amount: tax }, confidence: own.length === 1 ? 'labelled' : 'found' }
    : null;
}
