import type { Database } from '../database/open.ts';
import { accountingDayOf } from './accounting-days.ts';

/** Rates and kinds of the taxes of `i`, each once and in order: of a whole archive there are few different ones. */
const taxesOf = `iif(i.taxes IS NULL, NULL, '[' || coalesce(
  (SELECT group_concat(pair) FROM (
    SELECT DISTINCT json_array(value ->> 'rate', value ->> 'kind') AS pair FROM json_each(i.taxes) ORDER BY pair)), '') || ']')`;

/** What the search compares of each invoice, beside its words. */
export function createFacts(db: Database) {
  const write = db.prepare<[number]>(
    `INSERT INTO invoice_facts (row, account_id, status, currency, signed_total, issued_on, due_at, pdf, xml, remaining, taxes)
     SELECT row, account_id, status, currency, signed_total, ${accountingDayOf('issued_at')}, due_at, document = 'stored', 0,
       remaining, ${taxesOf}
     FROM invoices i WHERE row = ?
     ON CONFLICT DO UPDATE SET status = excluded.status, currency = excluded.currency,
       signed_total = excluded.signed_total, issued_on = excluded.issued_on, due_at = excluded.due_at,
       remaining = excluded.remaining, taxes = excluded.taxes`,
  );
  return {
    /** To be called in the transaction that writes the invoice. */
    renew: (row: number): void => void write.run(row),
  };
}
