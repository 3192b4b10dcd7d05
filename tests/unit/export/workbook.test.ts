import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { createWorkbook } from '../../../electron/export/workbook.ts';
import { sha256Of, sha256OfPieces } from '../../../electron/files/index.ts';

const columns = ['one', 'two', 'three'].map((heading) => ({ heading, width: 12 }));

it('has the same bytes on every computer, on every day and in every time zone', () => {
  const workbook = createWorkbook([
    { name: 'First', columns },
    { name: 'Second', columns },
  ]);
  const pieces: Uint8Array[] = [];
  for (let row = 0; row < 1_000; row++) {
    const random = sha256Of(String(row));
    workbook.add(0, [random, { amount: row * 7919, currency: 'EUR' }, { day: '2026-11-30' }]);
    workbook.add(1, [`Ä <${random.slice(0, 9)}> & ${String(row % 13)}`, { number: row / 8 }, null]);
    if (row % 100 === 99) pieces.push(...workbook.take());
  }
  pieces.push(...workbook.end());
  // Made once; another sum means that each workbook that somebody exported becomes another file.
  expect(sha256OfPieces(pieces)).toBe('0a4d06d3856527c3d1fd9477d77272d97217fc7819fc55c6d1b1ec97b241f05a');
});

it('goes on with another sheet where one is full', () => {
  const workbook = createWorkbook([
    { name: 'Lines', columns: columns.slice(0, 1) },
    { name: 'Payments', columns: columns.slice(0, 1) },
  ]);
  const pieces: Uint8Array[] = [];
  const rows = 1_048_576 + 1;
  for (let row = 1; row <= rows; row++) {
    workbook.add(0, [{ number: row }]);
    if (row % 50_000 === 0) pieces.push(...workbook.take());
  }
  workbook.add(1, ['paid']);
  pieces.push(...workbook.end());
  const files = unzipSync(Buffer.concat(pieces), { filter: ({ name }) => !name.endsWith('/sheet1.xml') });
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  expect(text('xl/workbook.xml').match(/(?<=sheet name=")[^"]+/g)).toEqual(['Lines', 'Payments', 'Lines 2']);
  // Headings again, then what no longer had room.
  expect(text('xl/worksheets/sheet3.xml')).toContain('<row r="3"><c r="A3"><v>1048577</v></c></row></sheetData>');
  expect(text('xl/worksheets/sheet3.xml')).toContain('<autoFilter ref="A1:A3"/>');
  expect(text('xl/_rels/workbook.xml.rels')).toContain('worksheets/sheet3.xml');
  expect(text('[Content_Types].xml')).toContain('/xl/worksheets/sheet3.xml');
});
