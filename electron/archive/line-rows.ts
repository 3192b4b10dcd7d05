import type { InvoiceLine } from '#shared/invoices.ts';
import { servicePeriodsOf } from '#shared/service-period.ts';
import type { Database } from '../database/open.ts';
import { hashOfLines } from './invoice-versions.ts';
import { jsonOrNull } from './money-columns.ts';

/** Writes the lines of invoices, in the transaction that writes the invoice. */
export function createLineRows(db: Database) {
  const remove = db.prepare('DELETE FROM invoice_lines WHERE invoice = ?');
  const insert = db.prepare(
    `INSERT INTO invoice_lines (invoice, position, id, description, amount, currency, quantity, period_start, period_end, price_id,
       kind, unit_amount_decimal, discounts, taxes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setHash = db.prepare('UPDATE invoices SET lines_hash = ? WHERE row = ?');
  const writeService = db.prepare(
    'UPDATE invoices SET usage_start = ?, usage_end = ?, fixed_start = ?, fixed_end = ? WHERE row = ?',
  );

  function add(row: number, lines: readonly InvoiceLine[]): void {
    for (const [position, line] of lines.entries()) {
      const { amount, period } = line;
      insert.run(
        ...[row, position, line.id, line.description, amount.amount, amount.currency, line.quantity],
        ...[period?.start ?? null, period?.end ?? null, line.priceId, line.kind, line.unitAmountDecimal],
        ...[jsonOrNull(line.discounts), jsonOrNull(line.taxes)],
      );
    }
    const { usage, fixed } = servicePeriodsOf(lines);
    writeService.run(usage?.start, usage?.end, fixed?.start, fixed?.end, row);
  }

  return {
    add,
    replace(row: number, lines: readonly InvoiceLine[]): void {
      remove.run(row);
      add(row, lines);
      setHash.run(hashOfLines(lines), row);
    },
  };
}
