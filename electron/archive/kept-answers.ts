import { recordChanges } from '#shared/invoice-record.ts';
import type { Database } from '../database/open.ts';
import { readKept } from '../sources/index.ts';
import { createFacts } from './invoice-facts.ts';
import { invoiceLines, type InvoiceRow } from './invoice-rows.ts';
import { type createInvoiceVersions, readerVersion } from './invoice-versions.ts';
import { createLineRows } from './line-rows.ts';
import { columnsOf, type MoneyColumns, moneyColumnNames } from './money-columns.ts';
import { inFormerOrder, stillKnown } from './still-known.ts';

type Kept = Pick<InvoiceRow, 'row' | 'type' | 'status' | 'version'>;

/**
 * Reads what vendors answered before this Billfold, and before it read all that it reads now: also where nobody can be
 * asked any more. What an answer says otherwise than its invoice does is left to the next sync.
 */
export function createKeptAnswers(db: Database, versions: ReturnType<typeof createInvoiceVersions>) {
  const next = db.prepare<{ after: number; limit: number; reader: number }, Kept>(
    `SELECT row, type, status, version FROM invoices i
     WHERE row > @after AND reader < @reader AND source = 'vendor' AND version_at IS NOT NULL
       AND EXISTS (SELECT 1 FROM invoice_answers a WHERE a.invoice = i.row AND a.version = i.version)
     ORDER BY row LIMIT @limit`,
  );
  const update = db.prepare<[MoneyColumns & { readonly row: number }]>(
    `UPDATE invoices SET ${moneyColumnNames.map((name) => `${name} = @${name}`).join(', ')} WHERE row = @row`,
  );
  const linesOf = invoiceLines(db);
  const lineRows = createLineRows(db);
  const facts = createFacts(db);

  function readAgain({ row, type, status, version }: Kept): void {
    const answer = versions.newestAnswer(row, version);
    const record = versions.record(row);
    if (answer === null || !record) return;
    const lines = linesOf(row);
    const metered = new Map(lines.map(({ priceId, kind }) => [priceId, kind === 'metered']));
    const read = readKept(type, answer, {
      isMetered: (priceId) => (priceId === null ? null : (metered.get(priceId) ?? null)),
    });
    if (!read.ok || read.value.status !== status || recordChanges(record, read.value).length > 0) return;
    update.run({ row, ...columnsOf(stillKnown(versions.money(row), read.value)) });
    if (read.value.lines.length >= lines.length) lineRows.replace(row, inFormerOrder(lines, read.value.lines));
    facts.renew(row);
  }

  let after = 0;
  return {
    /** Reads some of them, each once in the life of this process; false when none are left. */
    readSome: db.transaction((limit: number): boolean => {
      const rows = next.all({ after, limit, reader: readerVersion });
      for (const each of rows) readAgain(each);
      after = rows.at(-1)?.row ?? after;
      return rows.length === limit;
    }).immediate,
  };
}
