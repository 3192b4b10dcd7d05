import type { SelectedInvoice } from '../archive/index.ts';

/** One line of the ledger: an invoice, and where its PDF is in the folder. */
export interface LedgerEntry {
  readonly selected: SelectedInvoice;
  /** Relative to the folder; null where no PDF was written. */
  readonly path: string | null;
}
