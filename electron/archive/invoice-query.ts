import type { Account } from '#shared/accounts.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import { type Money, money, sumByCurrency } from '#shared/money.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';
import { type Condition, type Filter, filterOf } from './invoice-filter.ts';
import { archivedInvoice, invoiceColumns, type InvoiceRow } from './invoice-rows.ts';

export interface InvoicePageView {
  readonly rows: ArchivedInvoice[];
  /** Of all invoices that match, not of this page. */
  readonly count: number;
  readonly totals: Money[];
}

interface Sum {
  currency: string;
  count: number;
  /** How many of them count in sums. */
  counted: number;
  total: number;
}

interface Sorting {
  readonly up: { readonly index: string; readonly order: string };
  readonly down: { readonly index: string; readonly order: string };
}

/** `{way}` stands for the direction; a column that may be empty has an index a direction, its empty ones last in both. */
const sorting = (index: string, order: string): Sorting => {
  const mixed = order.includes('IS NULL');
  return {
    up: { index, order: order.replaceAll('{way}', 'ASC') },
    down: { index: mixed ? `${index}_down` : index, order: order.replaceAll('{way}', 'DESC') },
  };
};

const sortings: Readonly<Record<Exclude<InvoiceQuery['sort']['by'], 'account'>, Sorting>> = {
  issuedAt: sorting('invoices_by_date', 'i.sort_at {way}, i.row {way}'),
  number: sorting('invoices_by_number', 'i.number IS NULL, i.number COLLATE NOCASE {way}, i.row {way}'),
  total: sorting('invoices_by_total', 'i.currency {way}, i.signed_total {way}, i.row {way}'),
  status: sorting('invoices_by_status', 'i.status {way}, i.sort_at {way}, i.row {way}'),
  dueAt: sorting('invoices_by_due', 'i.due_at IS NULL, i.due_at {way}, i.row {way}'),
};

// Sorting so few is faster than looking for them along a sorted index.
const fewRows = 2000;
const isCounted = "f.status NOT IN ('draft', 'void')";

/** Finds one page of the archive, with count and totals of all that match, at a speed that hardly depends on its size. */
export function createInvoiceQuery(db: Database, accounts: () => readonly Account[], clock: Clock) {
  const all = <Row>(sql: string, { parameters }: Pick<Condition, 'parameters'>): Row[] =>
    db.prepare<unknown[], Row>(sql).all(...parameters);

  const others = db
    .prepare<[string], 1>(
      'SELECT 1 FROM invoice_sums WHERE count > 0 AND account_id NOT IN (SELECT value FROM json_each(?)) LIMIT 1',
    )
    .pluck();
  const listed = () => {
    const ids = accounts().map(({ id }) => id);
    return others.get(JSON.stringify(ids)) === 1 ? ids : null;
  };

  /** Sums of everything that matches, a row a currency. */
  function sumsOf(filter: Filter): Sum[] {
    const eachFact = `count(*) AS count, sum(${isCounted}) AS counted, sum(iif(${isCounted}, f.signed_total, 0)) AS total`;
    if (filter.words.length > 0) {
      return all(`SELECT f.currency, ${eachFact} FROM ${filter.facts} WHERE ${filter.sql} GROUP BY f.currency`, filter);
    }
    const sums = filter.summed
      ? all<Sum>(
          `SELECT f.currency, sum(f.count) AS count, sum(iif(${isCounted}, f.count, 0)) AS counted,
             sum(iif(${isCounted}, f.signed_total, 0)) AS total
           FROM invoice_sums f WHERE ${filter.summed.sql} AND f.count > 0 GROUP BY f.currency`,
          filter.summed,
        )
      : [];
    if (!filter.overdue) return sums;
    const overdue = all<Sum>(
      `SELECT f.currency, ${eachFact} FROM invoices i INDEXED BY invoices_by_status CROSS JOIN invoice_facts f ON f.row = i.row
       WHERE i.status = 'open' AND ${filter.overdue.sql} GROUP BY f.currency`,
      filter.overdue,
    );
    return [...sums, ...overdue];
  }

  function rowsOf(filter: Filter, sort: InvoiceQuery['sort'], count: number, limit: number, offset: number) {
    if (sort.by === 'account') return rowsByAccount(filter, sort.descending, limit, offset);
    const { index, order } = sortings[sort.by][sort.descending ? 'down' : 'up'];
    const found = sourceOf(filter, index, count);
    return all<InvoiceRow>(
      `WITH page AS MATERIALIZED (
         SELECT i.row AS row FROM ${found.from} WHERE ${found.sql} ORDER BY ${order} LIMIT ? OFFSET ?)
       SELECT ${invoiceColumns} FROM page CROSS JOIN invoices i ON i.row = page.row`,
      { parameters: [...found.parameters, limit, offset] },
    );
  }

  /** One account after the other by name, newest invoice first within each. */
  function rowsByAccount(filter: Filter, descending: boolean, limit: number, offset: number): InvoiceRow[] {
    const ordered = accounts().toSorted((a, b) => a.name.localeCompare(b.name) * (descending ? -1 : 1));
    const rows: InvoiceRow[] = [];
    let before = 0;
    for (const { id } of ordered) {
      if (rows.length >= limit) break;
      if (filter.accountId !== null && filter.accountId !== id) continue;
      const own = filterOf({ ...filter.query, accountId: id }, filter.now, null);
      const count = countOf(sumsOf(own));
      const skip = Math.max(0, offset - before);
      if (skip < count) {
        rows.push(...rowsOf(own, { by: 'issuedAt', descending: true }, count, limit - rows.length, skip));
      }
      before += count;
    }
    return rows;
  }

  return {
    query(query: InvoiceQuery): InvoicePageView {
      const now = instantFromMillis(clock.now());
      const filter = filterOf(query, now, listed());
      const sums = sumsOf(filter);
      const count = countOf(sums);
      const names = new Map(accounts().map((account) => [account.id, account.name]));
      const rows = count === 0 ? [] : rowsOf(filter, query.sort, count, query.limit, query.offset);
      return {
        rows: rows.map((row) => archivedInvoice(row, now, (id) => names.get(id) ?? id)),
        count,
        totals: moneyOf(sums),
      };
    },

    /** What the invoices of one account, or of all, sum up to. Voids and drafts count in no sum. */
    sumsByCurrency: (accountId: string | null): Money[] =>
      moneyOf(sumsOf(filterOf({ accountId, text: '', statuses: [] }, instantFromMillis(clock.now()), listed()))),
  };
}

/** Where to look: many matches along the sorted index until the page is full, few ones where they are, to be sorted then. */
function sourceOf(filter: Filter, sortedIndex: string, count: number): Condition & { readonly from: string } {
  const hasWords = filter.words.length > 0;
  if (count <= fewRows && hasWords) {
    return { from: `${filter.facts} CROSS JOIN invoices i ON i.row = f.row`, ...filter };
  }
  const index = count > fewRows ? sortedIndex : (filter.narrowIndex ?? sortedIndex);
  const facts = hasWords ? 'CROSS JOIN invoice_facts f ON f.row = i.row' : '';
  return { from: `invoices i INDEXED BY ${index} ${facts}`, ...filter.alongIndex };
}

const countOf = (sums: readonly Sum[]): number => sums.reduce((count, sum) => count + sum.count, 0);

const moneyOf = (sums: readonly Sum[]): Money[] =>
  sumByCurrency(sums.filter((sum) => sum.counted > 0).map((sum) => money(sum.total, sum.currency))).toSorted((a, b) =>
    a.currency < b.currency ? -1 : 1,
  );
