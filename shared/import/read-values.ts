import { realDay } from '../e-invoice/values.ts';
import { decimalsOf, type Money, money } from '../money.ts';
import { addDays } from '../period.ts';
import { isImportable } from './amount-limit.ts';
import type { Day } from '../time.ts';

/* Dates and amounts as people and programs write them on invoices, in English and German. */

export interface FoundDate {
  readonly day: Day;
  /** Day and month could be the other way round. */
  readonly ambiguous: boolean;
  readonly at: number;
}

const monthNames = [
  'jan(?:uary|uar)?|jänner',
  'feb(?:ruary|ruar)?|feber',
  'mar(?:ch)?|märz?|mrz',
  'apr(?:il)?',
  'may|mai',
  'june?|juni',
  'july?|juli',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'o[ck]t(?:ober)?',
  'nov(?:ember)?',
  'de[cz](?:ember)?',
];
const anyMonth = monthNames.map((names) => `(?:${names})`).join('|');
const monthOf = (name: string): number =>
  1 + monthNames.findIndex((names) => new RegExp(`^(?:${names})$`, 'iu').test(name));

const written: readonly (readonly [RegExp, (parts: readonly string[]) => readonly [string, number, string]])[] = [
  [/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/gu, ([year = '', month = '', day = '']) => [year, Number(month), day]],
  [
    /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)/gu,
    ([day = '', month = '', year = '']) => [year, Number(month), day],
  ],
  [
    new RegExp(`(?<!\\d)(\\d{1,2})(?:\\.|st|nd|rd|th)?[\\s-]+(${anyMonth})\\.?,?[\\s-]+(\\d{4})(?!\\d)`, 'giu'),
    ([day = '', month = '', year = '']) => [year, monthOf(month), day],
  ],
  [
    new RegExp(`(?<!\\p{L})(${anyMonth})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`, 'giu'),
    ([month = '', day = '', year = '']) => [year, monthOf(month), day],
  ],
];

/** All dates of a line in order of place. `dayFirst` decides about `03/04/2026`. */
export function datesIn(line: string, dayFirst: boolean): FoundDate[] {
  const found: FoundDate[] = [];
  const add = (at: number, [year, month, day]: readonly [string, number, string], ambiguous: boolean) => {
    const full = year.length === 2 ? `20${year}` : year;
    const real = realDay(Number(full), month, Number(day));
    if (real !== null) found.push({ day: real, ambiguous, at });
  };
  for (const [pattern, read] of written) {
    for (const match of line.matchAll(pattern)) add(match.index, read(match.slice(1)), false);
  }
  for (const match of line.matchAll(/(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?!\d)/gu)) {
    const [, first = '', second = '', year = ''] = match;
    const ambiguous = Number(first) <= 12 && Number(second) <= 12 && first !== second;
    const isDayFirst = Number(first) > 12 || (ambiguous && dayFirst);
    add(match.index, isDayFirst ? [year, Number(second), first] : [year, Number(first), second], ambiguous);
  }
  return found.sort((a, b) => a.at - b.at);
}

export const isPlausible = (day: Day, today: Day): boolean => day >= '1990-01-01' && day <= addDays(today, 400);

export interface FoundAmount {
  /** Null where no currency stands beside it. */
  readonly currency: string | null;
  /** What says so: a code, or a sign that may stand for several currencies. */
  readonly sign: string | null;
  readonly digits: string;
  readonly negative: boolean;
  readonly at: number;
}

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  $: 'USD',
  US$: 'USD',
  C$: 'CAD',
  A$: 'AUD',
  'Fr.': 'CHF',
};
const codes =
  'USD|EUR|GBP|CHF|JPY|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|INR|CNY|SGD|HKD|BRL|MXN|ZAR|KWD|BHD|TND|ILS|TRY|KRW|AED|THB';
const mark = String.raw`(?:US\$|C\$|A\$|Fr\.|[€£¥₹$]|(?<![A-Za-z])(?:${codes})(?![A-Za-z]))`;
const number = String.raw`\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,3})?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,3})?|\d+[.,]\d{1,3}|\d+`;
const amount = new RegExp(
  String.raw`(${mark})?\s?([-−–])?\s?(${mark})?\s?(?<![\d.,/]|[\d\p{L}]-)(${number})(?![\d%]|[.,/-]\d|\s?%)(?:\s?(${mark}))?(-)?`,
  'gu',
);

/** All amounts of a line in order of place; whole numbers only where a currency stands beside them. */
export function amountsIn(line: string): FoundAmount[] {
  const found: FoundAmount[] = [];
  for (const match of line.matchAll(amount)) {
    const [, before, minus, between, digits = '', after, behind] = match;
    const sign = before ?? between ?? after;
    if (sign === undefined && !/[.,]\d{2,3}$/u.test(digits)) continue;
    const currency = sign === undefined ? null : (signs[sign] ?? sign);
    found.push({
      currency,
      sign: sign ?? null,
      digits,
      negative: minus !== undefined || behind !== undefined,
      at: match.index,
    });
  }
  return found;
}

/**
 * What the digits mean in a currency: the last separator is the decimal mark where as many digits follow as it has decimals, or
 * one less of the three (`24.69` of KWD): a zero at the end is often left out.
 */
export function moneyOf(
  { digits, negative }: Pick<FoundAmount, 'digits' | 'negative'>,
  currency: string,
): Money | null {
  const decimals = decimalsOf(currency);
  const [, whole = digits, fraction = ''] = /^(.*)[.,](\d+)$/u.exec(digits) ?? [];
  const isGroup = fraction.length === 3 && decimals !== 3;
  // `12,000.00` of yen: decimals that say nothing.
  const spare = decimals === 0 && /^00$/.test(fraction);
  const shortened = decimals === 3 && fraction.length === 2;
  if (fraction !== '' && !isGroup && !spare && !shortened && fraction.length !== decimals) return null;
  const text = isGroup || fraction === '' ? digits : whole;
  const minor = Number(
    text.replace(/\D/gu, '') +
      (isGroup || spare || fraction === '' ? '0'.repeat(decimals) : fraction.padEnd(decimals, '0')),
  );
  return isImportable(minor) ? money(negative ? -minor : minor, currency) : null;
}
