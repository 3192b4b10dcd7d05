import { regionOf } from '#shared/region.ts';

/** Longer than any figure with everything that may stand around it. */
const longest = 60;
const gap = '[ \\u00a0\\u202f]';
const number = new RegExp(
  `^${gap}*[(]?\\p{Sc}?${gap}*[\\d.,](?:[\\d.,'’]|${gap})*(?:e[+-]?\\d+)?[\\p{Sc}%]?${gap}*[)]?${gap}*$`,
  'iu',
);
/** A number that comes back as it was: no noughts in front, no more digits than Excel keeps. */
const keptWhole = /^(?:0|[1-9]\d{0,14})$/;
const date = /^ *\d{1,4}(?:[-/.]\d{1,4}){1,2}(?:[ T]+\d{1,2}:\d{2}(?::\d{2})?)? *$/;
const time = /^ *\d{1,4}(?::\d{1,2}){1,2}(?:[.,]\d+)? *(?:[ap]\.?(?:m\.?)?)? *$|^ *\d{1,2}(?: *[ap]\.?m\.?| +[ap]) *$/i;
const fraction = /^ *\d+ +\d+\/\d+ *$/;
const month = /^ *(?:\d{1,4}[ ./-]*)?(\p{L}{3,10})\.?(?:[ ./,-]*\d{1,4}){0,2} *$/u;

/**
 * Tells which texts Excel would make a number, a date or a time of when it opens a CSV file in a locale's region:
 * `00123`, `1E5`, `2024-05`, `MAR-20`, and whole numbers of more than 15 digits, of which it forgets the last.
 */
export function createLooksLikeFigure(locale: string): (text: string) => boolean {
  const months = new Set([...monthsIn('en'), ...monthsIn(regionOf(locale))]);
  return (text) => {
    if (text.length > longest || !/\d/.test(text) || keptWhole.test(text)) return false;
    if ([number, date, time, fraction].some((pattern) => pattern.test(text))) return true;
    const name = month.exec(text)?.[1];
    return name !== undefined && months.has(beginningOf(name));
  };
}

/** `Mär` and `MARCH` are told by their beginnings. */
const beginningOf = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').slice(0, 3).toLowerCase();

function monthsIn(locale: string): string[] {
  const names = new Intl.DateTimeFormat(locale, { month: 'long', calendar: 'gregory', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, index) => beginningOf(names.format(Date.UTC(2026, index))));
}
