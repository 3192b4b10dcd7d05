import { buffer } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { toDecimalText, decimalsOf, type Money } from '#shared/money.ts';
import type { Day } from '#shared/time.ts';
import { visibleCell } from '#shared/visible-text.ts';
import { type ZipEntry, zipOf } from '../files/index.ts';

/** Text stays text whatever it begins with; amounts become numbers, days become dates. Null is an empty cell. */
export type Cell = string | Money | { readonly day: Day } | { readonly number: number } | null;

export interface Sheet {
  readonly name: string;
  readonly columns: ReadonlyArray<{ readonly title: string; readonly width: number }>;
  readonly rows: Iterable<readonly Cell[]>;
}

const rowsPerTurn = 200;
// The same content always gives the same bytes.
const firstDayOfZip = '1980-01-01';
const xmlStart = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
const application = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * An Office Open XML workbook (ECMA-376), written row by row: memory and time grow with the cells alone, other work goes on
 * meanwhile, amounts never pass through floating point, and the same content always gives the same bytes.
 */
export function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const entry = (name: string, content: ZipEntry['content']): ZipEntry => ({ name, day: firstDayOfZip, content });
  const part = (name: string, xml: string): ZipEntry => entry(name, [Buffer.from(xml)]);
  const relations = [
    ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
    ['styles', 'styles.xml'] as const,
  ];
  const zip = zipOf([
    part('[Content_Types].xml', contentTypes(sheets.length)),
    part('_rels/.rels', relationsOf([['officeDocument', 'xl/workbook.xml']])),
    part('xl/workbook.xml', workbookXml(sheets)),
    part('xl/_rels/workbook.xml.rels', relationsOf(relations)),
    part('xl/styles.xml', stylesXml()),
    ...sheets.map((sheet, index) => entry(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet))),
  ]);
  return buffer(zip);
}

async function* sheetXml({ columns, rows }: Sheet): AsyncGenerator<Buffer> {
  const letters = columns.map((_, index) => columnName(index));
  const width = (column: Sheet['columns'][number], index: number) =>
    `<col min="${index + 1}" max="${index + 1}" width="${column.width}" customWidth="1"/>`;
  let text =
    `${xmlStart}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>' +
    `${columns.map(width).join('')}</cols><sheetData><row r="1">` +
    `${columns.map(({ title }, index) => textCell(`${letters[index] ?? ''}1`, title, styles.heading)).join('')}</row>`;
  let number = 1;
  for (const row of rows) {
    number++;
    const cells = row.map((cell, index) => cellXml(`${letters[index] ?? ''}${number}`, cell));
    text += `<row r="${number}">${cells.join('')}</row>`;
    if (number % rowsPerTurn > 0) continue;
    yield Buffer.from(text);
    text = '';
    await nextTurn();
  }
  yield Buffer.from(`${text}</sheetData><autoFilter ref="A1:${letters.at(-1) ?? 'A'}${number}"/></worksheet>`);
}

const numberFormats = ['yyyy\\-mm\\-dd', '#,##0', '#,##0.00', '#,##0.000'] as const;
/** Indexes into `cellXfs` below. */
const styles = { plain: 0, heading: 1, day: 2, amount: (decimals: number) => 3 + (decimals === 0 ? 0 : decimals - 1) };

function cellXml(at: string, cell: Cell): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return textCell(at, cell, styles.plain);
  if ('day' in cell) return `<c r="${at}" s="${styles.day}"><v>${serialOf(cell.day)}</v></c>`;
  if ('number' in cell) return `<c r="${at}" s="${styles.plain}"><v>${cell.number}</v></c>`;
  return `<c r="${at}" s="${styles.amount(decimalsOf(cell.currency))}"><v>${toDecimalText(cell)}</v></c>`;
}

const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(visibleCell(text))}</t></is></c>`;

// XML 1.0 has no other characters; `_x0041_` is read as an escape (ECMA-376, 22.9.2.19), and a bare CR as a LF.
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll('\r', '_x000D_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** Days since 1899-12-30, which makes Excel's own count right from March 1900 on. */
const serialOf = (day: Day): number => (Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000;

const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const stylesXml = (): string =>
  `${xmlStart}<styleSheet xmlns="${main}"><numFmts count="${numberFormats.length}">` +
  numberFormats.map((format, index) => `<numFmt numFmtId="${164 + index}" formatCode="${format}"/>`).join('') +
  '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${2 + numberFormats.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  numberFormats
    .map(
      (_, index) => `<xf numFmtId="${164 + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    )
    .join('') +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

const workbookXml = (sheets: readonly Sheet[]): string =>
  `${xmlStart}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>` +
  sheets
    .map(
      ({ name }, index) =>
        `<sheet name="${escaped(name).replaceAll('"', '&quot;')}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join('') +
  '</sheets></workbook>';

const relationsOf = (targets: ReadonlyArray<readonly [type: string, target: string]>): string =>
  `${xmlStart}<Relationships xmlns="${packageTypes}/relationships">` +
  targets
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
    )
    .join('') +
  '</Relationships>';

const contentTypes = (sheets: number): string =>
  `${xmlStart}<Types xmlns="${packageTypes}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${application}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${application}.styles+xml"/>` +
  Array.from(
    { length: sheets },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${application}.worksheet+xml"/>`,
  ).join('') +
  '</Types>';
