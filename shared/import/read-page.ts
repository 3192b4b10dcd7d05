import { z } from 'zod';
import { type InvoiceMoney, onlyTotal, rateOf, unknown } from '../invoice-money.ts';
import { type Money, money, moneySchema, subtract } from '../money.ts';
import { type Day, daySchema } from '../time.ts';
import { amountsIn, moneyOf } from './page/amounts.ts';
import { currencyOn } from './page/currency.ts';
import type { DateOrder } from './page/dates.ts';
import { daysOn, issuedBeside } from './page/days.ts';
import { creditNoteWords } from './page/fact-labels.ts';
import { isReadLanguage, languageOf } from './page/language.ts';
import { moneyOn, type PageMoney } from './page/money.ts';
import { numberOn, numbersBeside } from './page/number.ts';
import { lineOf, type Row } from './page/rows.ts';
import { type PageSeller, sellerOn } from './page/seller.ts';
import { namedSums } from './page/sums.ts';

/**
 * `labelled`: stands beside a label that says what it is; `found`: the best that there is; `recognised`: either, of a scan;
 * `learned`: where a person once said that it stands.
 */
export type TextConfidence = 'labelled' | 'found' | 'recognised' | 'learned';
export interface Guess<T> {
  readonly value: T;
  readonly confidence: TextConfidence;
}

export interface TextFacts {
  readonly type: 'invoice' | 'credit-note';
  /** BCP 47; null where the words do not tell. */
  readonly language: string | null;
  readonly number: Guess<string> | null;
  readonly issuedOn: Guess<Day> | null;
  readonly dueOn: Guess<Day> | null;
  readonly currency: Guess<string> | null;
  readonly total: Guess<Money> | null;
  readonly tax: Guess<Money> | null;
  /** What is still to be paid. */
  readonly remaining: Guess<Money> | null;
  /** Null without a total. */
  readonly money: InvoiceMoney | null;
  readonly paid: boolean;
  readonly paidOn: Day | null;
  readonly seller: PageSeller;
}

/** What stands beside its label in a document. */
export const labelledFactsSchema = z.object({
  /** Amounts beside a total's label, as they are written; `sign` is what stands for the currency there. */
  totals: z.array(z.object({ currency: z.string().nullable(), sign: z.string().nullable(), digits: z.string() })),
  numbers: z.array(z.string()),
  /** Dates of issue; one that can be read in two ways is there as both. */
  issued: z.array(daySchema),
  /** Who it is from; null where it is not clear. */
  seller: z.object({ name: z.string().nullable(), taxIds: z.array(z.string()) }).nullable(),
  /** Null where its sums do not prove it. */
  tax: moneySchema.nullable(),
  amountDue: moneySchema.nullable(),
});
export type LabelledFacts = z.infer<typeof labelledFactsSchema>;

export const noFacts: LabelledFacts = { totals: [], numbers: [], issued: [], seller: null, tax: null, amountDue: null };

const guess = <T>(value: T, isLabelled: boolean): Guess<T> => ({
  value,
  confidence: isLabelled ? 'labelled' : 'found',
});

/** What the rows of a document say that an invoice has to say. `today` keeps impossible dates out. A wrong value is worse than none. */
export function readPage(rows: readonly Row[], today: Day): TextFacts {
  const language = languageOf(rows);
  const currency = currencyOn(rows);
  const number = numberOn(rows);
  const days = daysOn(rows, number, usualOrder(language, currency, rows), today);
  const sums = moneyOn(rows, currency);
  const { total, tax } = sums;
  const sure = days.issuedOn !== null && !days.issuedOn.doubtful;
  return {
    type: isCreditNote(rows) ? 'credit-note' : 'invoice',
    language,
    number: number && guess(number.value, !number.byTitle),
    issuedOn: days.issuedOn && sure ? guess(days.issuedOn.day, days.issuedOn.labelled) : null,
    dueOn: days.dueOn && !days.dueOn.doubtful ? guess(days.dueOn.day, true) : null,
    currency: currency === null ? null : guess(currency, true),
    total: total && guess(total.value, total.confirmed),
    tax: tax && guess(tax.value, tax.confirmed),
    remaining: sums.amountDue && guess(sums.amountDue, true),
    money: moneyOfPage(sums),
    paid: sums.paid,
    paidOn: sums.paid && days.paidOn && !days.paidOn.doubtful ? days.paidOn.day : null,
    seller: sellerOn(rows),
  };
}

/** All that the page says of its money; what it does not say is unknown. */
function moneyOfPage({ total, tax, taxes, prepaid, amountDue }: PageMoney): InvoiceMoney | null {
  if (!total) return null;
  const { value } = total;
  const own = (amount: number) => money(amount, value.currency);
  return {
    ...onlyTotal(value),
    tax: tax?.value ?? unknown,
    net: tax ? subtract(value, tax.value) : unknown,
    taxes:
      taxes.length === 0
        ? unknown
        : taxes.map(({ rate, base, tax: amount }) => ({
            ...{ rate: rateOf(String(rate)), kind: unknown, name: null, jurisdiction: null, inclusive: false },
            ...{ base: own(base), amount: own(amount) },
          })),
    prepaid: prepaid ?? unknown,
    remaining: amountDue ?? unknown,
  };
}

const americanAddress =
  /(?<!\p{L})(?:USA|U\.S\.A\.|United States)(?!\p{L})|(?<![A-Z])(?:AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY)\s+\d{5}(?:-\d{4})?(?!\d)/u;

/** Whether the day or the month comes first where this is written; null where both are common. */
function usualOrder(language: string | null, currency: string | null, rows: readonly Row[]): DateOrder | null {
  if (language !== null && language !== 'en') return isReadLanguage(language) ? 'day' : null;
  if (currency !== null && currency !== 'USD') return 'day';
  return currency === 'USD' && rows.some((row) => americanAddress.test(lineOf(row))) ? 'month' : null;
}

const titleRows = 20;

/** What German law calls a credit note, too: an invoice that the buyer writes. */
const selfBilled = /selbst\s*ausgestellt|self-?\s?bill/iu;

/** Its title says so, or every total is negative. */
function isCreditNote(rows: readonly Row[]): boolean {
  const isTitle = (text: string) =>
    text.length < 60 && !selfBilled.test(text) && (creditNoteWords.exec(text)?.index ?? -1) === 0;
  if (rows.slice(0, titleRows).some(({ cells }) => cells.some(({ text }) => isTitle(text)))) return true;
  const totals = namedSums(rows).filter(({ kind, inHead }) => (kind === 'total' || kind === 'plain-total') && !inHead);
  return totals.length > 0 && totals.every(({ amounts }) => amounts.every(({ negative }) => negative));
}

const maxFacts = 40;
/** What is longer is a statement of usage, which would be looked through for very long. */
const mostRows = 2000;

/** The facts that stand beside their labels, to be compared with those of an invoice that is known. */
export function labelledFacts(rows: readonly Row[]): LabelledFacts {
  const sums = namedSums(rows).filter(({ inHead }) => !inHead);
  // What is due may be less than the total: it is looked at where no total is named.
  const named = sums.filter(({ kind }) => kind === 'total' || kind === 'plain-total');
  const totals = (named.length > 0 ? named : sums.filter(({ kind }) => kind === 'due')).flatMap(({ amounts }) => [
    // The last amount of a row is its sum; beside it the same may stand in another currency.
    ...new Map(amounts.map((each) => [each.currency, each])).values(),
  ]);
  const short = rows.length > mostRows ? [] : rows;
  const { tax, amountDue } = moneyOn(short, currencyOn(short));
  const { name, taxId } = sellerOn(short);
  return {
    totals: totals.slice(0, maxFacts).map(({ currency, sign, digits }) => ({ currency, sign, digits })),
    numbers: numbersBeside(rows).slice(0, maxFacts),
    issued: issuedBeside(rows).slice(0, maxFacts),
    seller: name === null && taxId === null ? null : { name, taxIds: taxId === null ? [] : [taxId] },
    tax: tax?.confirmed === true ? tax.value : null,
    amountDue,
  };
}

/** All amounts that the text mentions, each read in the given currency. */
export const amountsOfText = (lines: readonly string[], currency: string): Money[] =>
  lines.flatMap(amountsIn).flatMap((found) => moneyOf(found, currency) ?? []);
