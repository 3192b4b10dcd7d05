import type { Invoice } from '#shared/invoices.ts';
import type { Instant } from '#shared/time.ts';
import { sha256Of } from '../files/index.ts';
import { hashOfLines, readerVersion } from './invoice-versions.ts';
import { columnsOf } from './money-columns.ts';

export type InvoiceValues = ReturnType<typeof valuesOf>;

/** The columns of an invoice's row, by name, as it was read at `now`. */
export function valuesOf(accountId: string, invoice: Invoice, now: Instant) {
  const facts = {
    id: invoice.id,
    number: invoice.number,
    type: invoice.type,
    corrects: invoice.corrects,
    status: invoice.status,
    subscription_id: invoice.subscriptionId,
    customer_name: invoice.customerName,
    seller: invoice.seller,
    seller_tax_id: invoice.sellerTaxId,
    created_at: invoice.createdAt,
    issued_at: invoice.issuedAt,
    due_at: invoice.dueAt,
    paid_at: invoice.paidAt,
    period_start: invoice.period.start,
    period_end: invoice.period.end,
    ...columnsOf(invoice),
    tax_id: invoice.taxId,
  };
  return {
    ...facts,
    account_id: accountId,
    hosted_url: invoice.hostedUrl,
    document_url: invoice.documentUrl,
    links_at: now,
    content: sha256Of(JSON.stringify(Object.values(facts))),
    changed_at: now,
    version_at: invoice.status === 'draft' ? null : now,
    reader: readerVersion,
    lines_hash: hashOfLines(invoice.lines),
    payment: invoice.payment ? JSON.stringify(invoice.payment) : null,
    document: invoice.status === 'draft' || invoice.documentUrl === null ? 'none' : 'pending',
  };
}
