import type { Day } from '../../time.ts';
import { type DateOrder, datesIn, type FoundDate, isPlausible, provenOrder } from './dates.ts';
import { dayOfDocument, dueLabels, issueLabels, paidOnLabels, titleLabels } from './fact-labels.ts';
import { labelled, type Labelled, type Take } from './labelled.ts';
import { lineOf, type Row } from './rows.ts';

export interface FoundDay {
  readonly day: Day;
  /** Nothing on the page tells which of its two numbers is the month. */
  readonly doubtful: boolean;
}

/** Where the document's number stands, and what behind it in its cell. */
type NumberPlace = Pick<Labelled<string>, 'row' | 'rest'>;

export interface Days {
  readonly issuedOn: (FoundDay & { readonly labelled: boolean }) | null;
  readonly dueOn: FoundDay | null;
  readonly paidOn: FoundDay | null;
}

/** `first` of a period is no date of issue. */
const isRange = (rest: string): boolean =>
  /^\s*(?:-|–|—|to\b|bis\b|au\b|tot\b|al\b|until\b|through\b|t\/m\b)\s*\S*\d/iu.test(rest);

const dateTaker =
  (order: DateOrder): Take<FoundDate> =>
  (text) => {
    const [found] = datesIn(text.slice(0, 60), order);
    if (!found || !/^(?:\p{L}{2,10}\.?,?\s+)?$/u.test(text.slice(0, found.at)) || isRange(text.slice(found.end)))
      return null;
    return { value: found, end: found.end };
  };

/** `Rechnung vom 3. Mai 2026`, or the day in the next cell. */
const titleDateTaker =
  (order: DateOrder): Take<FoundDate> =>
  (text) => {
    const start = dayOfDocument.exec(` ${text}`)?.[0].length ?? 1;
    const [found] = datesIn(text.slice(start - 1, start + 60), order);
    return found?.at === 0 && !isRange(text.slice(start - 1 + found.end))
      ? { value: found, end: start - 1 + found.end }
      : null;
  };

/** What the dates of a page say, in the order of day and month that the page itself proves. */
export function daysOn(rows: readonly Row[], number: NumberPlace | null, usual: DateOrder | null, today: Day): Days {
  const lines = rows.map(lineOf);
  const proven = provenOrder(lines);
  const order = proven ?? orderBySense(rows) ?? usual;
  const read = order ?? 'day';
  const plausible = (found: FoundDate) => isPlausible(found.day, today);
  const known = (found: FoundDate | undefined): FoundDay | null =>
    found ? { day: found.day, doubtful: found.ambiguous && order === null } : null;
  const beside = (label: RegExp): FoundDate[] =>
    [...labelled(rows, label, dateTaker(read))].map(({ value }) => value).filter(plausible);

  const issued = known(
    onlyOne(behindNumber(rows, number, read).filter(plausible)) ??
      onlyOne(beside(issueLabels[0])) ??
      onlyOne(besideTitle(rows, read).filter(plausible)) ??
      onlyOne(beside(issueLabels[1])),
  );
  const due = known(onlyOne(beside(dueLabels)));
  const issuedOn = issued ? { ...issued, labelled: true } : withoutLabel(rows, read, plausible, order !== null);
  return {
    issuedOn,
    dueOn: due && issuedOn && due.day < issuedOn.day ? null : due,
    paidOn: known(onlyOne(beside(paidOnLabels))),
  };
}

/** Several labels with one date agree; with different ones they say nothing. */
function onlyOne(found: readonly FoundDate[]): FoundDate | undefined {
  return new Set(found.map(({ day }) => day)).size === 1 ? found[0] : undefined;
}

const besideTitle = (rows: readonly Row[], order: DateOrder): FoundDate[] =>
  [...labelled(rows, titleLabels, titleDateTaker(order))].map(({ value }) => value);

/** `Rechnung Nr. 7 vom 3. Mai 2026` is one thing, also where a line ends in the middle of it. */
function behindNumber(rows: readonly Row[], number: NumberPlace | null, order: DateOrder): FoundDate[] {
  if (!number) return [];
  const next = rows[number.row + 1]?.cells.map(({ text }) => text) ?? [];
  const isCut = number.rest.trim() === '' || /^\D{1,12}$/u.test(number.rest);
  return [number.rest, ...(isCut ? next.map((text) => `${number.rest} ${text}`) : [])].flatMap((text) => {
    const from = dayOfDocument.exec(text);
    return from ? datesIn(text.slice(from[0].length), order).filter(({ at }) => at === 0) : [];
  });
}

/** Where only one order has what is due after what was issued, and soon after, it is that one. */
function orderBySense(rows: readonly Row[]): DateOrder | null {
  const fits = (['day', 'month'] as const).filter((order) => {
    const take = dateTaker(order);
    const [issued] = labelled(rows, issueLabels[0], take);
    const [due] = labelled(rows, dueLabels, take);
    if (!issued || !due) return true;
    const days = (Date.parse(due.value.day) - Date.parse(issued.value.day)) / 86_400_000;
    return days >= 0 && days <= 95;
  });
  const [only = null] = fits;
  return fits.length === 1 ? only : null;
}

/** The one date of a page, or the one that stands behind a town: `Hamburg, 3. März 2026`. */
function withoutLabel(
  rows: readonly Row[],
  order: DateOrder,
  plausible: (found: FoundDate) => boolean,
  sure: boolean,
): Days['issuedOn'] {
  const all = rows
    .flatMap(({ cells }) => cells.map(({ text }) => text))
    .flatMap((line) => datesIn(line, order).map((found) => ({ found, line })))
    .filter(({ found }) => plausible(found));
  const letter = all.filter(
    ({ found, line }) =>
      /^\p{Lu}[\p{L} -]{2,24},\s*(?:den\s+|le\s+|l[ìi]\s+|a\s+)?$/u.test(line.slice(0, found.at)) &&
      line.slice(found.end).trim() === '',
  );
  const chosen = onlyOne(letter.map(({ found }) => found)) ?? onlyOne(all.map(({ found }) => found));
  return chosen ? { day: chosen.day, doubtful: chosen.ambiguous && !sure, labelled: false } : null;
}

/** Dates of issue that are labelled so; one that can be read in two ways is there as both. */
export const issuedBeside = (rows: readonly Row[]): Day[] => [
  ...new Set(
    (['day', 'month'] as const).flatMap((order) =>
      [...labelled(rows, issueLabels[0], dateTaker(order))].map(({ value }) => value.day),
    ),
  ),
];
