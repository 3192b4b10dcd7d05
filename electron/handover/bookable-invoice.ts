import type { BookableInvoice, BookableLine } from '#shared/handover/bookable.ts';
import { isKnown } from '#shared/invoice-money.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import { subtract } from '#shared/money.ts';
import { accountingDay } from '#shared/period.ts';
import type { SelectedInvoice } from '../archive/index.ts';
import { sha256Of } from '../files/index.ts';
import { documentGuid } from './document-guid.ts';

/** An invoice of the archive as bookings are made of it; days are those of the time zone. */
export function bookableInvoice(
  { invoice, document }: SelectedInvoice,
  lines: readonly InvoiceLine[],
  timeZone: string,
): BookableInvoice {
  return {
    key: invoice.key,
    accountId: invoice.accountId,
    accountName: invoice.accountName,
    seller: invoice.seller,
    type: invoice.type,
    number: invoice.number,
    day: accountingDay(invoice.issuedAt ?? invoice.createdAt, timeZone),
    dueDay: invoice.dueAt === null ? null : accountingDay(invoice.dueAt, timeZone),
    total: invoice.total,
    taxes: invoice.taxes,
    lines: lines.map(bookableLine),
    costCentre: invoice.costCentre,
    poNumber: invoice.poNumber,
    guid: document && documentGuid(invoice.key, document.sha256),
  };
}

const bookableLine = ({ description, amount, discounts, taxes }: InvoiceLine): BookableLine => ({
  description,
  net: isKnown(discounts) ? discounts.reduce((net, discount) => subtract(net, discount.amount), amount) : amount,
  taxes,
});

/** Changes when what was handed over of an invoice would have to be booked again. */
export function basisOf(invoice: BookableInvoice): string {
  const { type, number, day, total, taxes, lines } = invoice;
  const billed = lines.map(({ description, net }) => [description, net.amount]);
  return sha256Of(JSON.stringify([type, number, day, total, taxes, billed]));
}
