import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CsvPresetName } from '#shared/export.ts';
import { toDecimalText } from '#shared/money.ts';
import { regionOf } from '#shared/region.ts';
import { marksIn } from '#shared/regional.ts';
import { type CsvCell, csvText } from '../files/index.ts';
import { createLooksLikeFigure } from './excel-text.ts';
import { listSeparatorOf } from './list-separator.ts';
import type { Cell } from './table.ts';

export interface CsvPreset {
  readonly byteOrderMark: boolean;
  readonly delimiter: string;
  readonly decimalMark: string;
  /** Whether the program that the file is for would make a figure of a text. */
  readonly looksLikeFigure: (text: string) => boolean;
}

/** RFC 4180 in UTF-8: comma, point, no byte order mark. */
const plainCsv: CsvPreset = {
  byteOrderMark: false,
  delimiter: ',',
  decimalMark: '.',
  looksLikeFigure: () => false,
};

/** `excel` is what Excel reads without questions on a computer that is set to the locale's region. */
export function csvPresetOf(
  name: CsvPresetName,
  locale: string,
  platform: NodeJS.Platform = process.platform,
): CsvPreset {
  if (name === 'plain') return plainCsv;
  return {
    byteOrderMark: true,
    delimiter: listSeparatorOf(regionOf(locale), platform),
    decimalMark: marksIn(locale).decimal,
    looksLikeFigure: createLooksLikeFigure(locale),
  };
}

/** A table as CSV, piece by piece: what `take` gives is all that was added since the last time, first of all the headings. */
export function createCsv(
  headings: readonly string[],
  { byteOrderMark, delimiter, decimalMark, looksLikeFigure }: CsvPreset,
) {
  const csvCell = (cell: Cell): CsvCell => {
    if (cell === null) return null;
    // A formula that is nothing but the text: Excel shows it as it is.
    if (typeof cell === 'string') return looksLikeFigure(cell) ? { figure: `="${cell}"` } : cell;
    if ('day' in cell) return { figure: cell.day };
    const text = 'number' in cell ? String(cell.number) : toDecimalText(cell);
    return { figure: text.replace('.', decimalMark) };
  };
  let start = byteOrderMark ? '\ufeff' : '';
  let waiting: CsvCell[][] = [[...headings]];

  return {
    add(row: readonly Cell[]): void {
      waiting.push(row.map(csvCell));
    },
    take(): Buffer<ArrayBuffer> {
      const piece = Buffer.from(start + csvText(waiting, delimiter));
      [start, waiting] = ['', []];
      return piece;
    },
  };
}

const rowsPerTurn = 200;

/** A small table as a whole; other work goes on meanwhile. */
export async function csvOf(
  headings: readonly string[],
  rows: Iterable<readonly Cell[]>,
  preset: CsvPreset,
): Promise<Buffer<ArrayBuffer>> {
  const csv = createCsv(headings, preset);
  const pieces: Buffer[] = [];
  let added = 0;
  for (const row of rows) {
    csv.add(row);
    if (++added % rowsPerTurn > 0) continue;
    pieces.push(csv.take());
    await nextTurn();
  }
  return Buffer.concat([...pieces, csv.take()]);
}
