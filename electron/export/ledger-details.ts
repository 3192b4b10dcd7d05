import { type InvoiceTax, isKnown, type Known, type PaymentReceived, unknown } from '#shared/invoice-money.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import { add, decimalsOf, type Money, zero } from '#shared/money.ts';
import { periodDays } from '#shared/period.ts';
import { amount, day, figure, toldSeller } from './cells.ts';
import { type Cell, type Column, column, type LedgerEntry, type Table, tableOf } from './table.ts';

/* What an invoice is made of: its taxes, its lines, its payments. Each row names the invoice. */

interface Part {
  readonly entry: LedgerEntry;
}

const whose = [
  column<Part>('account', 20, ({ entry }) => entry.invoice.accountName),
  column<Part>('number', 20, ({ entry }) => entry.invoice.number),
];
const which = [
  column<Part>('type', 12, ({ entry }) => entry.invoice.type),
  column<Part>('status', 14, ({ entry }) => entry.invoice.status),
  column<Part>('issue_date', 12, ({ entry }) => day(entry, entry.invoice.issuedAt)),
];
const currency = column<Part>('currency', 10, ({ entry }) => entry.invoice.total.currency);
const id = column<Part>('id', 30, ({ entry }) => entry.invoice.id);

interface TaxRow extends Part {
  /** Null where the invoice states no tax, or where it is not known whether it does. */
  readonly tax: InvoiceTax | null;
}

const taxColumns: readonly Column<TaxRow>[] = [
  ...whose,
  column('seller', 24, ({ entry }) => toldSeller(entry.invoice)),
  column('seller_tax_id', 18, ({ entry }) => entry.invoice.sellerTaxId),
  ...which,
  currency,
  column('rate', 10, ({ tax }) => figure(tax?.rate ?? null)),
  column('tax_kind', 16, ({ tax }) => (tax && isKnown(tax.kind) ? tax.kind : null)),
  column('tax_name', 14, ({ tax }) => tax?.name ?? null),
  column('jurisdiction', 12, ({ tax }) => tax?.jurisdiction ?? null),
  column('base', 14, ({ entry: { invoice }, tax }) => amount(invoice, tax ? tax.base : invoice.net)),
  column('tax', 12, ({ entry: { invoice }, tax }) => amount(invoice, tax ? tax.amount : invoice.tax)),
  column('inclusive', 10, ({ tax }) => (tax ? (tax.inclusive ? 'yes' : 'no') : null)),
  id,
];

/** A row an invoice and rate; one whose tax is not known, or that states none, has one without a rate. */
export const taxesTable = (): Table =>
  tableOf('taxes', taxColumns, (entry) => {
    const { taxes } = entry.invoice;
    return isKnown(taxes) && taxes.length > 0 ? taxes.map((tax) => ({ entry, tax })) : [{ entry, tax: null }];
  });

interface LineRow extends Part {
  readonly line: InvoiceLine;
  readonly position: number;
}

const lineColumns: readonly Column<LineRow>[] = [
  ...whose,
  ...which,
  column('line', 8, ({ position }) => ({ number: position })),
  column('description', 60, ({ line }) => line.description),
  column('kind', 12, ({ line }) => line.kind),
  column('quantity', 12, ({ line }) => (line.quantity === null ? null : { number: line.quantity })),
  column('unit_price', 14, ({ line }) => unitPriceOf(line)),
  currency,
  column('amount', 14, ({ entry, line }) => amount(entry.invoice, line.amount)),
  column('discount', 12, ({ entry, line }) => amount(entry.invoice, sumOf(line, line.discounts))),
  column('tax', 12, ({ entry, line }) => amount(entry.invoice, sumOf(line, line.taxes))),
  column('tax_rates', 12, ({ line }) => ratesOf(line)),
  column('service_from', 12, ({ entry, line }) =>
    line.period ? { day: periodDays(line.period, entry.timeZone).first } : null,
  ),
  column('service_to', 12, ({ entry, line }) =>
    line.period ? { day: periodDays(line.period, entry.timeZone).last } : null,
  ),
  id,
];

/** In units of the currency. */
const unitPriceOf = ({ unitAmountDecimal, amount: { currency } }: InvoiceLine): Cell =>
  unitAmountDecimal === null ? null : { number: Number(`${unitAmountDecimal}e-${decimalsOf(currency)}`) };

/** Of the parts of a line, in its currency. */
function sumOf({ amount: { currency } }: InvoiceLine, parts: Known<ReadonlyArray<{ amount: Money }>>): Known<Money> {
  if (!isKnown(parts)) return unknown;
  return parts.reduce((sum, { amount: each }) => add(sum, each), zero(currency));
}

/** Such as `19` or `5, 9.975`; a rate that is not known is left out. */
const ratesOf = ({ taxes }: InvoiceLine): string | null =>
  isKnown(taxes) ? taxes.flatMap(({ rate }) => (isKnown(rate) ? [rate] : [])).join(', ') : null;

/** A row a line, its discounts and taxes summed up. */
export const linesTable = (): Table =>
  tableOf('lines', lineColumns, (entry) => entry.lines().map((line, index) => ({ entry, line, position: index + 1 })));

interface PaymentRow extends Part {
  readonly payment: PaymentReceived;
}

const paymentColumns: readonly Column<PaymentRow>[] = [
  ...whose,
  ...which,
  column('paid_date', 12, ({ entry, payment }) => day(entry, payment.paidAt)),
  currency,
  column('amount', 14, ({ entry, payment }) => amount(entry.invoice, payment.amount)),
  column('method', 16, ({ payment }) => payment.method),
  column('reference', 30, ({ payment }) => payment.reference),
  id,
];

/** A row a payment; where only is known how much was paid, one that says nothing else. */
export const paymentsTable = (): Table =>
  tableOf('payments', paymentColumns, (entry) => {
    const { payments, paid, paidAt } = entry.invoice;
    if (isKnown(payments)) return payments.map((payment) => ({ entry, payment }));
    if (!isKnown(paid) || paid.amount === 0) return [];
    return [{ entry, payment: { paidAt: paidAt ?? unknown, amount: paid, method: null, reference: null } }];
  });
