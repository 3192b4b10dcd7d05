import type { Account } from '#shared/accounts.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';
import { type Condition, type Filter, filterOf } from './invoice-filter.ts';
import { createFindMatches, type Matches } from './invoice-matches.ts';
import { newestFirst, type Order, orderOf, totalsIndex } from './invoice-order.ts';
import { differentTaxes } from './tax-filter.ts';
import { archivedInvoice, invoiceColumns, type InvoiceRow } from './invoice-rows.ts';

export interface InvoicePageView {
  readonly rows: ArchivedInvoice[];
  /** Of all invoices that match, not of this page. */
  readonly count: number;
  readonly totals: Money[];
  readonly tooLarge: string[];
}

interface Slice {
  readonly limit: number;
  readonly offset: number;
}

/** One page of the archive, with count and totals of all that match, at a speed that hardly depends on its size. */
export type QueryInvoices = (query: InvoiceQuery) => InvoicePageView;

export function createInvoiceQuery(db: Database, accounts: () => readonly Account[], clock: Clock): QueryInvoices {
  const select = <Row>(sql: string, ...parameters: readonly unknown[]): Row[] =>
    db.prepare<unknown[], Row>(sql).all(...parameters);

  const sellers = db.prepare<[], { id: string; name: string }>(
    `SELECT id, name FROM sellers
     UNION SELECT seller_id, text FROM seller_marks WHERE kind = 'name' AND state = 'known'`,
  );
  const unlisted = db
    .prepare<[string], 1>(
      'SELECT 1 FROM invoice_sums WHERE count > 0 AND account_id NOT IN (SELECT value FROM json_each(?)) LIMIT 1',
    )
    .pluck();
  const currenciesHeld = db
    .prepare<[], string>('SELECT DISTINCT currency FROM invoice_sums WHERE count > 0 ORDER BY 1')
    .pluck();
  const taxesHeld = db.prepare<[], string>(differentTaxes).pluck();
  const findMatches = createFindMatches(db);

  const filterContext = () => ({
    now: instantFromMillis(clock.now()),
    sellers: sellers.all(),
    accounts: accounts(),
    hasUnlisted: unlisted.get(JSON.stringify(accounts().map(({ id }) => id))) === 1,
    currencies: currenciesHeld.all(),
    taxes: taxesHeld.all(),
  });

  function rowsOf(filter: Filter, sort: InvoiceQuery['sort'], matches: Matches, slice: Slice): InvoiceRow[] {
    const { smallMatchRows } = matches;
    if (sort.by === 'account') {
      return smallMatchRows === null
        ? rowsByAccount(filter, matches, sort.descending, slice)
        : sortedByAccount(smallMatchRows, sort.descending, slice);
    }
    const order = orderOf(sort.by, sort.descending);
    if (smallMatchRows === null) {
      return order.notNullColumn === null
        ? walk(filter, order, matches.count, slice)
        : walkSparse(filter, order.notNullColumn, order, matches.count, slice);
    }
    return sorted(smallMatchRows, order.sorted, slice);
  }

  const page = (from: string, parameters: readonly unknown[], { limit, offset }: Slice): InvoiceRow[] =>
    select(
      `WITH page AS MATERIALIZED (SELECT i.row AS row FROM ${from} LIMIT ? OFFSET ?)
       SELECT ${invoiceColumns} FROM page CROSS JOIN invoices i ON i.row = page.row`,
      ...[...parameters, limit, offset],
    );

  const sorted = (smallMatchRows: string, by: string, slice: Slice): InvoiceRow[] =>
    page(`json_each(?) r CROSS JOIN invoices i ON i.row = r.value ORDER BY ${by}`, [smallMatchRows], slice);

  /** A page of so many along an index, from the end that is nearer. */
  function walk(filter: Filter, order: Order, count: number, slice: Slice, also = 'TRUE'): InvoiceRow[] {
    const { scanCondition, dates, currency } = filter;
    const { index, by, backwards } = order;
    const bounds = index === newestFirst.index ? dates : index === totalsIndex ? currency : none;
    const limit = Math.max(0, Math.min(slice.limit, count - slice.offset));
    const after = count - slice.offset - limit;
    const isNearEnd = after < slice.offset;
    const rows = page(
      `invoices i INDEXED BY ${index} ${scanCondition.joins} WHERE ${scanCondition.sql} AND ${bounds.sql} AND ${also}
       ORDER BY ${isNearEnd ? backwards : by}`,
      [...scanCondition.parameters, ...bounds.parameters],
      { limit, offset: isNearEnd ? after : slice.offset },
    );
    return isNearEnd ? rows.reverse() : rows;
  }

  /** Those that have a value in its order, then those that have none, newest first. */
  function walkSparse(
    filter: Filter,
    notNullColumn: string,
    order: Order,
    all: number,
    { limit, offset }: Slice,
  ): InvoiceRow[] {
    const { scanCondition } = filter;
    const [{ count } = { count: 0 }] = select<{ count: number }>(
      `SELECT count(*) AS count FROM invoices i INDEXED BY ${order.index} ${scanCondition.joins}
       WHERE ${scanCondition.sql} AND ${notNullColumn} IS NOT NULL`,
      ...scanCondition.parameters,
    );
    const first = offset < count ? walk(filter, order, count, { limit, offset }, `${notNullColumn} IS NOT NULL`) : [];
    if (first.length === limit) return first;
    const rest = { limit: limit - first.length, offset: Math.max(0, offset - count) };
    return [...first, ...walk(filter, newestFirst, all - count, rest, `${notNullColumn} IS NULL`)];
  }

  const byName = (descending: boolean) =>
    accounts().toSorted((a, b) => a.name.localeCompare(b.name) * (descending ? -1 : 1));

  function sortedByAccount(smallMatchRows: string, descending: boolean, { limit, offset }: Slice): InvoiceRow[] {
    const names = JSON.stringify(byName(descending).map(({ id }) => id));
    return page(
      `json_each(?) r CROSS JOIN invoices i ON i.row = r.value CROSS JOIN json_each(?) n ON n.value = i.account_id
       ORDER BY n.key, ${newestFirst.by}`,
      [smallMatchRows, names],
      { limit, offset },
    );
  }

  const countsByAccount = ({ from, sql, parameters }: Filter['matches']): ReadonlyMap<string, number> =>
    new Map(
      select<{ id: string; count: number }>(
        `SELECT f.account_id AS id, count(*) AS count FROM ${from} WHERE ${sql} GROUP BY 1`,
        ...parameters,
      ).map(({ id, count }) => [id, count]),
    );

  /** One account after the other by name, newest invoice first within each. */
  function rowsByAccount(
    filter: Filter,
    matches: Matches,
    descending: boolean,
    { limit, offset }: Slice,
  ): InvoiceRow[] {
    const counts = (matches.byAccount ??= countsByAccount(filter.matches));
    const rows: InvoiceRow[] = [];
    let before = 0;
    for (const { id } of byName(descending)) {
      const count = counts.get(id) ?? 0;
      const skip = Math.max(0, offset - before);
      if (skip < count && rows.length < limit) {
        const own = filterOf({ ...filter.query, accountId: id }, filterContext());
        rows.push(
          ...rowsOf(
            own,
            { by: 'issuedAt', descending: true },
            { count, totals: [], tooLarge: [], smallMatchRows: null },
            { limit: limit - rows.length, offset: skip },
          ),
        );
      }
      before += count;
    }
    return rows;
  }

  return (query) => {
    const seen = filterContext();
    const filter = filterOf(query, seen);
    const matches = findMatches(filter, seen.currencies);
    const names = new Map(seen.accounts.map((account) => [account.id, account.name]));
    const rows = query.offset >= matches.count ? [] : rowsOf(filter, query.sort, matches, query);
    return {
      rows: rows.map((row) => archivedInvoice(row, seen.now, (id) => names.get(id) ?? id)),
      count: matches.count,
      totals: matches.totals,
      tooLarge: matches.tooLarge,
    };
  };
}

const none: Condition = { sql: 'TRUE', parameters: [] };
