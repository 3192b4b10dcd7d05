import type { AppError } from './errors.ts';
import { isKnown, rateOf } from './invoice-money.ts';
import { parseMoney, toDecimalText } from './money.ts';
import { marksIn } from './regional.ts';
import {
  answers,
  comparisons,
  dateSchema,
  presences,
  searchedStatuses,
  type SearchTerm,
  taxesSearched,
  textFields,
} from './search-terms.ts';

/** The words before a colon, or before a comparison. */
const searchOperators = [
  ...['total', 'remaining', 'tax', 'rate', 'status', 'from', 'to', 'currency', 'has', 'handed-over', 'tag', 'account'],
  'seller',
  ...textFields,
] as const;

/** Why a part of the text was not understood; it is left out of the search, and the person is told. */
export type SearchFinding =
  | { readonly code: 'operator-unknown'; readonly operator: string }
  | { readonly code: 'value-missing'; readonly operator: string }
  | {
      readonly code: 'value-unknown';
      readonly operator: string;
      readonly value: string;
      readonly known: readonly string[];
    }
  | { readonly code: 'date-invalid'; readonly operator: string; readonly value: string }
  | { readonly code: 'currency-invalid'; readonly value: string }
  | { readonly code: 'rate-invalid'; readonly value: string }
  | { readonly code: 'amount-invalid'; readonly error: AppError };

/** A piece of the text between blanks, from `start` up to `end`, and what it means. */
export type SearchPart = { readonly start: number; readonly end: number; readonly source: string } & (
  { readonly term: SearchTerm; readonly finding: null } | { readonly term: null; readonly finding: SearchFinding }
);

type Read = SearchTerm | { readonly finding: SearchFinding };

// Blanks part the text, save between quotation marks; a doubled mark inside stands for one.
const pieces = /(?:"(?:[^"]|"")*(?:"|$)|[^\s"])+/g;
const compared = /^(?:(total|remaining):?)?(>=|<=|≥|≤|[<>=])(.*)$/is;
const named = /^(\p{L}+(?:-\p{L}+)*):(.*)$/isu;
// Amounts are compared in units of any currency: three decimals are the most that one has.
const finest = 'KWD';

/** Reads what a person typed, amounts as the locale writes them. Whatever the text, there is an answer. */
export function parseSearch(text: string, locale: string): SearchPart[] {
  return [...text.matchAll(pieces)].flatMap(({ 0: source, index }): SearchPart[] => {
    const read = readPiece(source, locale);
    if (read === null) return [];
    const place = { start: index, end: index + source.length, source };
    return 'finding' in read
      ? [{ ...place, term: null, finding: read.finding }]
      : [{ ...place, term: read, finding: null }];
  });
}

export const termsOf = (parts: readonly SearchPart[]): SearchTerm[] =>
  parts.flatMap(({ term }) => (term === null ? [] : [term]));

/** The text without one of its parts. */
export const withoutPart = (text: string, { start, end }: Pick<SearchPart, 'start' | 'end'>): string =>
  text.slice(0, start) + text.slice(end).trimStart();

/** Text that is read as these terms again, in the same locale. */
export const searchTextFrom = (terms: readonly SearchTerm[], locale: string): string =>
  terms.map((term) => pieceOf(term, locale)).join(' ');

function readPiece(source: string, locale: string): Read | null {
  const comparison = compared.exec(source);
  if (comparison) {
    const [, name, sign = '', value = ''] = comparison;
    return readAmount(amountKind(name), sign, unquoted(value), locale);
  }
  const [, name, rest] = named.exec(source) ?? [];
  if (name !== undefined && rest !== undefined) return readNamed(name.toLowerCase(), unquoted(rest).trim(), locale);
  const text = unquoted(source).trim();
  return text === '' ? null : { kind: 'word', text };
}

function readNamed(operator: string, value: string, locale: string): Read {
  if (!(searchOperators as readonly string[]).includes(operator)) {
    return { finding: { code: 'operator-unknown', operator } };
  }
  if (value === '') return { finding: { code: 'value-missing', operator } };
  const field = textFields.find((each) => each === operator);
  if (field) return { kind: 'field', field, text: value };
  switch (operator) {
    case 'total':
    case 'remaining':
      return readAmount(operator, '=', value, locale);
    case 'tax':
      return chosen(operator, value, taxesSearched, (what) => ({ kind: 'tax', what }));
    case 'rate':
      return readRate(value);
    case 'status':
      return chosen(operator, value, searchedStatuses, (status) => ({ kind: 'status', status }));
    case 'handed-over':
      return chosen(operator, value, answers, (answer) => ({ kind: 'handed-over', answer }));
    case 'has':
      return chosen(operator, value, presences, (what) => ({ kind: 'has', what }));
    case 'from':
    case 'to':
      return readDate(operator, value);
    case 'currency':
      return /^[a-z]{3}$/i.test(value)
        ? { kind: 'currency', currency: value.toUpperCase() }
        : { finding: { code: 'currency-invalid', value } };
    case 'tag':
    case 'seller':
      return { kind: operator, text: value };
    default:
      return { kind: 'account', text: value };
  }
}

function chosen<Value extends string>(
  operator: string,
  value: string,
  known: readonly Value[],
  make: (value: Value) => SearchTerm,
): Read {
  const found = known.find((each) => each === value.toLowerCase());
  return found === undefined ? { finding: { code: 'value-unknown', operator, value, known } } : make(found);
}

/** A year stands for its first month or its last. */
function readDate(kind: 'from' | 'to', value: string): Read {
  const date = dateSchema.safeParse(/^\d{4}$/.test(value) ? `${value}-${kind === 'from' ? '01' : '12'}` : value);
  return date.success ? { kind, date: date.data } : { finding: { code: 'date-invalid', operator: kind, value } };
}

/** With either decimal mark: no percentage is grouped. */
function readRate(value: string): Read {
  const rate = rateOf(value.replace(/\s*%$/, '').replace(',', '.'));
  return isKnown(rate) ? { kind: 'rate', rate } : { finding: { code: 'rate-invalid', value } };
}

/** Which amount is compared; that of the whole invoice where none is named. */
const amountKind = (name: string | undefined): 'total' | 'remaining' =>
  name?.toLowerCase() === 'remaining' ? 'remaining' : 'total';

function readAmount(kind: 'total' | 'remaining', sign: string, value: string, locale: string): Read {
  if (value.trim() === '') return { finding: { code: 'value-missing', operator: kind } };
  const comparison = comparisons.find((each) => each === sign.replace('≥', '>=').replace('≤', '<='));
  const amount = parseMoney(value, finest, locale);
  if (!amount.ok) return { finding: { code: 'amount-invalid', error: amount.error } };
  return Math.abs(amount.value.amount) >= 1e15
    ? { finding: { code: 'amount-invalid', error: { code: 'amount-out-of-range', input: value } } }
    : { kind, comparison: comparison ?? '=', amount: shortest(toDecimalText(amount.value)) };
}

const shortest = (decimal: string): string =>
  decimal.replace(/\.?0+$/, (zeros) => (decimal.includes('.') ? '' : zeros));

const unquoted = (text: string): string =>
  text.replace(/"((?:[^"]|"")*)("|$)/g, (_, inner: string) => inner.replaceAll('""', '"'));

function pieceOf(term: SearchTerm, locale: string): string {
  switch (term.kind) {
    case 'word':
      return quotedIf(term.text, named.test(term.text) || compared.test(term.text));
    case 'field':
      return `${term.field}:${quotedIf(term.text)}`;
    case 'tag':
    case 'account':
    case 'seller':
      return `${term.kind}:${quotedIf(term.text)}`;
    case 'total':
    case 'remaining':
      return `${term.kind}${term.comparison}${localDecimal(term.amount, locale)}`;
    case 'tax':
      return `tax:${term.what}`;
    case 'rate':
      return `rate:${term.rate}`;
    case 'status':
      return `status:${term.status}`;
    case 'from':
    case 'to':
      return `${term.kind}:${term.date}`;
    case 'currency':
      return `currency:${term.currency.toLowerCase()}`;
    case 'has':
      return `has:${term.what}`;
    case 'handed-over':
      return `handed-over:${term.answer}`;
  }
}

const quotedIf = (text: string, always = false): string =>
  always || text === '' || /[\s"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** With the locale's decimal mark and without grouping, which is read the same everywhere the mark is. */
function localDecimal(amount: string, locale: string): string {
  return amount.replace('.', marksIn(locale).decimal);
}
