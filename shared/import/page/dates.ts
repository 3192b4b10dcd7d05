import { realDay } from '../../e-invoice/values.ts';
import { addDays } from '../../period.ts';
import type { Day } from '../../time.ts';

/* Dates as invoices write them in English, German, French, Dutch, Italian and Spanish. */

export interface FoundDate {
  readonly day: Day;
  /** Day and month could be the other way round. */
  readonly ambiguous: boolean;
  readonly at: number;
  readonly end: number;
}

/** What comes first where a date is digits only. */
export type DateOrder = 'day' | 'month';

const monthNames = [
  'jan(?:uary|uar|uari|vier|v)?|jänner|gen(?:naio)?|ene(?:ro)?',
  'feb(?:ruary|ruar|ruari|braio|rero|r)?|feber|f[ée]v(?:r(?:ier)?)?',
  'mar(?:ch|s|zo)?|märz?|mrz|maart|mrt',
  'apr(?:il|ile)?|avr(?:il)?|abr(?:il)?',
  'may|mai|mei|mag(?:gio)?|mayo',
  'june?|juni|juin|giu(?:gno)?|junio',
  'july?|juli|juil(?:let)?|lug(?:lio)?|julio',
  'aug(?:ust|ustus)?|ao[uû]t|ago(?:sto)?',
  'sept?(?:ember|embre|iembre|bre)?|set(?:t(?:embre)?|iembre)?',
  'o[ck]t(?:ober|obre|ubre)?|ott(?:obre)?',
  'nov(?:ember|embre|iembre)?',
  'de[cz](?:ember|embre)?|d[ée]c(?:embre)?|dic(?:embre|iembre)?',
];
const anyMonth = monthNames.map((names) => `(?:${names})`).join('|');
const exactMonths = monthNames.map((names) => new RegExp(`^(?:${names})$`, 'iu'));
const monthOf = (name: string): number => 1 + exactMonths.findIndex((names) => names.test(name));

type Parts = readonly [year: string, month: number, day: string];

const written: readonly (readonly [RegExp, (parts: readonly string[]) => Parts])[] = [
  [
    /(?<![\d./-])(\d{4})[-/.](\d{2})[-/.](\d{2})(?![\d])/gu,
    ([year = '', month = '', day = '']) => [year, Number(month), day],
  ],
  [
    /(?<![\d./-])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d|\.\d)/gu,
    ([day = '', month = '', year = '']) => [year, Number(month), day],
  ],
  [
    new RegExp(
      `(?<!\\d)(\\d{1,2})(?:\\.|st|nd|rd|th|er|º)?[\\s-]+(?:de\\s+)?(${anyMonth})\\.?,?[\\s-]+(?:del?\\s+)?(\\d{4})(?!\\d)`,
      'giu',
    ),
    ([day = '', month = '', year = '']) => [year, monthOf(month), day],
  ],
  [
    new RegExp(`(?<!\\p{L})(${anyMonth})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`, 'giu'),
    ([month = '', day = '', year = '']) => [year, monthOf(month), day],
  ],
];
const digits = /(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])/gu;

/** All dates of a line in order of place. `order` decides about `03/04/2026`. */
export function datesIn(line: string, order: DateOrder): FoundDate[] {
  const found: FoundDate[] = [];
  const add = ({ index, 0: text }: RegExpExecArray, [year, month, day]: Parts, ambiguous: boolean) => {
    const real = realDay(Number(year.length === 2 ? `20${year}` : year), month, Number(day));
    if (real !== null) found.push({ day: real, ambiguous, at: index, end: index + text.length });
  };
  for (const [pattern, read] of written) {
    for (const match of line.matchAll(pattern)) add(match, read(match.slice(1)), false);
  }
  for (const match of line.matchAll(digits)) {
    const [, first = '', , second = '', year = ''] = match;
    const ambiguous = Number(first) <= 12 && Number(second) <= 12 && first !== second;
    const isDayFirst = Number(first) > 12 || (ambiguous && order === 'day');
    add(match, isDayFirst ? [year, Number(second), first] : [year, Number(first), second], ambiguous);
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The order that dates such as `31/12/2026` prove; null where there are none, or of both kinds. */
export function provenOrder(lines: readonly string[]): DateOrder | null {
  const proven = new Set<DateOrder>();
  for (const line of lines) {
    for (const [, first = '', , second = ''] of line.matchAll(digits)) {
      if (Number(first) > 12 && Number(second) <= 12) proven.add('day');
      if (Number(second) > 12 && Number(first) <= 12) proven.add('month');
    }
  }
  const [only = null] = proven;
  return proven.size === 1 ? only : null;
}

export const isPlausible = (day: Day, today: Day): boolean => day >= '1990-01-01' && day <= addDays(today, 400);
