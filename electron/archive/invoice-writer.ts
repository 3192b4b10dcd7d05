import { recordChanges } from '#shared/invoice-record.ts';
import type { Invoice, InvoiceLine, InvoicePayment } from '#shared/invoices.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { withoutFsync } from '../database/without-fsync.ts';
import { knowAccountingDays } from './accounting-days.ts';
import { createInvoiceTexts } from './invoice-texts.ts';
import { type InvoiceValues, valuesOf } from './invoice-values.ts';
import { createFacts } from './invoice-facts.ts';
import { createInvoiceVersions, readAlike, readerVersion } from './invoice-versions.ts';
import { createLineRows } from './line-rows.ts';
import { columnsOf, moneyColumnNames } from './money-columns.ts';
import { inFormerOrder, stillKnown } from './still-known.ts';

export interface WrittenCounts {
  readonly new: number;
  readonly changed: number;
}

/** What was read, and the vendor's JSON; null where there was none, as of what a person brings in. */
export interface InvoiceAnswer {
  readonly value: Invoice;
  readonly raw: string | null;
}

interface Found {
  row: number;
  content: string;
  source: 'vendor' | 'import';
  lines: number;
  lines_hash: string | null;
  version: number;
  /** Null while it was never final. */
  version_at: Instant | null;
  reader: number;
  withdrawn_at: Instant | null;
  answered: number;
}

type Outcome = 'new' | 'changed' | 'same';

/**
 * Puts invoices as the vendor lists them into the archive. What was final once is never rewritten: an answer that says
 * otherwise begins a version of its own, and one that takes the invoice back leaves it as it was, withdrawn.
 */
export type InvoiceWriter = ReturnType<typeof createInvoiceWriter>;

export function createInvoiceWriter(db: Database) {
  knowAccountingDays(db);
  const versions = createInvoiceVersions(db);
  const find = db.prepare<[string, string, string], Found>(
    `SELECT row, content, source, lines_hash, version, version_at, reader, withdrawn_at,
       (SELECT count(*) FROM invoice_lines WHERE invoice = invoices.row) AS lines,
       EXISTS (SELECT 1 FROM invoice_answers a WHERE a.invoice = invoices.row AND a.version = invoices.version) AS answered
     FROM invoices WHERE account_id = ? AND id = ? AND type = ?`,
  );
  const names = `number, type, corrects, status, subscription_id, customer_name, created_at, issued_at, due_at, paid_at,
    period_start, period_end, tax_id, hosted_url, document_url, links_at, content, changed_at, reader`
    .split(/,\s*/)
    .concat(moneyColumnNames);
  const insert = db.prepare(
    `INSERT INTO invoices (account_id, id, first_seen_at, document, payment, version_at, lines_hash, seller, seller_tax_id,
       ${names.join(', ')})
     VALUES (@account_id, @id, @changed_at, @document, @payment, @version_at, @lines_hash, @seller, @seller_tax_id,
       ${names.map((name) => `@${name}`).join(', ')})`,
  );
  // What was learned about a payment or the seller stays when a listing says nothing about it.
  const update = db.prepare(
    `UPDATE invoices SET ${names.map((name) => `${name} = @${name}`).join(', ')}, payment = coalesce(@payment, payment),
       seller = coalesce(@seller, seller), seller_tax_id = coalesce(@seller_tax_id, seller_tax_id),
       version_at = coalesce(version_at, @version_at), withdrawn_at = NULL,
       document = CASE WHEN document = 'none' THEN @document ELSE document END
     WHERE row = @row`,
  );
  const renewLinks = db.prepare(
    `UPDATE invoices SET hosted_url = @hosted_url, document_url = @document_url, links_at = @links_at, withdrawn_at = NULL,
       reader = @reader,
       payment = coalesce(@payment, payment), document = CASE WHEN document = 'none' THEN @document ELSE document END
     WHERE row = @row`,
  );
  const wantDocument = db.prepare("UPDATE invoices SET newer_document = 1 WHERE row = ? AND document = 'stored'");
  const references = db.prepare(
    `UPDATE invoices SET (cost_centre, po_number) =
       (SELECT cost_centre, po_number FROM account_references WHERE account_id = @account_id)
     WHERE row = @row AND EXISTS (SELECT 1 FROM account_references WHERE account_id = @account_id)`,
  );
  const texts = createInvoiceTexts(db);
  const lineRows = createLineRows(db);
  const facts = createFacts(db);
  const writePayment = db.prepare(
    "UPDATE invoices SET payment = ? WHERE account_id = ? AND id = ? AND type = 'invoice'",
  );
  const removeDraft = db.prepare('DELETE FROM invoices WHERE row = ? AND version_at IS NULL');
  const withdraw = db.prepare('UPDATE invoices SET withdrawn_at = ? WHERE row = ? AND withdrawn_at IS NULL');

  function rewrite(row: number, values: InvoiceValues, lines: readonly InvoiceLine[] | null): void {
    if (lines) lineRows.replace(row, lines);
    update.run({ ...values, row });
    facts.renew(row);
    texts.renew(row);
  }

  function add(accountId: string, { value: invoice, raw }: InvoiceAnswer, values: InvoiceValues): void {
    const row = Number(insert.run(values).lastInsertRowid);
    references.run({ row, account_id: accountId });
    facts.renew(row);
    lineRows.add(row, invoice.lines);
    texts.renew(row);
    if (invoice.status !== 'draft') versions.keepAnswer(row, 1, raw, values.changed_at);
  }

  /** Of one that was never final, or that its owner brought in: it is what it was said to be last. */
  function replace(found: Found, { value: invoice, raw }: InvoiceAnswer, values: InvoiceValues): Outcome {
    const isSame = found.content === values.content && found.lines_hash === values.lines_hash;
    if (isSame) renewLinks.run({ ...values, row: found.row });
    else
      rewrite(
        found.row,
        values,
        found.source === 'vendor' || invoice.lines.length > found.lines ? invoice.lines : null,
      );
    if (invoice.status !== 'draft') versions.keepFirstAnswer(found.row, found.version, raw, values.changed_at);
    return found.content === values.content ? 'same' : 'changed';
  }

  /** Of one that was final: normal progress is written, anything else begins a version. */
  function follow(found: Found, { value: invoice, raw }: InvoiceAnswer, values: InvoiceValues): Outcome {
    const { row, version } = found;
    const now = values.changed_at;
    const isSame = found.content === values.content;
    const isBack = found.withdrawn_at !== null;
    if (isSame && found.lines_hash === values.lines_hash) {
      renewLinks.run({ ...values, row });
      if (!found.answered) versions.keepFirstAnswer(row, version, raw, now);
      return isBack ? 'changed' : 'same';
    }
    const before = versions.record(row);
    const changes = before ? recordChanges(before, invoice) : [];
    // A name that is not reported any more is not unknown for that; a number that is not, is another record.
    const known = {
      ...values,
      customer_name: values.customer_name ?? before?.customerName ?? null,
      tax_id: values.tax_id ?? before?.taxId ?? null,
    };
    if (changes.length === 0) {
      // A listing may show only the first lines of a long invoice.
      const isWhole = invoice.lines.length >= found.lines;
      if (isSame) {
        renewLinks.run({ ...values, row });
        if (isWhole && (found.lines_hash === null || invoice.lines.length > found.lines)) {
          lineRows.replace(row, invoice.lines);
          texts.renew(row);
        }
      } else
        rewrite(
          row,
          { ...known, ...columnsOf(stillKnown(versions.money(row), invoice)) },
          isWhole ? inFormerOrder(before?.lines ?? [], invoice.lines) : null,
        );
      if (!isSame || !found.answered) versions.keepAnswer(row, version, raw, now);
      return isSame && !isBack ? 'same' : 'changed';
    }
    const cause = found.reader === readerVersion || changes.some((field) => readAlike.has(field)) ? 'vendor' : 'reader';
    const begun = versions.close(row, cause, now);
    if (begun && cause === 'vendor') wantDocument.run(row);
    const isPart = !changes.includes('lines') && invoice.lines.length < found.lines;
    rewrite(row, known, isPart ? null : invoice.lines);
    versions.keepAnswer(row, begun ? version + 1 : version, raw, now);
    return 'changed';
  }

  function writeOne(accountId: string, answer: InvoiceAnswer, now: Instant): Outcome {
    const { value: invoice } = answer;
    const values = valuesOf(accountId, invoice, now);
    const found = find.get(accountId, invoice.id, invoice.type);
    if (!found) {
      add(accountId, answer, values);
      return 'new';
    }
    if (found.source === 'import' || found.version_at === null) return replace(found, answer, values);
    // No final invoice becomes a draft again: the vendor has taken it back.
    if (invoice.status === 'draft') return withdraw.run(now, found.row).changes > 0 ? 'changed' : 'same';
    return follow(found, answer, values);
  }

  return {
    /** Writes a page in one transaction; another process that writes at this moment is waited for. */
    write: withoutFsync(
      db,
      db.transaction((accountId: string, answers: readonly InvoiceAnswer[], now: Instant): WrittenCounts => {
        const counts = { new: 0, changed: 0, same: 0 };
        for (const answer of answers) counts[writeOne(accountId, answer, now)]++;
        return counts;
      }).immediate,
    ),

    /** What was learned about one invoice's payment. */
    writePayment(accountId: string, id: string, payment: InvoicePayment): void {
      writePayment.run(JSON.stringify(payment), accountId, id);
    },

    /**
     * The vendor no longer has it. A draft that was never final goes; anything else stays as it is, withdrawn. False
     * where that was known.
     */
    gone: db.transaction((accountId: string, id: string, type: Invoice['type'], now: Instant): boolean => {
      const found = find.get(accountId, id, type);
      if (!found || found.source === 'import') return false;
      return removeDraft.run(found.row).changes > 0 || withdraw.run(now, found.row).changes > 0;
    }).immediate,
  };
}
