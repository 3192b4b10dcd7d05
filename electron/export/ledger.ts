import { isKnown, type Known } from '#shared/invoice-money.ts';
import { type ArchivedInvoice, type InvoiceKey, type InvoiceLine, ledgerAmount } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import { accountingDay, type Period, periodDays } from '#shared/period.ts';
import { servicePeriodOf } from '#shared/service-period.ts';
import type { Instant } from '#shared/time.ts';
import type { SelectedInvoice } from '../archive/index.ts';
import type { Cell, Sheet } from './workbook.ts';

/** One line of the ledger: an invoice, and where its PDF is in the folder. */
export interface LedgerEntry {
  readonly selected: SelectedInvoice;
  /** Relative to the folder; null where no PDF was written. */
  readonly path: string | null;
  /** The accounting time zone, by whose clock its moments are days. */
  readonly timeZone: string;
}

interface Column<Row> {
  readonly title: string;
  readonly width: number;
  readonly cell: (row: Row) => Cell;
}

const column = <Row>(title: string, width: number, cell: (row: Row) => Cell): Column<Row> => ({ title, width, cell });
const dayIn =
  (momentOf: (invoice: SelectedInvoice['invoice']) => Instant | null) =>
  ({ selected, timeZone }: LedgerEntry): Cell => {
    const moment = momentOf(selected.invoice);
    return moment === null ? null : { day: accountingDay(moment, timeZone) };
  };

const daysText = (period: Period, timeZone: string): string => {
  const { first, last } = periodDays(period, timeZone);
  return `${first}/${last}`;
};

/** The vendor's own period where it is another: what it looked back on, say. */
function otherPeriod({ selected: { invoice }, timeZone }: LedgerEntry): Cell {
  const own = daysText(invoice.period, timeZone);
  return own === daysText(servicePeriodOf(invoice), timeZone) ? null : own;
}

/** Empty where it is not known. */
function figure(invoice: ArchivedInvoice, amount: Known<Money>): Cell {
  const booked = ledgerAmount(invoice, amount);
  return isKnown(booked) ? booked : null;
}

/** Voids and drafts are listed with their amounts and count in no sum: their status tells. */
const columns: readonly Column<LedgerEntry>[] = [
  column('account', 20, ({ selected }) => selected.invoice.accountName),
  column('number', 20, ({ selected }) => selected.invoice.number),
  column('id', 30, ({ selected }) => selected.invoice.id),
  column('status', 14, ({ selected }) => selected.invoice.status),
  column('type', 12, ({ selected }) => selected.invoice.type),
  column(
    'issue_date',
    12,
    dayIn(({ issuedAt }) => issuedAt),
  ),
  column(
    'due_date',
    12,
    dayIn(({ dueAt }) => dueAt),
  ),
  column(
    'paid_date',
    12,
    dayIn(({ paidAt }) => paidAt),
  ),
  column('period', 24, ({ selected, timeZone }) => daysText(servicePeriodOf(selected.invoice), timeZone)),
  column('currency', 10, ({ selected }) => selected.invoice.total.currency),
  column('net', 14, ({ selected: { invoice } }) => figure(invoice, invoice.net)),
  column('tax', 12, ({ selected: { invoice } }) => figure(invoice, invoice.tax)),
  column('total', 14, ({ selected: { invoice } }) => ledgerAmount(invoice, invoice.total)),
  column('credit_applied', 14, ({ selected: { invoice } }) => figure(invoice, invoice.creditApplied)),
  column('remaining', 14, ({ selected: { invoice } }) => figure(invoice, invoice.remaining)),
  column('tax_id', 18, ({ selected }) => selected.invoice.taxId),
  column('file', 48, ({ path }) => path),
  column('sha256', 66, ({ selected, path }) => (path === null ? null : (selected.document?.sha256 ?? null))),
  column('cost_centre', 16, ({ selected }) => selected.invoice.costCentre),
  column('po_number', 16, ({ selected }) => selected.invoice.poNumber),
  column('tags', 24, ({ selected }) => selected.invoice.tags.join(', ')),
  column('note', 40, ({ selected }) => selected.invoice.note),
  column('customer', 30, ({ selected }) => selected.invoice.customerName),
  // The newest version is what the other columns say; more than 1: there are earlier ones.
  column('version', 8, ({ selected }) => ({ number: selected.invoice.version })),
  column(
    'withdrawn_date',
    14,
    dayIn(({ withdrawnAt }) => withdrawnAt),
  ),
  column('vendor_period', 24, otherPeriod),
  column('time_zone', 16, ({ timeZone }) => timeZone),
];

const correctsColumn = column<LedgerEntry>('corrects', 30, ({ selected }) => selected.invoice.corrects);

function sheetOf<Row>(name: string, shown: readonly Column<Row>[], rows: () => Iterable<Row>): Sheet {
  return {
    name,
    columns: shown,
    rows: {
      *[Symbol.iterator]() {
        for (const row of rows()) yield shown.map(({ cell }) => cell(row));
      },
    },
  };
}

/** A row an invoice and credit note. Amounts of credit notes are negative, so that a column adds up. */
export const ledgerSheet = (entries: readonly LedgerEntry[]): Sheet => sheetOf('Invoices', columns, () => entries);

/** The voided invoices and the credit notes among them, and what each credit note corrects. */
export const voidsAndCreditsSheet = (entries: readonly LedgerEntry[]): Sheet =>
  sheetOf('Voids and credits', [...columns.slice(0, 5), correctsColumn, ...columns.slice(5)], () =>
    entries.filter(({ selected: { invoice } }) => invoice.status === 'void' || invoice.type === 'credit-note'),
  );

interface LineRow {
  readonly entry: LedgerEntry;
  readonly line: InvoiceLine;
  readonly position: number;
}

const lineColumns: readonly Column<LineRow>[] = [
  column('account', 20, ({ entry }) => entry.selected.invoice.accountName),
  column('number', 20, ({ entry }) => entry.selected.invoice.number),
  column('invoice_id', 30, ({ entry }) => entry.selected.invoice.id),
  column('status', 14, ({ entry }) => entry.selected.invoice.status),
  column('type', 12, ({ entry }) => entry.selected.invoice.type),
  column('line', 8, ({ position }) => ({ number: position })),
  column('description', 60, ({ line }) => line.description),
  column('quantity', 12, ({ line }) => (line.quantity === null ? null : { number: line.quantity })),
  column('period_start', 12, ({ entry, line }) =>
    line.period ? { day: periodDays(line.period, entry.timeZone).first } : null,
  ),
  column('period_end', 12, ({ entry, line }) =>
    line.period ? { day: periodDays(line.period, entry.timeZone).last } : null,
  ),
  column('currency', 10, ({ line }) => line.amount.currency),
  column('amount', 14, ({ entry, line }) => ledgerAmount(entry.selected.invoice, line.amount)),
  column('usage', 8, ({ line }) => line.kind),
];

/** The workbook's sheets of invoices and of their lines. */
export function ledgerSheets(entries: readonly LedgerEntry[], linesOf: (key: InvoiceKey) => InvoiceLine[]): Sheet[] {
  function* lines(): Generator<LineRow> {
    for (const entry of entries) {
      for (const [index, line] of linesOf(entry.selected.invoice.key).entries()) {
        yield { entry, line, position: index + 1 };
      }
    }
  }
  return [ledgerSheet(entries), sheetOf('Lines', lineColumns, lines)];
}
