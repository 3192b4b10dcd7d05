import { type InvoiceMoney, isKnown, unknown } from '#shared/invoice-money.ts';
import type { ArchivedInvoice, InvoiceLine, InvoiceStatus } from '#shared/invoices.ts';
import type { MonthTotal } from '#shared/ipc/contract.ts';
import { money, type Money } from '#shared/money.ts';
import { addDays, addMonths, dayOf, monthOf, periodOfMonth, startOfDay } from '#shared/period.ts';
import type { Month } from '#shared/time.ts';

export const line = (
  id: string,
  description: string,
  amount: Money,
  metered: boolean,
  quantity: number | null = 1,
): InvoiceLine => ({
  ...{ id, description, amount, quantity, unitAmountDecimal: null, discounts: [], taxes: [], period: null },
  priceId: `price_${id}`,
  kind: metered ? 'metered' : 'fixed',
});

/** Newest first; amounts vary by a fixed pattern, so that every run sees the same archive. */
export function monthlyInvoices(
  accountId: string,
  accountName: string,
  prefix: string,
  currency: string,
  month: Month,
  count: number,
  base: number,
): ArchivedInvoice[] {
  return Array.from({ length: count }, (_, position) => {
    const back = position + 1;
    const period = periodOfMonth(addMonths(month, -back));
    const wave = [0, 0.12, -0.2, 0.31, 0.62, -0.08, 0.05, 0.7, -0.11, 0.2, -0.3, 0.02][position % 12] ?? 0;
    const trend = Math.max(0.35, 1 - position * 0.012);
    const net = Math.round(base * trend * (1 + wave));
    const tax = currency === 'EUR' ? Math.round(net * 0.19) : 0;
    const status: InvoiceStatus =
      position === 0 && accountId === 'acc_datadog' ? 'open' : position === 17 ? 'void' : 'paid';
    const issuedAt = period.end;
    const dueAt = startOfDay(addDays(dayOf(issuedAt), 14));
    const overdue = status === 'open';
    return {
      key: `${accountId}:in_${back}`,
      id: `in_${prefix}${back}`,
      accountId,
      accountName,
      number: `${prefix}-${String(1000 + count - position)}`,
      type: 'invoice',
      corrects: null,
      status,
      subscriptionId: null,
      customerName: 'Nordlicht Logistik GmbH',
      ...{ seller: 'ImageKit Inc.', sellerTaxId: null },
      createdAt: issuedAt,
      issuedAt,
      dueAt,
      paidAt: status === 'paid' ? startOfDay(addDays(dayOf(issuedAt), 3)) : null,
      period,
      service: { usage: null, fixed: period },
      ...moneyOf(net, tax, currency, status !== 'open'),
      taxId: 'DE813495425',
      overdue,
      document: position === 5 ? 'missing' : position === 9 ? 'failed' : 'stored',
      documentError:
        position === 9
          ? { code: 'document-not-pdf', invoice: `${prefix}-${1000 + count - position}`, found: 'html' }
          : null,
      source: 'vendor',
      payable: status === 'open',
      note: null,
      tags: [],
      costCentre: null,
      poNumber: null,
      ownCostCentre: null,
      ownPoNumber: null,
      version: 1,
      versionAt: issuedAt,
      withdrawnAt: null,
      documentIsOwn: true,
      documentKind: 'pdf',
      handedOverAt: null,
    } satisfies ArchivedInvoice;
  });
}

/** With 19 % where there is tax, paid in full or not at all. */
function moneyOf(net: number, tax: number, currency: string, paid: boolean): InvoiceMoney {
  const total = money(net + tax, currency);
  const nothing = money(0, currency);
  return {
    ...{ subtotal: money(net, currency), discounts: [], shipping: null, net: money(net, currency), total },
    tax: money(tax, currency),
    taxes:
      tax === 0
        ? []
        : [
            {
              ...{ rate: '19', kind: 'standard', name: 'MwSt.', jurisdiction: 'DE', base: money(net, currency) },
              ...{ amount: money(tax, currency), inclusive: false },
            },
          ],
    ...{ creditApplied: nothing, prepaid: nothing, creditNotesApplied: nothing, rounding: nothing },
    ...{ paid: paid ? total : nothing, payments: paid ? unknown : [], remaining: paid ? nothing : total },
  };
}

const netOf = ({ net, total }: ArchivedInvoice): Money => (isKnown(net) ? net : total);

export const invoiceLines = (invoice: ArchivedInvoice): InvoiceLine[] => [
  {
    ...line('base', 'Base plan', money(Math.round(netOf(invoice).amount * 0.4), netOf(invoice).currency), false),
    period: invoice.period,
  },
  {
    ...line(
      'usage',
      'Usage',
      money(netOf(invoice).amount - Math.round(netOf(invoice).amount * 0.4), netOf(invoice).currency),
      true,
      400,
    ),
    period: invoice.period,
  },
];

export function lastTwelve(month: Month, invoices: readonly ArchivedInvoice[], accountId: string): MonthTotal[] {
  return Array.from({ length: 12 }, (_, position) => {
    const each = addMonths(month, position - 12);
    const totals = invoices
      .filter((invoice) => invoice.accountId === accountId && invoice.status !== 'void')
      .filter((invoice) => monthOf(invoice.period.start) === each)
      .map((invoice) => invoice.total);
    return { month: each, totals, tooLarge: [] };
  });
}
