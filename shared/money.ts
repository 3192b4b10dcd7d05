import { z } from 'zod';
import { fail, ok, type Result } from './result.ts';

/** An amount in integer minor units of an ISO 4217 currency: 512.40 USD is `{ amount: 51240, currency: 'USD' }`. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/);
export const moneySchema = z.object({ amount: z.int(), currency: currencySchema });
export type Money = z.infer<typeof moneySchema>;

// Decimals as the vendor's API sends them (docs.stripe.com/currencies): zero- and three-decimal currencies; all others have two.
// ISK and UGX have no decimals in ISO 4217 but are sent as two-decimal amounts whose decimals are always 00.
const zeroDecimal = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const threeDecimal = new Set('BHD JOD KWD OMR TND'.split(' '));

/** How many decimals an amount of this currency has: JPY 0, USD 2, KWD 3. */
export const decimalsOf = (currency: string): number =>
  zeroDecimal.has(currency) ? 0 : threeDecimal.has(currency) ? 3 : 2;

export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`An amount must be whole minor units, not ${amount}`);
  return { amount, currency: currency.toUpperCase() };
}

export const zero = (currency: string): Money => money(0, currency);

function sameCurrency(a: Money, b: Money): string {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} cannot be combined`);
  return a.currency;
}

export const add = (a: Money, b: Money): Money => money(a.amount + b.amount, sameCurrency(a, b));
export const subtract = (a: Money, b: Money): Money => money(a.amount - b.amount, sameCurrency(a, b));

/** Negative, zero or positive, like a sort comparison. Throws on different currencies: there is no conversion. */
export function compare(a: Money, b: Money): number {
  sameCurrency(a, b);
  return a.amount - b.amount;
}

/** One sum per currency, in order of first appearance. */
export function sumByCurrency(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, Money>();
  for (const each of amounts) sums.set(each.currency, add(sums.get(each.currency) ?? zero(each.currency), each));
  return [...sums.values()];
}

/** The amount as plain decimal text with a point, e.g. `-12.345`; for files, not for people. */
export function toDecimalText({ amount, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = amount < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** For people: `code` as `512.40 USD` in the locale's digits, `symbol` as `$512.40`. */
export function formatMoney(value: Money, locale: string, display: 'code' | 'symbol' = 'symbol'): string {
  const decimals = decimalsOf(value.currency);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  // Intl takes decimal text exactly; a number would pass through floating point.
  const exact = toDecimalText(value) as Intl.StringNumericLiteral;
  if (display === 'code') return `${new Intl.NumberFormat(locale, digits).format(exact)} ${value.currency}`;
  return new Intl.NumberFormat(locale, { style: 'currency', currency: value.currency, ...digits }).format(exact);
}

/**
 * Reads an amount that a person typed, with the locale's separators. Refuses what could mean two things:
 * `1.500` is 1500 in German and 1.5 in English, so a separator must be where that locale puts it.
 */
export function parseMoney(input: string, currency: string, locale: string): Result<Money> {
  const { group, decimal } = separatorsOf(locale);
  const compact = input
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(new RegExp(`^${currency}|${currency}$`, 'i'), '');
  const parts = /^([+-]?)([\d.,]*\d)$/.exec(compact);
  if (!parts) return fail({ code: 'amount-not-a-number', input });
  const [, sign, digits] = parts as unknown as [string, string, string];
  const [whole = '', fraction, ...more] = digits.split(decimal);
  const ambiguous = fail({
    code: 'amount-ambiguous',
    input,
    example: new Intl.NumberFormat(locale, { minimumFractionDigits: decimalsOf(currency) }).format(1500),
  } as const);
  if (more.length > 0 || fraction?.includes(group)) return ambiguous;
  const otherMark = decimal === ',' ? '.' : ',';
  if (whole.includes(otherMark) && !new RegExp(`^\\d{1,3}(\\${otherMark}\\d{3})+$`).test(whole)) return ambiguous;
  const decimals = decimalsOf(currency);
  if ((fraction?.length ?? 0) > decimals) return fail({ code: 'amount-too-precise', input, currency, decimals });
  const minor = Number(whole.replaceAll(otherMark, '') + (fraction ?? '').padEnd(decimals, '0'));
  if (!Number.isSafeInteger(minor)) return fail({ code: 'amount-out-of-range', input });
  return ok(money(sign === '-' ? -minor : minor, currency));
}

function separatorsOf(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.8);
  const mark = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  const decimal = mark('decimal', '.') === ',' ? ',' : '.';
  return { group: decimal === ',' ? '.' : ',', decimal };
}
