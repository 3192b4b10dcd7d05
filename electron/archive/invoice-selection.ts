import { type Account, allMeant } from '#shared/accounts.ts';
import type { ExportSelection } from '#shared/export.ts';
import { totalsOf } from '#shared/invoices.ts';
import { money, type Sums, sumsOf } from '#shared/money.ts';
import { addDays, addMonths } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { wide } from '../database/wide-sum.ts';
import { sha256Of } from '../files/index.ts';
import { byKeyParts, invoiceColumns, type InvoiceRow, partsOfKey } from './invoice-rows.ts';

const chunk = 100;

/** All invoices of a selection, oldest issue first and always in the same order. */
export function createInvoiceSelection(db: Database, accounts: () => readonly Account[], timeZone: () => string) {
  const wanted = (accountId: string | null) =>
    JSON.stringify(accountId === null ? allMeant(accounts()).map(({ id }) => id) : [accountId]);

  const namesOf = (accountId: string | null) => {
    const named = accountId === null ? allMeant(accounts()) : accounts().filter(({ id }) => id === accountId);
    return JSON.stringify(named.map(({ name }) => name));
  };

  const byKey = db.prepare<[ReturnType<typeof partsOfKey>], InvoiceRow>(byKeyParts(invoiceColumns));
  const byPeriod = db.prepare<
    Range & { accounts: string; date: string; row: number; limit: number },
    InvoiceRow & { sort_at: Instant }
  >(
    `SELECT ${invoiceColumns}, i.sort_at FROM invoices i INDEXED BY invoices_by_date CROSS JOIN invoice_facts f ON f.row = i.row
     WHERE (i.sort_at, i.row) > (@date, @row) AND i.sort_at >= @earliest AND i.sort_at < @latest AND ${ofPeriod}
     ORDER BY i.sort_at, i.row LIMIT @limit`,
  );

  function picked(keys: readonly string[], accountId: string | null): InvoiceRow[] {
    const rows: InvoiceRow[] = [];
    for (const key of new Set(keys)) {
      const parts = partsOfKey(key);
      const row = accountId === null || accountId === parts.accountId ? byKey.get(parts) : undefined;
      if (row) rows.push(row);
    }
    const date = (row: InvoiceRow) => row.issued_at ?? row.created_at;
    return rows.sort((a, b) => (date(a) < date(b) ? -1 : date(a) > date(b) ? 1 : a.row - b.row));
  }

  const summaryOfPeriod = db.prepare<Range & { accounts: string }, SelectionSum>(
    `SELECT i.currency, count(*) AS count, sum(i.document = 'stored') AS stored,
       sum(i.status NOT IN ('draft', 'void')) AS counted,
       sum(iif(i.status IN ('draft', 'void'), 0.0, ${wide('i.signed_total')})) AS total
     FROM invoices i JOIN invoice_facts f ON f.row = i.row WHERE ${ofPeriod} GROUP BY 1 ORDER BY 1`,
  );
  const fingerprintOfPeriod = db
    .prepare<Range & { accounts: string }, string | null>(
      `SELECT json_array(count(*), max(i.changed_at), json_group_array(
           json_array(i.id, i.account_id, i.type, i.withdrawn_at, i.document, i.document_bytes, i.note, i.tags, i.cost_centre, i.po_number)))
       FROM invoices i JOIN invoice_facts f ON f.row = i.row WHERE ${ofPeriod} HAVING count(*) > 0`,
    )
    .pluck();

  return {
    /** Without reading the rows one by one. */
    summary(selection: ExportSelection): Sums & { count: number; withDocument: number } {
      const { invoiceKeys, accountId } = selection;
      if (invoiceKeys !== null) {
        const rows = picked(invoiceKeys, accountId);
        return {
          count: rows.length,
          withDocument: rows.filter((row) => row.document === 'stored').length,
          ...totalsOf(rows.map((row) => ({ ...row, total: money(row.total, row.currency) }))),
        };
      }
      const sums = summaryOfPeriod.all({ accounts: wanted(accountId), ...rangeOf(selection) });
      return {
        count: sums.reduce((count, sum) => count + sum.count, 0),
        withDocument: sums.reduce((count, sum) => count + sum.stored, 0),
        ...sumsOf(sums.filter((sum) => sum.counted > 0)),
      };
    },

    /** Fingerprint of the invoices in the period; changes when the export would change. Null where there is no invoice. */
    fingerprint(selection: Pick<ExportSelection, 'accountId' | 'from' | 'to'>): string | null {
      const found = fingerprintOfPeriod.get({ accounts: wanted(selection.accountId), ...rangeOf(selection) });
      // Another time zone gives other names and other months.
      return found ? sha256Of(`${found}${namesOf(selection.accountId)}${timeZone()}`) : null;
    },

    /** Read in steps: memory does not grow with the archive. */
    *chunks(selection: ExportSelection): Generator<InvoiceRow[]> {
      const { accountId, invoiceKeys } = selection;
      if (invoiceKeys !== null) {
        const rows = picked(invoiceKeys, accountId);
        for (let at = 0; at < rows.length; at += chunk) yield rows.slice(at, at + chunk);
        return;
      }
      const range = { accounts: wanted(accountId), ...rangeOf(selection) };
      let after = { date: '', row: 0 };
      for (;;) {
        const rows = byPeriod.all({ ...range, ...after, limit: chunk });
        yield rows;
        const last = rows.at(-1);
        if (!last || rows.length < chunk) return;
        after = { date: last.sort_at, row: last.row };
      }
    },
  };
}

interface SelectionSum {
  currency: string;
  count: number;
  stored: number;
  counted: number;
  total: number;
}

/** By day of issue in the books. Without a lower bound drafts, which have none, are among them. */
const ofPeriod = `(@from = '' OR (f.issued_on >= @from AND f.issued_on < @before))
  AND i.account_id IN (SELECT value FROM json_each(@accounts))`;

interface Range {
  /** Days of issue. An empty lower bound takes in everything. */
  readonly from: string;
  readonly before: string;
  /** Between which the moments of these days are, wherever the books are kept. */
  readonly earliest: string;
  readonly latest: string;
}

function rangeOf({ from, to }: Pick<ExportSelection, 'from' | 'to'>): Range {
  const first = from === null ? null : (`${from}-01` as const);
  const after = to === null ? null : (`${addMonths(to, 1)}-01` as const);
  return {
    from: first ?? (after === null ? '' : '0000'),
    before: after ?? '9999-99',
    earliest: first === null ? '' : addDays(first, -1),
    latest: after === null ? '9999-99' : addDays(after, 1),
  };
}
