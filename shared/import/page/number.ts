import { creditNumberLabels, dayOfDocument, documentLabels, numberLabels, titleLabels } from './fact-labels.ts';
import { datesIn } from './dates.ts';
import { labelled, type Labelled, type Take } from './labelled.ts';
import type { Row } from './rows.ts';

/** One word with a digit, or a few letters before digits: `RE-2026/0815`, `FT 2026/17`. */
const shape = /^(?:[\p{Lu}]{1,5} (?=\d))?[\p{L}\d](?:[\p{L}\d/_.\-–#\\]{0,38}[\p{L}\d])?(?![\p{L}\d])/u;
/** International bank account, or a tax number of a country: they stand near, and are none. */
const otherIds = /^(?:[A-Z]{2}\d{2}(?:[A-Z]{4})?\d{10,}|(?:ATU|BE|DE|DK|ES|FR|GB|IT|LU|NL|PL|SE)\d{8,11}(?:B\d\d)?)$/u;

export const takeNumber: Take<string> = (text) => {
  const value = shape.exec(text)?.[0];
  // What could not be read beside it is a part of it.
  if (value === undefined || !/\d/u.test(value) || text.charAt(value.length) === '\u0000' || otherIds.test(value))
    return null;
  const isDate = datesIn(value, 'day').some(({ at, end }) => at === 0 && end === value.length);
  if (isDate || /^\s*(?:%|€|EUR\b)/u.test(text.slice(value.length)) || startsDate(text)) return null;
  return { value, end: value.length };
};

const startsDate = (text: string): boolean => datesIn(text.slice(0, 40), 'day').some(({ at }) => at === 0);

const nextLabel =
  /^\s+(?:seite|blatt|page|p[áa]gina|pagina|(?:\p{L}+)?datum|date|data|fecha|kunden|customer|client|klant|cliente)(?!\p{Ll}*\s+\p{Ll})/iu;

/** What may stand behind a number: nothing, the day, a bracket, or the next label. A word makes it a sentence. */
const mayFollow = (rest: string): boolean =>
  /^\s*$|^\s*[(|,;/·•]|^\s+[–—-]\s|^\s+\p{L}[\p{L} .'’-]*:/u.test(rest) ||
  nextLabel.test(rest) ||
  dayOfDocument.test(rest) ||
  datesIn(rest, 'day').some(({ at }) => at <= 3);

const takeWhole: Take<string> = (text) => {
  const taken = takeNumber(text);
  return taken && mayFollow(text.slice(taken.end)) ? taken : null;
};

/** Beside the bare title, where years and counts stand, too. */
const takeTitleNumber: Take<string> = (text) => {
  const taken = takeWhole(text.replace(/^(?:n[°ºor]?\.?|num\.?|no\.?|#)\s+/iu, ''));
  return taken && !/^(?:19|20)\d\d$/u.test(taken.value) && taken.value.length > 1
    ? { value: taken.value, end: text.indexOf(taken.value) + taken.value.length }
    : null;
};

const groups: readonly (readonly [label: RegExp, take: Take<string>])[] = [
  [creditNumberLabels, takeWhole],
  [numberLabels, takeWhole],
  [documentLabels, takeWhole],
  [titleLabels, takeTitleNumber],
];

/** The number beside the plainest label that has one; null where one label has several, and none of them more often. */
export function numberOn(rows: readonly Row[]): (Labelled<string> & { readonly byTitle: boolean }) | null {
  for (const [label, take] of groups) {
    const found = [...labelled(rows, label, take)];
    const [first, second] = [...Map.groupBy(found, ({ value }) => value).values()].sort((a, b) => b.length - a.length);
    const chosen = first?.[0];
    if (!chosen) continue;
    if (second?.length === first.length) return null;
    return { ...chosen, byTitle: label === titleLabels };
  }
  return null;
}

/** All numbers beside a label that names them. */
export const numbersBeside = (rows: readonly Row[]): string[] => [
  ...new Set(
    [creditNumberLabels, numberLabels, documentLabels].flatMap((label) =>
      [...labelled(rows, label, takeNumber)].map(({ value }) => value),
    ),
  ),
];
