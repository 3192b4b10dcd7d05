import { type ArchivedInvoice, ledgerAmount, sellerNameOf } from '#shared/invoices.ts';
import { isKnown, type Known } from '#shared/invoice-money.ts';
import { type Money, money, toDecimalText } from '#shared/money.ts';
import { accountingDay } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Cell, LedgerEntry } from './table.ts';

/* How single facts become cells. What is not known is an empty one, never nought. */

export const day = ({ timeZone }: Pick<LedgerEntry, 'timeZone'>, moment: Known<Instant> | null): Cell =>
  moment === null || !isKnown(moment) ? null : { day: accountingDay(moment, timeZone) };

/** As people name it, of what is told: an invoice that names no seller has none here. */
export const toldSeller = (invoice: Pick<ArchivedInvoice, 'seller' | 'sellerRecord'>): Cell =>
  invoice.seller === null ? null : sellerNameOf(invoice);

/** With the sign that makes a column add up: what a credit note states lowers it. */
export const amount = (invoice: Pick<ArchivedInvoice, 'type'>, value: Known<Money> | null): Cell =>
  value === null || !isKnown(value) ? null : ledgerAmount(invoice, value);

/** A sum beyond what a cell's number can hold is written as text, exactly. */
export const sum = (minor: bigint, currency: string): Cell =>
  Number.isSafeInteger(Number(minor)) ? money(Number(minor), currency) : toDecimalText({ amount: minor, currency });

/** Decimal text as a number, such as a rate. */
export const figure = (text: Known<string> | null): Cell =>
  text === null || !isKnown(text) ? null : { number: Number(text) };
