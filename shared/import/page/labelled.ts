import { possessives } from './fact-labels.ts';
import { type Cell, cellAside, cellBelow, type Row } from './rows.ts';

/** What a value is, and where in its text it ends. */
export interface Taken<T> {
  readonly value: T;
  readonly end: number;
}
/** Reads a value at the beginning of a text; null where none stands there. */
export type Take<T> = (text: string) => Taken<T> | null;

/** A value that belongs to its label by place. */
export interface Labelled<T> {
  readonly value: T;
  readonly row: number;
  /** What stands behind the value in its cell. */
  readonly rest: string;
}

/** Labels are short; a longer text is prose, and would be searched for long. */
const longestCell = 300;

/** The values beside a label: behind it in its cell, in the next cell of its row, or right under it. */
export function* labelled<T>(rows: readonly Row[], label: RegExp, take: Take<T>): Generator<Labelled<T>> {
  // Made once: a page has thousands of cells, and making it takes longer than looking.
  const every = new RegExp(label.source, `${label.flags}g`);
  for (const [index, { cells }] of rows.entries()) {
    for (const [place, cell] of cells.entries()) {
      if (cell.text.length > longestCell) continue;
      for (const rest of behindLabel(cell.text, every)) {
        const found = rest === '' ? besideCell(rows, index, place, cell, label, take) : at(take, rest, index);
        if (found) yield found;
      }
    }
  }
}

const trimmed = (text: string): string => text.replace(/^[\s:#=–—-]+/u, '');

function at<T>(take: Take<T>, text: string, row: number): Labelled<T> | null {
  const taken = take(text);
  return taken && { value: taken.value, row, rest: text.slice(taken.end) };
}

/** What stands behind each place where a text has the label as a whole one: at its beginning, or after a value or a mark. */
function* behindLabel(text: string, every: RegExp): Generator<string> {
  for (const match of text.matchAll(every)) {
    const before = text.slice(0, match.index).trimEnd();
    if (before !== '' && !/[\d):;,.|•·*/-]$/u.test(before) && !possessives.test(before)) continue;
    const rest = trimmed(text.slice(match.index + match[0].length));
    // The same in another language: `Rechnungsnummer / Invoice number`.
    yield /^[/|(][^\d]*$/u.test(rest) || /^\.?$/u.test(rest) ? '' : rest.replace(/^\.\s*/u, '');
  }
}

function besideCell<T>(
  rows: readonly Row[],
  index: number,
  place: number,
  cell: Cell,
  label: RegExp,
  take: Take<T>,
): Labelled<T> | null {
  const next = rows[index]?.cells.slice(place + 1).find(({ text }) => /[\p{L}\d]/u.test(text));
  const right = next && !label.test(next.text) ? at(take, trimmed(next.text), index) : null;
  if (right) return right;
  for (const place of next ? [cellBelow] : [cellAside, cellBelow]) {
    const found = place(rows, index, cell);
    const value = found && at(take, trimmed(found.cell.text), found.row);
    if (value) return value;
  }
  return null;
}
