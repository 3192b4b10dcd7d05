import type { Invoice } from '#shared/invoices.ts';
import { money, type Money } from '#shared/money.ts';
import type { SelectedInvoice } from '../archive/index.ts';

/** One line of the ledger: an invoice, and where its PDF is in the folder. */
export interface LedgerEntry {
  readonly selected: SelectedInvoice;
  /** Relative to the folder; null where no PDF was written. */
  readonly path: string | null;
}

/** What an amount adds to a sum: that of a credit note, which its document states as positive, lowers it. */
export const signed = ({ type }: Pick<Invoice, 'type'>, amount: Money): Money =>
  type === 'credit-note' ? money(-amount.amount, amount.currency) : amount;
