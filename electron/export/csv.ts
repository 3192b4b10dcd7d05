import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CsvPresetName } from '#shared/export.ts';
import { toDecimalText } from '#shared/money.ts';
import { regionOf } from '#shared/region.ts';
import { marksIn } from '#shared/regional.ts';
import { type CsvCell, csvText } from '../files/index.ts';
import { createLooksLikeFigure } from './excel-text.ts';
import { listSeparatorOf } from './list-separator.ts';
import type { Cell, Sheet } from './workbook.ts';

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

const rowsPerTurn = 200;

/** A table as CSV, with a heading. */
export async function csvOf(
  { columns, rows }: Pick<Sheet, 'columns' | 'rows'>,
  preset: CsvPreset,
): Promise<Buffer<ArrayBuffer>> {
  const csvCell = (cell: Cell): CsvCell => {
    if (cell === null) return null;
    // A formula that is nothing but the text: Excel shows it as it is.
    if (typeof cell === 'string') return preset.looksLikeFigure(cell) ? { figure: `="${cell}"` } : cell;
    if ('day' in cell) return { figure: cell.day };
    const text = 'number' in cell ? String(cell.number) : toDecimalText(cell);
    return { figure: text.replace('.', preset.decimalMark) };
  };
  const textOf = (some: readonly (readonly CsvCell[])[]) => csvText(some, preset.delimiter);
  const pieces = [preset.byteOrderMark ? '\ufeff' : '', textOf([columns.map(({ title }) => title)])];
  let waiting: CsvCell[][] = [];
  for (const row of rows) {
    waiting.push(row.map(csvCell));
    if (waiting.length < rowsPerTurn) continue;
    pieces.push(textOf(waiting));
    waiting = [];
    await nextTurn();
  }
  pieces.push(textOf(waiting));
  return Buffer.from(pieces.join(''));
}
