import { decimalsOf, type Money, money } from '../../money.ts';
import { isImportable } from '../amount-limit.ts';

/* Amounts as invoices write them in English, German, French, Dutch, Italian and Spanish. */

export interface FoundAmount {
  /** Null where no currency stands beside it. */
  readonly currency: string | null;
  /** What says so: a code, or a sign that may stand for several currencies. */
  readonly sign: string | null;
  readonly digits: string;
  readonly negative: boolean;
  readonly at: number;
  readonly end: number;
}

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  $: 'USD',
  US$: 'USD',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  'Fr.': 'CHF',
  'SFr.': 'CHF',
  'Rs.': 'INR',
  Rs: 'INR',
  Euro: 'EUR',
  EURO: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
};
/** Letters that are a currency's code, whatever stands around them. */
export const currencyCodes =
  'USD|EUR|GBP|CHF|JPY|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|INR|CNY|SGD|HKD|BRL|MXN|ZAR|KWD|BHD|TND|ILS|TRY|KRW|AED|THB';
const mark = String.raw`(?:US\$|CA?\$|A\$|[€£¥₹$]|(?<![\p{L}.-])(?:SFr\.|Fr\.|Rs\.?)(?!\p{L})|(?<!\p{L})(?:${currencyCodes}|EUROS?|[Ee]uros?)(?!\p{L}))`;
const number = String.raw`\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,4})?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,3})?|\d+[.,]\d{1,4}|\d+`;
const amount = new RegExp(
  String.raw`(\()?(${mark})?\s?([-−–])?\s?(${mark})?\s?(?<![\d.,/:]|[\d\p{L}]-|[\p{L}_])(${number})(?![\d%:]|[.,/-]\d|\s?%)(?:,[-–—]{1,2})?(?:\s?(${mark}))?([-−](?!\d))?(\))?`,
  'gu',
);
/** Hours: `08.30 - 12.30`, `9.00 Uhr`. */
const hours = /^(?:[01]?\d|2[0-4])[.:][0-5]\d$/u;

/** All amounts of a line in order of place; whole numbers only where a currency stands beside them. */
export function amountsIn(line: string): FoundAmount[] {
  const found: FoundAmount[] = [];
  for (const match of line.matchAll(amount)) {
    const [text, open, before, minus, between, digits = '', after, behind, close] = match;
    const sign = before ?? between ?? after;
    const end = match.index + text.length;
    if (sign === undefined && !/[.,]\d{2,3}$/u.test(digits)) continue;
    if (hours.test(digits) && (sign === undefined || sign === 'Fr.') && isHours(line, match.index, end)) continue;
    const isInside = open !== undefined && close !== undefined;
    const negative = minus !== undefined || behind !== undefined || isInside;
    found.push({
      currency: sign === undefined ? null : (signs[sign] ?? sign),
      sign: sign ?? null,
      digits,
      negative,
      at: match.index,
      end,
    });
  }
  return found;
}

const isHours = (line: string, at: number, end: number): boolean =>
  /^\s*(?:-|–|—|bis|to|à|tot|alle|a)\s*\d{1,2}[.:]\d{2}(?!\d)|^\s*(?:Uhr|h\b|uur|am\b|pm\b)/iu.test(line.slice(end)) ||
  /\d{1,2}[.:]\d{2}\s*(?:-|–|—|bis|to|à|tot|alle|a)\s*$/iu.test(line.slice(0, at + 1));

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
