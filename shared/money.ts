import { z } from 'zod';
import { type Marks, marksIn, numbersIn } from './regional.ts';
import { fail, ok, type Result } from './result.ts';

/** An amount in integer minor units of an ISO 4217 currency: 512.40 USD is `{ amount: 51240, currency: 'USD' }`. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/);
export const moneySchema = z.object({ amount: z.int(), currency: currencySchema });
export type Money = z.infer<typeof moneySchema>;

// Decimals as the vendor's API sends them (docs.stripe.com/currencies): zero- and three-decimal currencies; all others have two.
const zeroDecimal = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const threeDecimal = new Set('BHD JOD KWD OMR TND'.split(' '));

// Sent as two-decimal amounts whose decimals are always 00.
const noDecimalsInPractice = new Set(['ISK', 'UGX']);

/** How many decimals an amount of this currency has: JPY 0, USD 2, KWD 3. */
export const decimalsOf = (currency: string): number =>
  zeroDecimal.has(currency) ? 0 : threeDecimal.has(currency) ? 3 : 2;

export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`An amount must be whole minor units, not ${amount}`);
  // Plus zero turns the float's negative zero into zero.
  return { amount: amount + 0, currency: currency.toUpperCase() };
}

export const zero = (currency: string): Money => money(0, currency);

function sameCurrency(a: Money, b: Money): string {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} cannot be combined`);
  return a.currency;
}

export const add = (a: Money, b: Money): Money => money(a.amount + b.amount, sameCurrency(a, b));
export const subtract = (a: Money, b: Money): Money => money(a.amount - b.amount, sameCurrency(a, b));

/** Sums by currency. One that is beyond every amount is named by its currency alone: it can neither be shown nor left out. */
export const sumsSchema = z.object({ totals: z.array(moneySchema), tooLarge: z.array(currencySchema) });
export type Sums = z.infer<typeof sumsSchema>;

/** One sum per currency, in order of first appearance. */
export function sumsByCurrency(amounts: Iterable<Money>): Sums {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amount));
  return sumsOf([...sums].map(([currency, total]) => ({ currency, total: Number(total) })));
}

/** Sums as a database made them, which may have lost digits beyond what a number can hold. */
export function sumsOf(sums: Iterable<{ readonly currency: string; readonly total: number }>): Sums {
  const [totals, tooLarge]: [Money[], string[]] = [[], []];
  for (const { currency, total } of sums)
    if (Number.isSafeInteger(total)) totals.push(money(total, currency));
    else tooLarge.push(currency);
  return { totals, tooLarge };
}

/** The amount as plain decimal text with a point, e.g. `-12.345`; for files, not for people. */
export function toDecimalText({
  amount,
  currency,
}: {
  readonly amount: number | bigint;
  readonly currency: string;
}): string {
  const decimals = decimalsOf(currency);
  const digits = String(amount < 0 ? -amount : amount).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = amount < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** Decimals that people write: ISK and UGX have none, whatever the vendor sends. */
const displayDecimalsOf = (currency: string): number => (noDecimalsInPractice.has(currency) ? 0 : decimalsOf(currency));

/** Made once each: building one costs a hundred times as much as using it, and lists show thousands of amounts. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, currency: string, display: 'code' | 'symbol'): Intl.NumberFormat {
  const name = `${locale} ${currency} ${display}`;
  const known = numberFormats.get(name);
  if (known) return known;
  const made = numbersIn(locale, {
    ...(display === 'symbol' && { style: 'currency', currency }),
    minimumFractionDigits: displayDecimalsOf(currency),
    maximumFractionDigits: decimalsOf(currency),
  });
  numberFormats.set(name, made);
  return made;
}

/** For people: `code` as `512.40 USD` in the locale's digits, `symbol` as `$512.40`. */
export function formatMoney(value: Money, locale: string, display: 'code' | 'symbol' = 'symbol'): string {
  // Intl takes decimal text exactly; a number would pass through floating point.
  const exact = toDecimalText(value) as Intl.StringNumericLiteral;
  const text = numberFormat(locale, value.currency, display).format(exact);
  return display === 'code' ? `${text} ${value.currency}` : text;
}

/**
 * What was typed as the region writes it, as far as it is to be guessed: its last mark is the decimal one unless three digits
 * follow. Of what has no digits an amount that shows all marks.
 */
function exampleOf(input: string, currency: string, locale: string): string {
  const decimals = displayDecimalsOf(currency);
  const [, whole = '', fraction = ''] = /^(.*?)(?:[.,](?!\d{3}$)(\d*))?$/.exec(input.replace(/[^\d.,]/g, '')) ?? [];
  const digits = whole.replace(/\D/g, '').slice(0, 12);
  const guess = digits === '' ? '1500' : `${digits}.${fraction.slice(0, decimals)}0`;
  return numbersIn(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    guess as Intl.StringNumericLiteral,
  );
}

/**
 * Reads an amount that a person typed, with the separators of the locale's region. Refuses what could mean two things:
 * `1.500` is 1500 in German and 1.5 in English, so a separator must be where that region puts it.
 */
export function parseMoney(input: string, currency: string, locale: string): Result<Money> {
  const example = () => exampleOf(input, currency, locale);
  const compact = input
    .trim()
    .replace(new RegExp(`^${currency}|${currency}$`, 'i'), '')
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^\u2212/, '-');
  const [, sign, digits] = /^([+-]?)([\d.,]*\d)$/.exec(compact) ?? [];
  if (input.trim() === '') return fail({ code: 'amount-missing' });
  if (digits === undefined) return fail({ code: 'amount-not-a-number', input, example: example() });
  // Some regions write money otherwise than other numbers (`1 234,5` and `€ 1.234,50` in Austria), and people both.
  const readings = new Set([marksIn(locale), marksIn(locale, { style: 'currency', currency })].map(readBy(digits)));
  readings.delete(null);
  const [number] = readings;
  if (!number || readings.size > 1) return fail({ code: 'amount-ambiguous', input, example: example() });
  const [whole = '', fraction = ''] = number.split('.');
  const decimals = displayDecimalsOf(currency);
  if (fraction.length > decimals) return fail({ code: 'amount-too-precise', input, currency, decimals });
  const minor = Number(whole + fraction.padEnd(decimalsOf(currency), '0'));
  if (!Number.isSafeInteger(minor)) return fail({ code: 'amount-out-of-range', input });
  return ok(money(sign === '-' ? -minor : minor, currency));
}

/** The digits with a point as decimal mark and no other, where the marks stand as these do; else null. */
const readBy =
  (digits: string) =>
  ({ decimal, group, inner }: Marks): string | null => {
    const [whole = '', fraction = '', ...more] = digits.split(decimal);
    // A region that groups by spaces or apostrophes gives neither point nor comma a place in a whole number.
    const grouped = new RegExp(`^\\d{1,3}(\\${group}\\d{${inner === 2 ? '2,3' : '3'}})*\\${group}\\d{3}$`);
    const isWhole = /^\d*$/.test(whole) || grouped.test(whole);
    if (more.length > 0 || !/^\d*$/.test(fraction) || !isWhole) return null;
    return fraction === '' ? whole.replace(/\D/g, '') : `${whole.replace(/\D/g, '')}.${fraction}`;
  };
