import type { InvoiceQuery } from '#shared/ipc/contract.ts';

type SortColumn = Exclude<InvoiceQuery['sort']['by'], 'account'>;

/** An order of `invoices i`, and the index that holds it; `notNullColumn` tells which rows a partial index has. */
export interface Order {
  readonly index: string;
  readonly by: string;
  /** The same from its end. */
  readonly backwards: string;
  readonly notNullColumn: string | null;
  /** The whole order, for rows that come from no index. */
  readonly sorted: string;
}

/** `{way}` stands for the direction; a column that may be empty has an index a direction, its empty ones last in both. */
const orders: Readonly<
  Record<SortColumn, { readonly index: string; readonly by: string; readonly notNullColumn?: string }>
> = {
  issuedAt: { index: 'invoices_by_date', by: 'i.sort_at {way}, i.row {way}' },
  number: { index: 'invoices_by_number', by: 'i.number IS NULL, i.number COLLATE NOCASE {way}, i.row {way}' },
  total: { index: 'invoices_by_total', by: 'i.currency {way}, i.signed_total {way}, i.row {way}' },
  status: { index: 'invoices_by_status', by: 'i.status {way}, i.sort_at {way}, i.row {way}' },
  dueAt: { index: 'invoices_by_due', by: 'i.due_at IS NULL, i.due_at {way}, i.row {way}' },
  period: { index: 'invoices_by_start', by: 'i.service_start {way}, i.row {way}' },
  document: { index: 'invoices_by_document_state', by: 'i.document {way}, i.sort_at {way}, i.row {way}' },
  // Few invoices have these: the index holds those alone, the others follow by date.
  tags: { index: 'invoices_by_tags', by: 'i.tags COLLATE NOCASE {way}, i.row {way}', notNullColumn: 'i.tags' },
  costCentre: {
    index: 'invoices_by_cost_centre',
    by: 'i.cost_centre COLLATE NOCASE {way}, i.row {way}',
    notNullColumn: 'i.cost_centre',
  },
  poNumber: {
    index: 'invoices_by_po_number',
    by: 'i.po_number COLLATE NOCASE {way}, i.row {way}',
    notNullColumn: 'i.po_number',
  },
};

export function orderOf(column: SortColumn, descending: boolean): Order {
  const { index, by: pattern, notNullColumn = null } = orders[column];
  const by = pattern.replaceAll('{way}', descending ? 'DESC' : 'ASC');
  const backwards = pattern.replaceAll('IS NULL', 'IS NULL DESC').replaceAll('{way}', descending ? 'ASC' : 'DESC');
  const mixed = pattern.includes('IS NULL');
  return {
    index: mixed && descending ? `${index}_down` : index,
    by,
    backwards,
    notNullColumn,
    sorted:
      notNullColumn === null
        ? by
        : `${notNullColumn} IS NULL, iif(${notNullColumn} IS NULL, i.sort_at, NULL) DESC, iif(${notNullColumn} IS NULL, i.row, NULL) DESC, ${by}`,
  };
}

export const newestFirst = orderOf('issuedAt', true);
export const totalsIndex = orders.total.index;
