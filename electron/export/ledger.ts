import { isKnown, type Known, unknown } from '#shared/invoice-money.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { add, type Money, subtract, zero } from '#shared/money.ts';
import { periodDays } from '#shared/period.ts';
import { servicePeriodOf } from '#shared/service-period.ts';
import { amount, day, toldSeller } from './cells.ts';
import { type Cell, type Column, column, type LedgerEntry, type Table, tableOf } from './table.ts';

/** Voids and drafts are listed with their amounts and count in no sum: their status tells. */
const columns: readonly Column<LedgerEntry>[] = [
  column('account', 20, ({ invoice }) => invoice.accountName),
  column('seller', 24, ({ invoice }) => toldSeller(invoice)),
  column('seller_tax_id', 18, ({ invoice }) => invoice.sellerTaxId),
  column('number', 20, ({ invoice }) => invoice.number),
  column('type', 12, ({ invoice }) => invoice.type),
  column('status', 14, ({ invoice }) => invoice.status),
  column('issue_date', 12, (entry) => day(entry, entry.invoice.issuedAt)),
  column('due_date', 12, (entry) => day(entry, entry.invoice.dueAt)),
  column('service_from', 12, (entry) => ({ day: serviceDays(entry).first })),
  column('service_to', 12, (entry) => ({ day: serviceDays(entry).last })),
  column('currency', 10, ({ invoice }) => invoice.total.currency),
  column('subtotal', 14, ({ invoice }) => amount(invoice, invoice.subtotal)),
  column('discount', 12, ({ invoice }) => amount(invoice, discountOf(invoice))),
  column('shipping', 12, ({ invoice }) => amount(invoice, shippingOf(invoice))),
  column('net', 14, ({ invoice }) => amount(invoice, invoice.net)),
  column('tax', 12, ({ invoice }) => amount(invoice, invoice.tax)),
  column('total', 14, ({ invoice }) => amount(invoice, invoice.total)),
  column('settled', 14, ({ invoice }) => amount(invoice, settledOf(invoice))),
  column('remaining', 14, ({ invoice }) => amount(invoice, invoice.remaining)),
  column('cost_centre', 16, ({ invoice }) => invoice.costCentre),
  column('po_number', 16, ({ invoice }) => invoice.poNumber),
  column('tags', 24, ({ invoice }) => invoice.tags.join(', ')),
  column('note', 40, ({ invoice }) => invoice.note),
  column('file', 48, ({ path }) => path),
  column('sha256', 66, ({ path, sha256 }) => (path === null ? null : sha256)),
  column('handed_over', 12, (entry) => day(entry, entry.invoice.handedOverAt)),
  column('id', 30, ({ invoice }) => invoice.id),
  column('paid_date', 12, (entry) => day(entry, entry.invoice.paidAt)),
  column('credit_applied', 14, ({ invoice }) => amount(invoice, invoice.creditApplied)),
  column('tax_id', 18, ({ invoice }) => invoice.taxId),
  column('customer', 30, ({ invoice }) => invoice.customerName),
  // The newest version is what the other columns say; more than 1: there are earlier ones.
  column('version', 8, ({ invoice }) => ({ number: invoice.version })),
  column('withdrawn_date', 14, (entry) => day(entry, entry.invoice.withdrawnAt)),
  column('vendor_period', 24, otherPeriod),
  column('time_zone', 16, ({ timeZone }) => timeZone),
];

const serviceDays = ({ invoice, timeZone }: LedgerEntry) => periodDays(servicePeriodOf(invoice), timeZone);

/** The vendor's own period where it is another: what it looked back on, say. */
function otherPeriod(entry: LedgerEntry): Cell {
  const [own, service] = [periodDays(entry.invoice.period, entry.timeZone), serviceDays(entry)];
  return own.first === service.first && own.last === service.last ? null : `${own.first}/${own.last}`;
}

/** What the invoice itself takes off; the discounts of its lines are among them. */
function discountOf({ discounts, total }: ArchivedInvoice): Known<Money> {
  if (!isKnown(discounts)) return unknown;
  return discounts.reduce((sum, { amount: each }) => add(sum, each), zero(total.currency));
}

function shippingOf({ shipping, total }: ArchivedInvoice): Known<Money> {
  if (!isKnown(shipping)) return unknown;
  return shipping?.amount ?? zero(total.currency);
}

/** All that is no longer to be paid: credit, prepayments, credit notes, rounding, payments. */
export const settledOf = ({ total, remaining }: ArchivedInvoice): Known<Money> =>
  isKnown(remaining) ? subtract(total, remaining) : unknown;

/** A row an invoice and credit note. Amounts of credit notes are negative, so that a column adds up. */
export const invoicesTable = (): Table => tableOf('invoices', columns, (entry) => [entry]);

const corrects = column<LedgerEntry>('corrects', 30, ({ invoice }) => invoice.corrects);
const upToType = columns.findIndex(({ field }) => field === 'type') + 1;

/** The voided invoices and the credit notes among them, and what each credit note corrects. */
export const voidsAndCreditsTable = (): Table =>
  tableOf('voidsAndCredits', columns.toSpliced(upToType, 0, corrects), (entry) =>
    entry.invoice.status === 'void' || entry.invoice.type === 'credit-note' ? [entry] : [],
  );
