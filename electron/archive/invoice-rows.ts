import { tagSeparator } from '#shared/annotations.ts';
import { appErrorSchema } from '#shared/errors.ts';
import {
  type ArchivedInvoice,
  type InvoiceKey,
  type InvoiceLine,
  invoicePaymentSchema,
  isOverdue,
  isUnpaid,
} from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { DocumentColumns } from './document-store.ts';
import { discountsIn, type MoneyColumns, moneyColumnNames, moneyIn, taxesIn } from './money-columns.ts';

type SameColumn = 'id' | 'number' | 'type' | 'corrects' | 'status' | 'document' | 'source' | 'note' | 'version';

/** A row of `invoices` as the database gives it. */
export interface InvoiceRow extends Pick<ArchivedInvoice, SameColumn>, MoneyColumns, DocumentColumns {
  row: number;
  account_id: string;
  subscription_id: string | null;
  customer_name: string | null;
  seller: string | null;
  seller_tax_id: string | null;
  seller_id: string | null;
  seller_name: string | null;
  created_at: Instant;
  issued_at: Instant | null;
  due_at: Instant | null;
  paid_at: Instant | null;
  period_start: Instant;
  period_end: Instant;
  tax_id: string | null;
  hosted_url: string | null;
  document_error: string | null;
  payment: string | null;
  tags: string | null;
  cost_centre: string | null;
  po_number: string | null;
  own_cost_centre: string | null;
  own_po_number: string | null;
  version_at: Instant | null;
  withdrawn_at: Instant | null;
  newer_document: number;
  /** The last time, by any profile. */
  handed_over_at: Instant | null;
  /** Of the lines: null where none of that kind names a time. */
  usage_start: Instant | null;
  usage_end: Instant | null;
  fixed_start: Instant | null;
  fixed_end: Instant | null;
}

export const invoiceColumns = `
  i.row, i.account_id, i.id, i.number, i.type, i.corrects, i.status, i.subscription_id, i.customer_name, i.seller, i.seller_tax_id, i.created_at,
  i.issued_at, i.due_at, i.paid_at, i.period_start, i.period_end,
  ${moneyColumnNames.map((name) => `i.${name}`).join(', ')}, i.tax_id, i.hosted_url, i.document, i.document_error, i.document_sha256, i.document_bytes, i.document_kind, i.payment,
  i.source, i.note, i.tags, i.cost_centre, i.po_number, i.own_cost_centre, i.own_po_number,
  i.version, i.version_at, i.withdrawn_at, i.newer_document, i.usage_start, i.usage_end, i.fixed_start, i.fixed_end,
  (SELECT max(b.written_at) FROM handover_items h JOIN handover_batches b ON b.id = h.batch_id
   WHERE h.invoice = i.row AND h.current = 1) AS handed_over_at,
  (SELECT w.seller_id FROM invoice_sellers w WHERE w.invoice = i.row) AS seller_id,
  (SELECT s.name FROM invoice_sellers w JOIN sellers s ON s.id = w.seller_id WHERE w.invoice = i.row) AS seller_name`;

/** The archive's key of an invoice: unique across accounts and kinds, opaque to the window. */
const keyOf = ({ account_id: accountId, type, id }: InvoiceRow): InvoiceKey =>
  type === 'invoice' ? `${accountId}:${id}` : `${accountId}${creditNoteMark}:${id}`;

const creditNoteMark = '~';

/** Account ids hold neither mark nor colon; a vendor's ids may. */
export function partsOfKey(key: string): Pick<ArchivedInvoice, 'accountId' | 'type' | 'id'> {
  const colon = key.indexOf(':');
  const owner = key.slice(0, Math.max(0, colon));
  const isNote = owner.endsWith(creditNoteMark);
  return {
    accountId: isNote ? owner.slice(0, -creditNoteMark.length) : owner,
    type: isNote ? 'credit-note' : 'invoice',
    id: key.slice(colon + 1),
  };
}

/** The accounts that these invoices belong to. */
export const accountsOfKeys = (keys: readonly string[]): string[] => [
  ...new Set(keys.map((key) => partsOfKey(key).accountId)),
];

/** Finds a row by its key. Those of credit notes once bore no mark: jobs and findings of then may still name them so. */
export const byKeyParts = (columns: string): string =>
  `SELECT ${columns} FROM invoices i WHERE account_id = @accountId AND id = @id
     AND (type = @type OR @type = 'invoice') ORDER BY type = @type DESC LIMIT 1`;

export function archivedInvoice(
  row: InvoiceRow,
  now: Instant,
  nameOfAccount: (accountId: string) => string,
): ArchivedInvoice {
  const { id, number, type, corrects, status, document, source, note, version } = row;
  const amounts = moneyIn(row);
  return {
    ...{ id, number, type, corrects, status, document, source, note, version },
    key: keyOf(row),
    accountId: row.account_id,
    accountName: nameOfAccount(row.account_id),
    subscriptionId: row.subscription_id,
    customerName: row.customer_name,
    seller: row.seller,
    sellerTaxId: row.seller_tax_id,
    sellerRecord:
      row.seller_id !== null && row.seller_name !== null ? { id: row.seller_id, name: row.seller_name } : null,
    createdAt: row.created_at,
    issuedAt: row.issued_at,
    dueAt: row.due_at,
    paidAt: row.paid_at,
    period: { start: row.period_start, end: row.period_end },
    service: {
      usage: periodOrNull(row.usage_start, row.usage_end),
      fixed: periodOrNull(row.fixed_start, row.fixed_end),
    },
    ...amounts,
    taxId: row.tax_id,
    overdue: isOverdue({ status, dueAt: row.due_at }, now),
    documentError: row.document_error === null ? null : appErrorSchema.parse(JSON.parse(row.document_error)),
    payable: row.hosted_url !== null && isUnpaid({ type, status, remaining: amounts.remaining }),
    payment: archivedPayment(row.payment),
    tags: row.tags?.split(tagSeparator) ?? [],
    costCentre: row.cost_centre,
    poNumber: row.po_number,
    ownCostCentre: row.own_cost_centre,
    ownPoNumber: row.own_po_number,
    versionAt: row.version_at,
    withdrawnAt: row.withdrawn_at,
    documentIsOwn: row.newer_document === 0,
    documentKind: row.document_kind,
    handedOverAt: row.handed_over_at,
  };
}

const periodOrNull = (start: Instant | null, end: Instant | null): Period | null =>
  start === null || end === null ? null : { start, end };

function archivedPayment(json: string | null): ArchivedInvoice['payment'] {
  if (json === null) return null;
  const { receiptUrl, ...payment } = invoicePaymentSchema.parse(JSON.parse(json));
  return { ...payment, receipt: receiptUrl !== null };
}

interface LineRow extends Pick<InvoiceLine, 'id' | 'description' | 'quantity' | 'priceId' | 'kind'> {
  readonly invoice: number;
  readonly amount: number;
  readonly currency: string;
  readonly start: Instant | null;
  readonly end: Instant | null;
  readonly unit_amount_decimal: string | null;
  readonly discounts: string | null;
  readonly taxes: string | null;
}

const lineColumns = `invoice, id, description, amount, currency, quantity, unit_amount_decimal, discounts, taxes,
  period_start AS start, period_end AS "end", price_id AS priceId, kind`;

const invoiceLine = (row: LineRow): InvoiceLine => {
  const { id, description, amount, currency, quantity, start, end, priceId, kind } = row;
  return {
    ...{ id, description, quantity, priceId, kind },
    amount: money(amount, currency),
    period: periodOrNull(start, end),
    unitAmountDecimal: row.unit_amount_decimal,
    discounts: discountsIn(row.discounts),
    taxes: taxesIn(row.taxes),
  };
};

/** Reads the lines of an invoice by its row. */
export function invoiceLines(db: Database): (row: number) => InvoiceLine[] {
  const select = db.prepare<[number], LineRow>(
    `SELECT ${lineColumns} FROM invoice_lines WHERE invoice = ? ORDER BY position`,
  );
  return (invoice) => select.all(invoice).map(invoiceLine);
}

/** Reads the lines of many invoices at once, by row: a query for each would take three times as long. */
export function linesOfMany(db: Database): (rows: readonly number[]) => ReadonlyMap<number, InvoiceLine[]> {
  const select = db.prepare<[string], LineRow>(
    `SELECT ${lineColumns} FROM invoice_lines WHERE invoice IN (SELECT value FROM json_each(?)) ORDER BY invoice, position`,
  );
  return (rows) => {
    const lines = new Map<number, InvoiceLine[]>();
    for (const row of select.iterate(JSON.stringify(rows))) {
      const known = lines.get(row.invoice);
      if (known) known.push(invoiceLine(row));
      else lines.set(row.invoice, [invoiceLine(row)]);
    }
    return lines;
  };
}
