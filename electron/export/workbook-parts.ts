/* What an Office Open XML workbook (ECMA-376) is made of beside its rows. */

const xmlStart = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
const application = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const numberFormats = ['yyyy\\-mm\\-dd', '#,##0', '#,##0.00', '#,##0.000'] as const;
/** Indexes into `cellXfs` below. */
export const styles = {
  plain: 0,
  heading: 1,
  day: 2,
  amount: (decimals: number) => 3 + (decimals === 0 ? 0 : decimals - 1),
};

// XML 1.0 has no other characters; `_x0041_` is read as an escape (ECMA-376, 22.9.2.19), and a bare CR as a LF.
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll('\r', '_x000D_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** All that comes before the rows of a sheet; its first row stays in sight. */
export const worksheetStart = (columns: ReadonlyArray<{ readonly width: number }>): string =>
  `${xmlStart}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>' +
  columns
    .map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('') +
  '</cols><sheetData>';

export const worksheetEnd = (range: string): string => `</sheetData><autoFilter ref="${range}"/></worksheet>`;

export const stylesXml = (): string =>
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

export const workbookXml = (sheets: readonly string[]): string =>
  `${xmlStart}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>` +
  sheets
    .map(
      (name, index) =>
        `<sheet name="${escaped(name).replaceAll('"', '&quot;')}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join('') +
  '</sheets></workbook>';

export const relationsOf = (targets: ReadonlyArray<readonly [type: string, target: string]>): string =>
  `${xmlStart}<Relationships xmlns="${packageTypes}/relationships">` +
  targets
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
    )
    .join('') +
  '</Relationships>';

export const contentTypes = (sheets: number): string =>
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
