import type { z } from 'zod';
import { type InvoiceMoney, invoiceMoneySchema, type Known, unknown } from '#shared/invoice-money.ts';
import { type Money, money } from '#shared/money.ts';

/** An invoice's money in its row: minor units of the currency, lists as JSON. Null: not known. */
export interface MoneyColumns {
  readonly currency: string;
  readonly subtotal: number | null;
  readonly discounts: string | null;
  readonly shipping: string | null;
  readonly taxes: string | null;
  readonly tax: number | null;
  readonly net: number | null;
  readonly total: number;
  readonly credit_applied: number | null;
  readonly prepaid: number | null;
  readonly credit_notes_applied: number | null;
  readonly rounding: number | null;
  readonly paid: number | null;
  readonly payments: string | null;
  readonly remaining: number | null;
}

export const moneyColumnNames = [
  ...['currency', 'subtotal', 'discounts', 'shipping', 'taxes', 'tax', 'net', 'total', 'credit_applied', 'prepaid'],
  ...['credit_notes_applied', 'rounding', 'paid', 'payments', 'remaining'],
] as const;

const minor = (amount: Known<Money>): number | null => (amount === unknown ? null : amount.amount);

/** What is known, as JSON. */
export const jsonOrNull = (value: unknown): string | null => (value === unknown ? null : JSON.stringify(value));

export const columnsOf = (invoice: InvoiceMoney): MoneyColumns => ({
  currency: invoice.total.currency,
  subtotal: minor(invoice.subtotal),
  discounts: jsonOrNull(invoice.discounts),
  shipping: jsonOrNull(invoice.shipping),
  taxes: jsonOrNull(invoice.taxes),
  tax: minor(invoice.tax),
  net: minor(invoice.net),
  total: invoice.total.amount,
  credit_applied: minor(invoice.creditApplied),
  prepaid: minor(invoice.prepaid),
  credit_notes_applied: minor(invoice.creditNotesApplied),
  rounding: minor(invoice.rounding),
  paid: minor(invoice.paid),
  payments: jsonOrNull(invoice.payments),
  remaining: minor(invoice.remaining),
});

const { discounts: discountsSchema, shipping: shippingSchema, taxes: taxesSchema, payments } = invoiceMoneySchema.shape;

/** What such a column holds; null is what is not known. */
const known = <S extends z.ZodType>(schema: S, json: string | null): z.output<S> | typeof unknown =>
  json === null ? unknown : schema.parse(JSON.parse(json));

export const discountsIn = (json: string | null): InvoiceMoney['discounts'] => known(discountsSchema, json);
export const taxesIn = (json: string | null): InvoiceMoney['taxes'] => known(taxesSchema, json);

export function moneyIn(row: MoneyColumns): InvoiceMoney {
  const amount = (value: number | null): Known<Money> => (value === null ? unknown : money(value, row.currency));
  return {
    subtotal: amount(row.subtotal),
    discounts: discountsIn(row.discounts),
    shipping: known(shippingSchema, row.shipping),
    taxes: taxesIn(row.taxes),
    tax: amount(row.tax),
    net: amount(row.net),
    total: money(row.total, row.currency),
    creditApplied: amount(row.credit_applied),
    prepaid: amount(row.prepaid),
    creditNotesApplied: amount(row.credit_notes_applied),
    rounding: amount(row.rounding),
    paid: amount(row.paid),
    payments: known(payments, row.payments),
    remaining: amount(row.remaining),
  };
}
