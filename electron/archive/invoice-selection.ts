import type { Account } from '#shared/accounts.ts';
import type { ExportSelection } from '#shared/export.ts';
import { totalsOf } from '#shared/invoices.ts';
import { money, type Sums, sumsOf } from '#shared/money.ts';
import { addMonths } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { wide } from '../database/wide-sum.ts';
import { sha256Of } from '../files/index.ts';
import { byKeyParts, invoiceColumns, type InvoiceRow, partsOfKey, shownColumns } from './invoice-rows.ts';

const chunk = 500;

/** All invoices of a selection, oldest issue first and always in the same order. */
export function createInvoiceSelection(db: Database, accounts: () => readonly Account[]) {
  const wanted = (accountId: string | null) =>
    JSON.stringify(accountId === null ? accounts().map(({ id }) => id) : [accountId]);

  const namesOf = (accountId: string | null) =>
    JSON.stringify(accounts().flatMap(({ id, name }) => (accountId === null || id === accountId ? [name] : [])));

  const byKey = db.prepare<[ReturnType<typeof partsOfKey>], InvoiceRow>(byKeyParts(shownColumns));
  // Without a period drafts, which have no month of issue, are among them.
  const byPeriod = db.prepare<
    { accounts: string; from: string; before: string; date: string; row: number; limit: number },
    InvoiceRow & { sort_at: Instant }
  >(
    `SELECT ${invoiceColumns}, i.sort_at FROM invoices i INDEXED BY invoices_by_date
     WHERE (sort_at, row) > (@date, @row) AND sort_at >= @from AND sort_at < @before
       AND (@from = '' OR issued_at IS NOT NULL) AND account_id IN (SELECT value FROM json_each(@accounts))
     ORDER BY sort_at, row LIMIT @limit`,
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

  const summary = (condition: string) =>
    db.prepare<{ accounts: string; from: string; before: string }, SelectionSum>(
      `SELECT currency, count(*) AS count, sum(document = 'stored') AS stored,
         sum(status NOT IN ('draft', 'void')) AS counted, sum(iif(status IN ('draft', 'void'), 0.0, ${wide('signed_total')})) AS total
       FROM invoices WHERE ${condition} GROUP BY currency ORDER BY currency`,
    );
  const ofPeriod = `sort_at >= @from AND sort_at < @before AND (@from = '' OR issued_at IS NOT NULL)
    AND account_id IN (SELECT value FROM json_each(@accounts))`;
  const summaryOfPeriod = summary(ofPeriod);
  const fingerprintOfPeriod = db
    .prepare<{ accounts: string; from: string; before: string }, string | null>(
      `SELECT json_array(count(*), max(changed_at), json_group_array(
           json_array(id, account_id, type, withdrawn_at, document, document_bytes, note, tags, cost_centre, po_number)))
       FROM invoices WHERE ${ofPeriod} HAVING count(*) > 0`,
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
      return found ? sha256Of(`${found}${namesOf(selection.accountId)}`) : null;
    },

    /** Read in steps: memory does not grow with the archive. */
    *rows(selection: ExportSelection): Generator<InvoiceRow> {
      const { accountId, invoiceKeys } = selection;
      if (invoiceKeys !== null) {
        yield* picked(invoiceKeys, accountId);
        return;
      }
      const range = { accounts: wanted(accountId), ...rangeOf(selection) };
      let after = { date: '', row: 0 };
      for (;;) {
        const rows = byPeriod.all({ ...range, ...after, limit: chunk });
        yield* rows;
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

/** Bounds of the issue date. An empty lower bound takes in drafts, any other asks for a month of issue. */
function rangeOf({ from, to }: Pick<ExportSelection, 'from' | 'to'>): { from: string; before: string } {
  const any = to === null ? '' : '0000';
  return { from: from === null ? any : `${from}-01`, before: to === null ? '9999-99' : `${addMonths(to, 1)}-01` };
}
