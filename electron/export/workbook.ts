import { Zip, ZipDeflate } from 'fflate';
import { decimalsOf, toDecimalText } from '#shared/money.ts';
import type { Day } from '#shared/time.ts';
import { visibleCell } from '#shared/visible-text.ts';
import type { Cell } from './table.ts';
import {
  contentTypes,
  escaped,
  relationsOf,
  styles,
  stylesXml,
  workbookXml,
  worksheetEnd,
  worksheetStart,
} from './workbook-parts.ts';

export interface SheetHead {
  readonly name: string;
  readonly columns: ReadonlyArray<{ readonly heading: string; readonly width: number }>;
}

// The same content always gives the same bytes. Read on the clock of this computer, for that is how ZIP keeps times.
const changedAt = new Date(1980, 0, 1, 12);

// Half the time of the usual 6, for files a sixth larger.
const level = 3;

/**
 * An Office Open XML workbook (ECMA-376), written row by row into all of its sheets at once: memory holds what is not
 * taken yet, and the later sheets compressed. Amounts never pass through floating point. The same rows, taken at the same
 * places, give the same bytes on every computer: zlib, which does not promise that, has no part in it.
 */
export function createWorkbook(heads: readonly SheetHead[]) {
  let made: Uint8Array[] = [];
  const zip = new Zip((cause, piece) => {
    if (cause) throw cause;
    made.push(piece);
  });
  const begin = (name: string): ZipDeflate => {
    const file = Object.assign(new ZipDeflate(name, { level }), { mtime: changedAt });
    zip.add(file);
    return file;
  };
  const part = (name: string, xml: string): void => {
    begin(name).push(Buffer.from(xml), true);
  };
  const names: string[] = [];
  /** A file of the next sheet, and how its name is written. */
  const beginSheet = (name: string): ZipDeflate => begin(`xl/worksheets/sheet${names.push(name)}.xml`);
  const sheets = heads.map((head) => createSheet(head, beginSheet));

  const take = (): Uint8Array[] => {
    for (const sheet of sheets) sheet.flush();
    const taken = made;
    made = [];
    return taken;
  };

  return {
    add(sheet: number, row: readonly Cell[]): void {
      sheets[sheet]?.add(row);
    },
    /** What has been made since the last time. */
    take,
    /** The rest of it. No row may follow. */
    end(): Uint8Array[] {
      for (const sheet of sheets) sheet.end();
      // Last, for how many sheets there are is known by now.
      const relations = [
        ...names.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
        ['styles', 'styles.xml'] as const,
      ];
      part('[Content_Types].xml', contentTypes(names.length));
      part('_rels/.rels', relationsOf([['officeDocument', 'xl/workbook.xml']]));
      part('xl/workbook.xml', workbookXml(names));
      part('xl/_rels/workbook.xml.rels', relationsOf(relations));
      part('xl/styles.xml', stylesXml());
      zip.end();
      return take();
    },
  };
}

/** Excel and LibreOffice hold no more rows on a sheet; what comes after goes onto another one, `Lines 2`. */
const rowsPerSheet = 1_048_576;

function createSheet({ name, columns }: SheetHead, beginSheet: (name: string) => ZipDeflate) {
  const letters = columns.map((_, index) => columnName(index));
  const headings = columns.map(({ heading }, index) => textCell(`${letters[index] ?? ''}1`, heading, styles.heading));
  const start = `${worksheetStart(columns)}<row r="1">${headings.join('')}</row>`;
  let [file, text, number, part] = [beginSheet(name), start, 1, 1];

  function end(): void {
    file.push(Buffer.from(text + worksheetEnd(`A1:${letters.at(-1) ?? 'A'}${number}`)), true);
    text = '';
  }

  return {
    add(row: readonly Cell[]): void {
      if (number === rowsPerSheet) {
        end();
        part++;
        [file, text, number] = [beginSheet(`${name} ${part}`), start, 1];
      }
      number++;
      let cells = '';
      for (const [index, cell] of row.entries()) cells += cellXml(`${letters[index] ?? ''}${number}`, cell);
      text += `<row r="${number}">${cells}</row>`;
    },
    flush(): void {
      if (text !== '') file.push(Buffer.from(text));
      text = '';
    },
    end,
  };
}

function cellXml(at: string, cell: Cell): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return textCell(at, cell, styles.plain);
  if ('day' in cell) return `<c r="${at}" s="${styles.day}"><v>${serialOf(cell.day)}</v></c>`;
  if ('number' in cell) return `<c r="${at}"><v>${cell.number}</v></c>`;
  return `<c r="${at}" s="${styles.amount(decimalsOf(cell.currency))}"><v>${toDecimalText(cell)}</v></c>`;
}

/** Most texts need no care: no sign that means something in XML, no white space that a reader might take away. */
const isPlain = (text: string): boolean =>
  /^(?:[!-%'-;=?-[\]^`-~]|_(?!x)| (?=[!-~]))+$/i.test(text) && !text.startsWith(' ');

function textCell(at: string, text: string, style: number): string {
  const styled = style === styles.plain ? '' : ` s="${style}"`;
  return isPlain(text)
    ? `<c r="${at}"${styled} t="inlineStr"><is><t>${text}</t></is></c>`
    : `<c r="${at}"${styled} t="inlineStr"><is><t xml:space="preserve">${escaped(visibleCell(text))}</t></is></c>`;
}

/** Days since 1899-12-30, which makes Excel's own count right from March 1900 on. */
const serialOf = (day: Day): number => (Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000;

const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
