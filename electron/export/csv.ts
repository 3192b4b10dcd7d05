import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CsvPresetName } from '#shared/export.ts';
import { toDecimalText } from '#shared/money.ts';
import { type CsvCell, csvText } from '../files/index.ts';
import type { Cell, Sheet } from './workbook.ts';

export interface CsvPreset {
  readonly byteOrderMark: boolean;
  readonly delimiter: ',' | ';';
  readonly decimalMark: '.' | ',';
}

/** RFC 4180 in UTF-8: comma, point, no byte order mark. */
const plainCsv: CsvPreset = { byteOrderMark: false, delimiter: ',', decimalMark: '.' };

/** `excel` is what Excel reads without questions: where the decimal mark is a comma, its list separator is a semicolon. */
export function csvPresetOf(name: CsvPresetName, locale: string): CsvPreset {
  if (name === 'plain') return plainCsv;
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const hasComma = parts.some(({ type, value }) => type === 'decimal' && value === ',');
  return { byteOrderMark: true, delimiter: hasComma ? ';' : ',', decimalMark: hasComma ? ',' : '.' };
}

const rowsPerTurn = 200;

/** A table as CSV, with a heading. */
export async function csvOf(
  { columns, rows }: Pick<Sheet, 'columns' | 'rows'>,
  preset: CsvPreset,
): Promise<Buffer<ArrayBuffer>> {
  const csvCell = (cell: Cell): CsvCell => {
    if (cell === null || typeof cell === 'string') return cell;
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
