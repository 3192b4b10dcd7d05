import fc from 'fast-check';
import { formatOf } from '#shared/format.ts';
import type { MoneyAlertEvent } from '#shared/alerts.ts';
import type { CsvPresetName } from '#shared/export.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { findingText } from '#shared/messages/finding-text.ts';
import type { Finding } from '#shared/verification.ts';
import { csvOf, csvPresetOf } from '../../electron/export/csv.ts';
import { findingsCsv } from '../../electron/export/index.ts';
import { taxesTable } from '../../electron/export/ledger-details.ts';
import { invoicesTable, voidsAndCreditsTable } from '../../electron/export/ledger.ts';
import type { LedgerEntry, Table } from '../../electron/export/table.ts';
import { alertEventsCsv } from '../../electron/watch/index.ts';
import { sampleData, sampleNow } from './sample-data.ts';

/* Texts as vendors, files and people might send them, and every table that they leave Billfold in. */

const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '−', '﹦', '⁺', '‑', '⩵', '⩶', '﬩'];
const before = [
  '',
  ' ',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u202e',
  '\u000b',
  '\t',
  '\r',
  '\n',
  '\u2800',
  '\u3164',
  "'",
  "''",
];

/** Each sign that begins a formula, behind each thing that may hide it. */
export const formulas: readonly string[] = signs.flatMap((sign) => before.map((hidden) => `${hidden}${sign}1+1`));

/** What Excel makes numbers, dates and times of. */
export const figures: readonly string[] =
  '00123 007 1E5 12e3 2024-05 2024-05-01 1/2 10-11 12:30 5PM MAR-20 Mai-20 1.2 1,50 1234567890123456 50% €5 (5)'.split(
    ' ',
  );

/** What broke something once, or could. */
const pieces = [
  ...[...signs, ...before, '"', '""', ',', ';', '\r\n', '\u2028', '\u2029', '\u0085', '\0', '\u001b[2K', '\u0007'],
  ...['\u009b', '\u007f', '\u2066', '\u200f', '\u200d', '\ud83d', '😀', 'é', 'e\u0301', '\\u202e', '\\', '\\\\u0041'],
  ...['a', '1', '1.50', 'first line\nsecond line', 'lone\rreturn', '<b>bold</b>', '&lt;', '{account}', '_x0041_'],
];

/** Any text at all, among them many that are made of what is dangerous. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...formulas),
  fc.constantFrom(...figures),
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((some) => some.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

/**
 * A cell as another program read it, turned back by the two rules of docs/text-from-outside.md; both texts where a first
 * apostrophe may be the text's own.
 */
export function meantBy(cell: string): string[] {
  const plain = (text: string) =>
    text.replace(/\\u([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  const constant = constantIn(cell);
  if (constant !== null) return [constant];
  return cell.startsWith("'") ? [plain(cell.slice(1)), plain(cell)] : [plain(cell)];
}

/** The text of a formula that is nothing but that text, without a sign that could make it more; null for anything else. */
export const constantIn = (cell: string): string | null =>
  /^="([\p{L}\p{N}\p{Sc} \u00a0\u202f.,'’%()/:-]*)"$/u.exec(cell)?.[1] ?? null;

/** A judgement of its own: whether a cell begins, for somebody who sees no unseen character, with the sign of a formula. */
export const beginsAsFormula = (cell: string): boolean => {
  const seen = cell.replace(/^[\s\p{C}\p{Z}\u2800\u3164]+/u, '').normalize('NFKC');
  return /^[=+\-@\u2212\u2010]/u.test(seen) || /^[\t\r\n]/.test(cell);
};

export interface WrittenTable {
  readonly name: string;
  readonly delimiter: ',' | ';';
  readonly csv: Buffer;
  /** Texts that Excel would make figures of are written as formulas that are nothing but the text. */
  readonly isForExcel: boolean;
  /** The texts that were put into each column, from the first row on. */
  readonly expected: Readonly<Record<string, readonly string[]>>;
}

/** Every table that leaves Billfold as CSV, with a row for each text. */
export async function tablesOf(texts: readonly string[]): Promise<WrittenTable[]> {
  const data = sampleData(sampleNow, 1);
  const [invoice] = data.invoices;
  const alertEvent = data.alertEvents[0] as MoneyAlertEvent | undefined;
  if (!invoice || !alertEvent) throw new Error('The sample has invoices and alertEvents');
  const entries = texts.map((text): LedgerEntry => {
    const own = {
      number: text,
      accountName: text,
      taxId: text,
      note: text,
      customerName: text,
      poNumber: text,
      seller: text,
      sellerTaxId: text,
    };
    const [rate, amount] = ['19', { amount: 19, currency: 'EUR' }];
    const tax = {
      rate,
      kind: 'standard',
      name: text,
      jurisdiction: text,
      base: amount,
      amount,
      inclusive: false,
    } as const;
    const given: ArchivedInvoice = {
      ...invoice,
      type: 'credit-note',
      costCentre: text,
      tags: [text],
      taxes: [tax],
      ...own,
    };
    return { invoice: given, path: null, sha256: null, timeZone: 'UTC', lines: () => [] };
  });
  const csvFor = (table: Table, preset: CsvPresetName, locale: string) =>
    csvOf(
      table.columns.map(({ field }) => field),
      entries.flatMap((entry) => [...table.rowsOf(entry)]),
      csvPresetOf(preset, locale),
    );
  const findings = texts.map((text): Finding => {
    const detail = { code: 'numbers-left-out', first: text, after: text, before: text, count: 2 } as const;
    return {
      kind: 'number-gap',
      accountId: '1',
      account: text,
      key: null,
      invoice: text,
      detail,
      id: text,
      accepted: { by: text, at: sampleNow },
    };
  });
  const alertEvents = texts.map((text) => ({ ...alertEvent, accountName: text, plan: text, failure: text }));
  const columns = (...names: string[]) => Object.fromEntries(names.map((name) => [name, texts]));
  const ofInvoices = columns(
    ...[
      'account',
      'seller',
      'seller_tax_id',
      'number',
      'tax_id',
      'note',
      'customer',
      'po_number',
      'cost_centre',
      'tags',
    ],
  );
  const details = findings.map(({ detail }) => findingText(detail, formatOf('en', 'UTC')));
  return [
    {
      ...{ name: 'ledger, plain', delimiter: ',', expected: ofInvoices, isForExcel: false },
      csv: await csvFor(invoicesTable(), 'plain', 'en'),
    },
    {
      ...{ name: 'ledger, for Excel in German', delimiter: ';', expected: ofInvoices, isForExcel: true },
      csv: await csvFor(invoicesTable(), 'excel', 'de-DE'),
    },
    {
      ...{ name: 'voids and credits', delimiter: ',', expected: ofInvoices, isForExcel: false },
      csv: await csvFor(voidsAndCreditsTable(), 'plain', 'en'),
    },
    {
      ...{ name: 'taxes', delimiter: ',', isForExcel: false },
      expected: columns('account', 'number', 'seller', 'seller_tax_id', 'tax_name', 'jurisdiction'),
      csv: await csvFor(taxesTable(), 'plain', 'en'),
    },
    {
      ...{
        name: 'verification',
        delimiter: ',',
        isForExcel: false,
        expected: { ...columns('account', 'invoice', 'accepted_by'), detail: details },
      },
      csv: await findingsCsv(findings, 'plain', formatOf('en', 'UTC')),
    },
    {
      name: 'history of alerts',
      delimiter: ',',
      isForExcel: false,
      csv: alertEventsCsv(alertEvents),
      expected: columns('account', 'plan', 'failure'),
    },
  ];
}

/** What another program's reading of a table says wrong; empty when every text came back. Its cells by row and column. */
export function differences(
  { name, expected, isForExcel }: WrittenTable,
  read: readonly Readonly<Record<string, string>>[],
  same: (a: string, b: string) => boolean = (a, b) => a === b,
): string[] {
  const [some] = Object.values(expected);
  if (read.length !== some?.length) return [`${name}: ${read.length} rows instead of ${some?.length ?? 0}`];
  return Object.entries(expected).flatMap(([column, texts]) =>
    texts.flatMap((text, row) => {
      const cell = read[row]?.[column] ?? '';
      const where = `${name}, ${column}: ${JSON.stringify(text)} came back as ${JSON.stringify(cell)}`;
      const isConstant = isForExcel && constantIn(cell) !== null;
      if (beginsAsFormula(cell) && !isConstant) return [`${where}, a formula`];
      return meantBy(cell).some((meant) => same(meant, text)) ? [] : [where];
    }),
  );
}
