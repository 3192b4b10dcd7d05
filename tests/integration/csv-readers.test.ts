import { instantFromMillis } from '#shared/time.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readCsv, readSheet, setUpExport, sumsHold, withExportFolder } from '../support/archive/export-setup.ts';
import { anInvoice } from '../support/billing-objects.ts';
import {
  anyText,
  beginsAsFormula,
  differences,
  figures,
  formulas,
  meantBy,
  tablesOf,
} from '../support/texts-from-outside.ts';

/* Tables are read back by Python's csv module, which knows nothing of how they were written. `npm run soak` asks LibreOffice. */

const folder = mkdtempSync(join(tmpdir(), 'csv-readers-'));
const file = join(folder, 'table.csv');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function problemsOf(texts: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const table of await tablesOf(texts)) {
    writeFileSync(file, table.csv);
    problems.push(...differences(table, readCsv(file, table.delimiter)));
  }
  return problems;
}

describe('every table', () => {
  it('gives back whatever text was put into it, but for the signs that are documented', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 60, maxLength: 120 }), async (texts) => {
        expect(await problemsOf(texts)).toEqual([]);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('lets no form of a formula through', async () => {
    expect(formulas.length).toBeGreaterThan(100);
    expect(await problemsOf(formulas)).toEqual([]);
  });

  it('keeps a figure’s look in what is for Excel, and leaves it as it is elsewhere', async () => {
    const [plain, forExcel] = await tablesOf(figures);
    if (!plain || !forExcel) throw new Error('There is a ledger of both kinds');
    expect(await problemsOf(figures)).toEqual([]);
    writeFileSync(file, plain.csv);
    expect(readCsv(file).map(({ note }) => note)).toEqual(figures);
    writeFileSync(file, forExcel.csv);
    expect(readCsv(file, forExcel.delimiter).map(({ note }) => note)).toEqual(figures.map((text) => `="${text}"`));
  });

  it('leaves ordinary text as it is', async () => {
    const ordinary = [
      "'s-Hertogenbosch B.V.",
      'Café “Zur Post”',
      '株式会社',
      '👩‍💻',
      'C:\\users',
      '5 % – 7 %',
      ' a ',
      '#REF',
      '',
    ];
    const [ledger] = await tablesOf(ordinary);
    writeFileSync(file, ledger?.csv ?? '');
    expect(readCsv(file).map(({ note }) => note)).toEqual(ordinary);
  });
});

describe('an export of invoices with such texts', () => {
  const target = withExportFolder();
  const texts = [
    'first line\nsecond line',
    '\n=1',
    'lone\rreturn',
    '\u202e=1',
    '\u001b]0;OWNED\u0007',
    '−2+3',
    '"',
    '\ud83d',
  ];
  const exported = async () => {
    const invoices = texts.map((text, index) =>
      anInvoice({
        id: `in_${index}`,
        number: text,
        customerName: text,
        createdAt: instantFromMillis(Date.UTC(2026, 10, 1, 0, 0, index)),
      }),
    );
    const { archive, run } = setUpExport(target, invoices);
    texts.forEach((note, index) =>
      archive.annotations.annotate(`acc1:in_${index}`, { tags: [], note, costCentre: null, poNumber: null }),
    );
    expect(await run({ csvPreset: 'excel', headings: 'fields' })).toMatchObject({ ok: true, value: { failed: [] } });
    return texts.map((text) => text.toWellFormed());
  };

  it('has a row an invoice, amounts in their column, and files that can be checked', async () => {
    const written = await exported();
    const rows = readCsv(join(target.out, 'ledger.csv'));
    expect(rows.map(({ total }) => total)).toEqual(texts.map(() => '49.00'));
    expect(
      rows.map(({ customer = '' }) => meantBy(customer)).every((meant, row) => meant.includes(written[row] ?? '')),
    ).toBe(true);
    expect(rows.flatMap((row) => Object.values(row)).filter(beginsAsFormula)).toEqual([]);
    expect(sumsHold(target.out).trim().split('\n')).toHaveLength(texts.length + 4);
  });

  it('has the same texts in its workbook, where nothing is a formula anyway', async () => {
    const written = await exported();
    const rows = readSheet(join(target.out, 'ledger.xlsx'), 'Invoices');
    const read = rows.map(({ customer }) => customer?.[1] ?? '');
    const unescaped = read.map((text) => text.replaceAll('_x000D_', '\r').replaceAll('_x005F_', '_'));
    expect(unescaped.map((text) => meantBy(text).at(-1))).toEqual(written);
    expect(read.join('')).not.toMatch(/[\p{Bidi_Control}\u001b]/u);
  });
});
