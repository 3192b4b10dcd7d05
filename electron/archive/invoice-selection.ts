import type { ExportSelection } from '#shared/export.ts';
import { addMonths } from '#shared/period.ts';
import type { Database } from '../database/open.ts';
import { invoiceColumns, type InvoiceRow, partsOfKey } from './invoice-rows.ts';

const chunk = 500;

/** All invoices of a selection, oldest issue first and always in the same order. */
export function createInvoiceSelection(db: Database) {
  const byKey = db.prepare<[string, string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i WHERE account_id = ? AND id = ?`,
  );
  // Without a period drafts, which have no month of issue, are among them.
  const byPeriod = db.prepare<
    { accountId: string | null; from: string; before: string; date: string; row: number; limit: number },
    InvoiceRow & { sort_at: string }
  >(
    `SELECT ${invoiceColumns}, i.sort_at FROM invoices i INDEXED BY invoices_by_date
     WHERE (sort_at, row) > (@date, @row) AND sort_at >= @from AND sort_at < @before
       AND (@from = '' OR issued_at IS NOT NULL) AND (@accountId IS NULL OR account_id = @accountId)
     ORDER BY sort_at, row LIMIT @limit`,
  );

  function picked(keys: readonly string[], accountId: string | null): InvoiceRow[] {
    const rows: InvoiceRow[] = [];
    for (const key of new Set(keys)) {
      const parts = partsOfKey(key);
      const row =
        accountId === null || accountId === parts.accountId ? byKey.get(parts.accountId, parts.id) : undefined;
      if (row) rows.push(row);
    }
    const date = (row: InvoiceRow) => row.issued_at ?? row.created_at;
    return rows.sort((a, b) => (date(a) < date(b) ? -1 : date(a) > date(b) ? 1 : a.row - b.row));
  }

  return {
    one: (key: string): InvoiceRow | null => {
      const { accountId, id } = partsOfKey(key);
      return byKey.get(accountId, id) ?? null;
    },

    *rows({ accountId, invoiceKeys, from, to }: ExportSelection): Generator<InvoiceRow> {
      if (invoiceKeys !== null) {
        yield* picked(invoiceKeys, accountId);
        return;
      }
      const isOpen = from === null && to === null;
      const range = {
        accountId,
        // Any month of issue: no issue date sorts before it.
        from: from === null ? (isOpen ? '' : '0000') : `${from}-01`,
        before: to === null ? '9999-99' : `${addMonths(to, 1)}-01`,
      };
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
