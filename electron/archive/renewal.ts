import { tagSeparator } from '#shared/annotations.ts';
import type { Database } from '../database/open.ts';
import { knowAccountingDays } from './accounting-days.ts';
import { createFacts } from './invoice-facts.ts';
import { createInvoiceTexts } from './invoice-texts.ts';

/**
 * Renews what is made of an invoice's rows: its tags as shown, its references in force, facts, sums and words. To be called in
 * the transaction that wrote the rows.
 */
export function createRenewal(db: Database) {
  knowAccountingDays(db);
  const facts = createFacts(db);
  const texts = createInvoiceTexts(db);
  const rowOf = db
    .prepare<[string, string, string], number>('SELECT row FROM invoices WHERE account_id = ? AND id = ? AND type = ?')
    .pluck();
  const ofAccount = db.prepare<[string], number>('SELECT row FROM invoices WHERE account_id = ?').pluck();
  const references = db.prepare(
    `UPDATE invoices SET
       tags = (SELECT group_concat(tag, '${tagSeparator}' ORDER BY tag_key) FROM invoice_tags WHERE invoice = @row),
       cost_centre = coalesce(own_cost_centre, (SELECT cost_centre FROM account_references r WHERE r.account_id = invoices.account_id)),
       po_number = coalesce(own_po_number, (SELECT po_number FROM account_references r WHERE r.account_id = invoices.account_id))
     WHERE row = @row`,
  );

  function renewRow(row: number): void {
    references.run({ row });
    facts.renew(row);
    texts.renew(row);
  }

  return {
    /** One by account, id and type; nothing where it is not there any more. */
    invoice(accountId: string, id: string, type: string): void {
      const row = rowOf.get(accountId, id, type);
      if (row !== undefined) renewRow(row);
    },
    /** All of an account: its references changed. */
    account(accountId: string): void {
      for (const row of ofAccount.all(accountId)) renewRow(row);
    },
  };
}
