import { isApart, regionOf } from './region.ts';

/* Figures and dates as the locale's region writes them, with the words of its language. Building one costs a hundred times as much as using it. */

/** Digits are 0 to 9 everywhere: what is shown can be typed and copied. */
export const numbersIn = (locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  new Intl.NumberFormat(regionOf(locale), { numberingSystem: 'latn', ...options });

type Figure = number | Intl.StringNumericLiteral;

/** A number with the word of a unit: `12.4 GB`, in a French region `12,4 GB`. */
export function unitsIn(locale: string, options: Intl.NumberFormatOptions & { readonly unit: string }) {
  const { unit, ...digits } = options;
  const words = new Intl.NumberFormat(locale, { style: 'unit', unit, ...digits, numberingSystem: 'latn' });
  if (!isApart(locale)) return (value: Figure): string => words.format(value);
  const figures = numbersIn(locale, digits);
  return (value: Figure): string => {
    const parts = words.formatToParts(value);
    const first = parts.findIndex(({ type }) => !isWord(type));
    return parts
      .map(({ type, value: text }, place) => (isWord(type) ? text : place === first ? figures.format(value) : ''))
      .join('');
  };
}

const isWord = (type: string): boolean => type === 'literal' || type === 'unit';

/** For the axis of a chart: `1.2K`, in German `1,2 Tsd.` */
export function compactIn(locale: string): (value: number) => string {
  const words = new Intl.NumberFormat(locale, {
    notation: 'compact',
    maximumFractionDigits: 1,
    numberingSystem: 'latn',
  });
  if (!isApart(locale)) return (value) => words.format(value);
  const { decimal, group } = marksIn(locale);
  const marks: Readonly<Record<string, string>> = { decimal, group };
  return (value) =>
    words
      .formatToParts(value)
      .map(({ type, value: text }) => marks[type] ?? text)
      .join('');
}

export interface Marks {
  readonly decimal: string;
  readonly group: string;
  /** How many digits stand between two marks before the last three: in India two. */
  readonly inner: number;
}

/** How the region parts the digits of a number; amounts of money may be written otherwise, as in Austria. */
export function marksIn(locale: string, options: Intl.NumberFormatOptions = {}): Marks {
  const parts = numbersIn(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, ...options }).formatToParts(
    12345678.9,
  );
  const mark = (type: string) => parts.find((part) => part.type === type)?.value;
  const integers = parts.filter(({ type }) => type === 'integer');
  return {
    decimal: mark('decimal') ?? '.',
    group: mark('group') ?? ' ',
    inner: integers.length > 2 ? (integers.at(-2)?.value.length ?? 3) : 3,
  };
}

export interface Dates {
  format(millis: number): string;
  formatRange(from: number, to: number): string;
}

/** In the region's order, with the language's names of months: `30 Nov 2026`, in Germany `30.11.2026`. */
export function datesIn(locale: string, options: Intl.DateTimeFormatOptions): Dates {
  const pattern = new Intl.DateTimeFormat(regionOf(locale), {
    calendar: 'gregory',
    numberingSystem: 'latn',
    ...options,
  });
  if (!isApart(locale)) return pattern;
  const { timeZone, month = 'short' } = options;
  const isNamed = options.month === 'long' || options.month === 'short';
  const withDay = options.month === undefined || options.day !== undefined;
  const months = new Intl.DateTimeFormat(locale, { timeZone, month, ...(withDay && { day: 'numeric' }) });
  const halves = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', hour12: true });
  const wordOf = (from: Intl.DateTimeFormat, type: string, at: number, otherwise: string) =>
    from.formatToParts(at).find((part) => part.type === type)?.value ?? otherwise;
  const inWords = (parts: readonly { type: string; value: string }[], at: (place: number) => number): string =>
    parts
      .map(({ type, value }, place) => {
        if (type === 'month' && (isNamed || /\p{L}/u.test(value))) return wordOf(months, 'month', at(place), value);
        if (type === 'dayPeriod') return wordOf(halves, 'dayPeriod', at(place), value);
        // What stands between figures may be words, too: `30 de nov. de 2026`.
        return type === 'literal' ? value.replace(/\p{L}+\.?/gu, ' ').replace(/ {2,}/g, ' ') : value;
      })
      .join('')
      .trim();
  return {
    format: (millis) => inWords(pattern.formatToParts(millis), () => millis),
    formatRange(from, to) {
      const parts = pattern.formatRangeToParts(from, to);
      return inWords(parts, (place) => (parts[place]?.source === 'endRange' ? to : from));
    },
  };
}
