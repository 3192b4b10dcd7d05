import { setImmediate as nextTurn } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { CsvPresetName } from '#shared/export.ts';
import { toDecimalText } from '#shared/money.ts';
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

interface NegativeAmount {
  readonly text: string;
}

const rowsPerTurn = 200;

/** A table as CSV, with a heading. Text that a spreadsheet would take for a formula is escaped with an apostrophe. */
export async function csvOf(
  { columns, rows }: Pick<Sheet, 'columns' | 'rows'>,
  preset: CsvPreset,
): Promise<Buffer<ArrayBuffer>> {
  const options = {
    delimiter: preset.delimiter,
    record_delimiter: '\r\n',
    escape_formulas: true,
    // The minus of an amount is no formula.
    cast: { object: (amount: object) => ({ value: (amount as NegativeAmount).text, escape_formulas: false }) },
  };
  const csvCell = (cell: Cell): string | NegativeAmount | null => {
    if (cell === null || typeof cell === 'string') return cell;
    if ('day' in cell) return cell.day;
    const text = ('number' in cell ? String(cell.number) : toDecimalText(cell)).replace('.', preset.decimalMark);
    return text.startsWith('-') ? { text } : text;
  };
  const pieces = [preset.byteOrderMark ? '\ufeff' : '', stringify([columns.map(({ title }) => title)], options)];
  let waiting: Array<Array<string | NegativeAmount | null>> = [];
  for (const row of rows) {
    waiting.push(row.map(csvCell));
    if (waiting.length < rowsPerTurn) continue;
    pieces.push(stringify(waiting, options));
    waiting = [];
    await nextTurn();
  }
  pieces.push(stringify(waiting, options));
  return Buffer.from(pieces.join(''));
}
