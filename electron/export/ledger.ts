import { setImmediate as nextTurn } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { toDecimalText } from '#shared/money.ts';
import { dayOf, lastDayOf } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { SelectedInvoice } from '../archive/index.ts';
import { type Cell, workbookOf } from './xlsx/workbook.ts';

/** One line of the ledger: an invoice, and where its PDF is in the folder. */
export interface LedgerEntry {
  readonly selected: SelectedInvoice;
  /** Relative to the folder; null where no PDF was written. */
  readonly path: string | null;
}

interface Column {
  readonly title: string;
  readonly width: number;
  readonly cell: (entry: LedgerEntry) => Cell;
}

const day = (instant: Instant | null): Cell => (instant === null ? null : { day: dayOf(instant) });
const column = (title: string, width: number, cell: Column['cell']): Column => ({ title, width, cell });

/** Amounts are as the document states them: of a credit note positive, told apart by its type. */
const columns: readonly Column[] = [
  column('account', 20, ({ selected }) => selected.invoice.accountName),
  column('number', 20, ({ selected }) => selected.invoice.number),
  column('id', 30, ({ selected }) => selected.invoice.id),
  column('status', 14, ({ selected }) => selected.invoice.status),
  column('type', 12, ({ selected }) => selected.invoice.type),
  column('issue_date', 12, ({ selected }) => day(selected.invoice.issuedAt)),
  column('due_date', 12, ({ selected }) => day(selected.invoice.dueAt)),
  column('paid_date', 12, ({ selected }) => day(selected.invoice.paidAt)),
  column(
    'period',
    24,
    ({ selected }) => `${dayOf(selected.invoice.period.start)}/${lastDayOf(selected.invoice.period)}`,
  ),
  column('currency', 10, ({ selected }) => selected.invoice.total.currency),
  column('net', 14, ({ selected }) => selected.invoice.net),
  column('tax', 12, ({ selected }) => selected.invoice.tax),
  column('total', 14, ({ selected }) => selected.invoice.total),
  column('credit_applied', 14, ({ selected }) => selected.invoice.creditApplied),
  column('amount_due', 14, ({ selected }) => selected.invoice.amountDue),
  column('tax_id', 18, ({ selected }) => selected.invoice.taxId),
  column('file', 48, ({ path }) => path),
  column('sha256', 66, ({ selected, path }) => (path === null ? null : (selected.document?.sha256 ?? null))),
];

export interface CsvPreset {
  readonly byteOrderMark: boolean;
  readonly delimiter: ',' | ';';
  readonly decimalMark: '.' | ',';
}

/** RFC 4180 in UTF-8: comma, point, no byte order mark. */
export const plainCsv: CsvPreset = { byteOrderMark: false, delimiter: ',', decimalMark: '.' };

const rowsPerTurn = 200;

/** The ledger as CSV, with a heading. Text that a spreadsheet would take for a formula is escaped with an apostrophe. */
export async function ledgerCsv(entries: readonly LedgerEntry[], preset: CsvPreset): Promise<Buffer> {
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
    const text = toDecimalText(cell).replace('.', preset.decimalMark);
    return cell.amount < 0 ? { text } : text;
  };
  const heading = stringify([columns.map(({ title }) => title)], options);
  const pieces = [preset.byteOrderMark ? '\ufeff' : '', heading];
  for (let start = 0; start < entries.length; start += rowsPerTurn) {
    pieces.push(
      stringify(
        entries.slice(start, start + rowsPerTurn).map((entry) => cellsOf(entry).map(csvCell)),
        options,
      ),
    );
    await nextTurn();
  }
  return Buffer.from(pieces.join(''));
}

/** The ledger as a workbook: amounts are numbers, days are dates, text is text. */
export const ledgerXlsx = (entries: readonly LedgerEntry[]): Promise<Buffer> =>
  workbookOf([{ name: 'Ledger', columns, rows: rowsOf(entries) }]);

function* rowsOf(entries: readonly LedgerEntry[]): Generator<Cell[]> {
  for (const entry of entries) yield cellsOf(entry);
}

const cellsOf = (entry: LedgerEntry): Cell[] => columns.map(({ cell }) => cell(entry));

interface NegativeAmount {
  readonly text: string;
}
