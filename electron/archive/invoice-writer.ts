import { sha256Of } from '../files/index.ts';
import type { Invoice, InvoicePayment } from '#shared/invoices.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { withoutWaiting } from '../database/without-waiting.ts';
import { createInvoiceTexts } from './invoice-texts.ts';

export interface WrittenCounts {
  readonly new: number;
  readonly changed: number;
}

interface Found {
  row: number;
  content: string;
  status: Invoice['status'];
  lines: number;
}

export type InvoiceWriter = ReturnType<typeof createInvoiceWriter>;

/** Puts invoices as the vendor lists them into the archive. */
export function createInvoiceWriter(db: Database) {
  const find = db.prepare<[string, string], Found>(
    `SELECT row, content, status, (SELECT count(*) FROM invoice_lines WHERE invoice = invoices.row) AS lines
     FROM invoices WHERE account_id = ? AND id = ?`,
  );
  const names = `number, type, corrects, status, subscription_id, customer_name, created_at, issued_at, due_at, paid_at,
    period_start, period_end, currency, net, tax, total, credit_applied, amount_due, tax_id, hosted_url, document_url,
    links_at, content, changed_at`.split(/,\s*/);
  const insert = db.prepare(
    `INSERT INTO invoices (account_id, id, first_seen_at, document, payment, ${names.join(', ')})
     VALUES (@account_id, @id, @changed_at, @document, @payment, ${names.map((name) => `@${name}`).join(', ')})`,
  );
  // What was learned about a payment stays when a listing says nothing about it.
  const update = db.prepare(
    `UPDATE invoices SET ${names.map((name) => `${name} = @${name}`).join(', ')}, payment = coalesce(@payment, payment),
       document = CASE WHEN document = 'none' THEN @document ELSE document END
     WHERE row = @row`,
  );
  const renewLinks = db.prepare(
    `UPDATE invoices SET hosted_url = @hosted_url, document_url = @document_url, links_at = @links_at,
       payment = coalesce(@payment, payment), document = CASE WHEN document = 'none' THEN @document ELSE document END
     WHERE row = @row`,
  );
  const writeFacts = db.prepare(
    `INSERT INTO invoice_facts (row, account_id, status, currency, signed_total, issued_on, due_at, pdf, xml)
     SELECT row, account_id, status, currency, signed_total, substr(issued_at, 1, 10), due_at, document = 'stored', 0
     FROM invoices WHERE row = ?
     ON CONFLICT DO UPDATE SET status = excluded.status, currency = excluded.currency,
       signed_total = excluded.signed_total, issued_on = excluded.issued_on, due_at = excluded.due_at`,
  );
  const references = db.prepare(
    `UPDATE invoices SET (cost_centre, po_number) =
       (SELECT cost_centre, po_number FROM account_references WHERE account_id = @account_id)
     WHERE row = @row AND EXISTS (SELECT 1 FROM account_references WHERE account_id = @account_id)`,
  );
  const texts = createInvoiceTexts(db);
  const removeLines = db.prepare('DELETE FROM invoice_lines WHERE invoice = ?');
  const insertLine = db.prepare(
    `INSERT INTO invoice_lines (invoice, position, id, description, amount, currency, quantity, period_start, period_end, price_id, metered)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const writePayment = db.prepare('UPDATE invoices SET payment = ? WHERE account_id = ? AND id = ?');
  const remove = db.prepare('DELETE FROM invoices WHERE account_id = ? AND id = ? AND status = ?');

  function writeLines(row: number, { lines }: Invoice): void {
    removeLines.run(row);
    for (const [position, line] of lines.entries()) {
      const { amount, period } = line;
      insertLine.run(
        ...[row, position, line.id, line.description, amount.amount, amount.currency, line.quantity],
        ...[period?.start ?? null, period?.end ?? null, line.priceId, line.metered ? 1 : 0],
      );
    }
  }

  function writeOne(accountId: string, invoice: Invoice, now: Instant): 'new' | 'changed' | 'same' {
    const values = valuesOf(accountId, invoice, now);
    const found = find.get(accountId, invoice.id);
    if (!found) {
      const row = Number(insert.run(values).lastInsertRowid);
      references.run({ row, account_id: accountId });
      writeFacts.run(row);
      writeLines(row, invoice);
      texts.renew(row);
      return 'new';
    }
    const bound = { ...values, row: found.row };
    // A listing may show only the first lines of a long invoice; those of a finalized one do not change.
    const hasOtherLines = found.status === 'draft' || invoice.lines.length > found.lines;
    if (hasOtherLines) writeLines(found.row, invoice);
    if (found.content === values.content) {
      const { hosted_url, document_url, links_at, payment, document, row } = bound;
      renewLinks.run({ hosted_url, document_url, links_at, payment, document, row });
      if (hasOtherLines) texts.renew(row);
      return 'same';
    }
    update.run(bound);
    writeFacts.run(found.row);
    texts.renew(found.row);
    return 'changed';
  }

  return {
    /** Writes a page in one transaction; another process that writes at this moment is waited for. */
    write: withoutWaiting(
      db,
      db.transaction((accountId: string, invoices: readonly Invoice[], now: Instant): WrittenCounts => {
        const counts = { new: 0, changed: 0, same: 0 };
        for (const invoice of invoices) counts[writeOne(accountId, invoice, now)]++;
        return counts;
      }).immediate,
    ),

    /** What was learned about one invoice's payment. */
    writePayment(accountId: string, id: string, payment: InvoicePayment): void {
      writePayment.run(JSON.stringify(payment), accountId, id);
    },

    /** A draft that the vendor deleted. Anything finalized stays, whatever the vendor says. */
    removeDraft: (accountId: string, id: string): boolean => remove.run(accountId, id, 'draft').changes > 0,
  };
}

function valuesOf(accountId: string, invoice: Invoice, now: Instant) {
  const facts = {
    id: invoice.id,
    number: invoice.number,
    type: invoice.type,
    corrects: invoice.corrects,
    status: invoice.status,
    subscription_id: invoice.subscriptionId,
    customer_name: invoice.customerName,
    created_at: invoice.createdAt,
    issued_at: invoice.issuedAt,
    due_at: invoice.dueAt,
    paid_at: invoice.paidAt,
    period_start: invoice.period.start,
    period_end: invoice.period.end,
    currency: invoice.total.currency,
    net: invoice.net.amount,
    tax: invoice.tax.amount,
    total: invoice.total.amount,
    credit_applied: invoice.creditApplied.amount,
    amount_due: invoice.amountDue.amount,
    tax_id: invoice.taxId,
  };
  return {
    ...facts,
    account_id: accountId,
    hosted_url: invoice.hostedUrl,
    document_url: invoice.documentUrl,
    links_at: now,
    content: sha256Of(JSON.stringify(Object.values(facts))),
    changed_at: now,
    payment: invoice.payment ? JSON.stringify(invoice.payment) : null,
    document: invoice.status === 'draft' || invoice.documentUrl === null ? 'none' : 'pending',
  };
}
