import type { LedgerField, LedgerTable } from '#shared/messages/ledger-en.ts';
import type { InvoiceLine, ArchivedInvoice } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import type { Day } from '#shared/time.ts';

/** Text stays text whatever it begins with; amounts become numbers, days become dates. Null is an empty cell. */
export type Cell = string | Money | { readonly day: Day } | { readonly number: number } | null;

/** An invoice as the tables of an export show it. */
export interface LedgerEntry {
  readonly invoice: ArchivedInvoice;
  /** Relative to the folder; null where no PDF was written. */
  readonly path: string | null;
  /** SHA-256 of that PDF. */
  readonly sha256: string | null;
  /** The accounting time zone, by whose clock its moments are days. */
  readonly timeZone: string;
  /** Read when they are asked for: not every export lists them. */
  readonly lines: () => readonly InvoiceLine[];
}

export interface TableColumn {
  /** Its name for programs, in every language. */
  readonly field: LedgerField;
  /** In characters. */
  readonly width: number;
}

/** One table of an export, made row by row from one invoice after the other. */
export interface Table {
  readonly name: LedgerTable;
  readonly columns: readonly TableColumn[];
  /** Those of one invoice; none where they are only summed up. */
  readonly rowsOf: (entry: LedgerEntry) => Iterable<readonly Cell[]>;
  /** What comes after the last invoice. */
  readonly rowsAtEnd: () => Iterable<readonly Cell[]>;
}

export interface Column<Row> extends TableColumn {
  readonly cell: (row: Row) => Cell;
}

export const column = <Row>(field: LedgerField, width: number, cell: (row: Row) => Cell): Column<Row> => ({
  ...{ field, width, cell },
});

/** A table of columns; `itemsOf` says for what of an invoice there is a row. */
export const tableOf = <Row>(
  name: LedgerTable,
  columns: readonly Column<Row>[],
  itemsOf: (entry: LedgerEntry) => readonly Row[],
): Table => {
  // A table that goes into two files is asked for the same rows twice.
  let last: { readonly entry: LedgerEntry; readonly rows: readonly Cell[][] } | null = null;
  return {
    ...{ name, columns },
    rowsOf(entry) {
      if (last?.entry !== entry)
        last = { entry, rows: itemsOf(entry).map((item) => columns.map(({ cell }) => cell(item))) };
      return last.rows;
    },
    rowsAtEnd: () => [],
  };
};
