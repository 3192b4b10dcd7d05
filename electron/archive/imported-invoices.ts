import type { DocumentKind } from '#shared/document-kind.ts';
import type { ArchivedInvoice, Invoice } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import { addDays, dayOf } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Day, Instant } from '#shared/time.ts';
import { fileErrorOf } from '../files/index.ts';
import { documentOf, type StagedDocument } from './document-store.ts';
import { invoiceColumns, invoiceLines, type InvoiceRow } from './invoice-rows.ts';
import type { Parts } from './parts.ts';
import { movingLease } from './sync-turn.ts';

/** An invoice that a person brings in with its document. */
export interface ImportedInvoice {
  readonly invoice: Invoice;
  readonly bytes: Uint8Array;
  readonly kind: DocumentKind;
}

/** As many as two years of weekly ones, to show a rhythm. */
const mostFiled = 110;
/** Days of which all are told, however many they are: sums are made of them. */
const filedDays = 400;

interface FiledRow extends Money {
  readonly id: string;
  readonly issuedOn: Day;
  /** When it was put into the archive. */
  readonly cameAt: Instant;
  /** Its first line, or else who it is from. */
  readonly what: string;
}

/** More of one number or amount are not looked at. */
const mostAlike = 200;

/**
 * Invoices that no vendor lists: rows like all others, of the source `import`, which their owner may change and remove.
 * What takes a key fails with `invoice-not-found` and, of one of the vendor's, with `invoice-not-imported`.
 */
export type ImportedInvoices = ReturnType<typeof createImportedInvoices>;

export function createImportedInvoices(parts: Parts) {
  const { db, lookup, store, withDocuments, dropDocument, writer, leases, now } = parts;
  const mark = db.prepare(
    `UPDATE invoices SET source = 'import', document = 'stored', document_sha256 = @sha256, document_bytes = @bytes,
       document_kind = @kind, document_error = NULL WHERE account_id = @accountId AND id = @id AND type = @type`,
  );
  const linesInOther = db.prepare(
    'DELETE FROM invoice_lines WHERE currency <> @currency AND invoice = (SELECT row FROM invoices WHERE account_id = @accountId AND id = @id AND type = @type)',
  );
  // Whoever brought it in may have taken a credit note for an invoice.
  const setType = db.prepare(
    "UPDATE invoices SET type = @type WHERE account_id = @accountId AND id = @id AND source = 'import'",
  );
  const linesOf = invoiceLines(db);
  const remove = db.prepare("DELETE FROM invoices WHERE row = ? AND id = ? AND source = 'import'");
  const withContent = db.prepare<[string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i WHERE document_sha256 = ? ORDER BY row LIMIT 1`,
  );
  const toRead = db.prepare<[number], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM imports_to_read t JOIN invoices i ON i.row = t.invoice
     WHERE t.invoice > ? ORDER BY t.invoice LIMIT 1`,
  );
  const read = db.prepare('DELETE FROM imports_to_read WHERE invoice = ?');
  const ofNumber = db.prepare<[string], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoices i
     WHERE (number IS NULL) = 0 AND number COLLATE NOCASE = ? ORDER BY row DESC LIMIT ${String(mostAlike)}`,
  );
  const ofAmount = db.prepare<[string, number, number], InvoiceRow>(
    `SELECT ${invoiceColumns} FROM invoice_facts f INDEXED BY invoice_facts_by_total JOIN invoices i ON i.row = f.row
     WHERE f.currency = ? AND f.signed_total BETWEEN ? AND ? ORDER BY f.row DESC LIMIT ${String(mostAlike)}`,
  );
  const isFiled = `i.account_id = @accountId AND i.type = 'invoice' AND i.status NOT IN ('draft', 'void') AND f.issued_on > ''`;
  const filed = db.prepare<{ accountId: string; since: Day }, FiledRow>(
    `SELECT i.id, f.issued_on AS issuedOn, i.first_seen_at AS cameAt, i.total AS amount, i.currency,
       coalesce((SELECT description FROM invoice_lines l WHERE l.invoice = i.row ORDER BY position LIMIT 1), i.seller, '') AS what
     FROM invoices i JOIN invoice_facts f ON f.row = i.row
     WHERE ${isFiled} AND f.issued_on >= min(@since, coalesce(
       (SELECT f.issued_on FROM invoices i JOIN invoice_facts f ON f.row = i.row WHERE ${isFiled}
        ORDER BY f.issued_on DESC LIMIT 1 OFFSET ${String(mostFiled - 1)}), ''))
     ORDER BY f.issued_on DESC`,
  );
  const rowOf = db
    .prepare<[string, string, Invoice['type']], number>(
      'SELECT row FROM invoices WHERE account_id = ? AND id = ? AND type = ?',
    )
    .pluck();
  const writeRow = db.transaction((accountId: string, invoice: Invoice, { sha256, bytes, kind }: StagedDocument) => {
    writer.write(accountId, [{ value: invoice, raw: null }], now());
    mark.run({ accountId, id: invoice.id, type: invoice.type, sha256, bytes, kind });
    return { row: rowOf.get(accountId, invoice.id, invoice.type) ?? 0, sha256, bytes, kind };
  }).immediate;

  let isSwept = false;
  /** Parts that a killed import left behind: an archive without a vendor has no sync that would take them away. */
  async function sweep(): Promise<void> {
    if (isSwept) return;
    await store.removeLeftovers();
    isSwept = true;
  }

  const change = db.transaction((accountId: string, invoice: Invoice): void => {
    setType.run({ accountId, id: invoice.id, type: invoice.type });
    writer.write(accountId, [{ value: invoice, raw: null }], now());
    linesInOther.run({ accountId, id: invoice.id, type: invoice.type, currency: invoice.total.currency });
  }).immediate;

  function foundImported(key: string): Result<InvoiceRow> {
    const row = lookup.row(key);
    if (!row.ok || row.value.source === 'import') return row;
    return fail({ code: 'invoice-not-imported', invoice: row.value.number ?? row.value.id });
  }

  /** While no other import of the account and no move of the documents goes on. */
  async function inTurn(accountId: string, work: () => Promise<Result<null>>): Promise<Result<null>> {
    const release = leases.take(`sync:import:${accountId}`);
    try {
      if (!release || leases.isHeld(movingLease)) return fail({ code: 'job-running', job: 'import' });
      return await work();
    } catch (cause) {
      return fail(fileErrorOf(cause, store.folder(), store.folder()));
    } finally {
      release?.();
    }
  }

  return {
    /** Keeps documents as they are, then their rows: when this returns both are durable. */
    keep: (accountId: string, imported: readonly ImportedInvoice[]) =>
      inTurn(accountId, () =>
        withDocuments(async ({ stage, keep }) => {
          await sweep();
          const staged: { readonly invoice: Invoice; readonly document: StagedDocument }[] = [];
          for (const { invoice, bytes, kind } of imported)
            staged.push({ invoice, document: await stage([bytes], kind) });
          const failed = await keep(
            staged.map(({ document }) => document),
            () => staged.map(({ invoice, document }) => writeRow(accountId, invoice, document)),
          );
          return failed ? fail(failed) : ok(null);
        }),
      ),
    /** Writes other facts; lines in another currency than the invoice's own no longer belong to it. */
    change(key: string, invoice: Omit<Invoice, 'lines'>): Result<ArchivedInvoice> {
      const found = foundImported(key);
      if (!found.ok) return found;
      const { row, account_id: accountId, id } = found.value;
      change(accountId, { ...invoice, id, lines: linesOf(row) });
      // What a person says now is not to be changed by a reading of later.
      read.run(row);
      return lookup.get(key);
    },
    /** Takes it out of the archive, with its document unless another invoice has the same. */
    async remove(key: string): Promise<Result<null>> {
      const found = foundImported(key);
      if (!found.ok) return found;
      const { row, account_id: accountId, id } = found.value;
      const document = documentOf(found.value);
      return inTurn(accountId, async () => {
        if (remove.run(row, id).changes === 0) return fail({ code: 'invoice-not-found', invoice: id });
        if (document) await dropDocument(document);
        return ok(null);
      });
    },
    /** The next invoice after a row whose document is to be read again; null when there are no more. */
    toReadAfter(after: number): { row: number; invoice: ArchivedInvoice } | null {
      const row = toRead.get(after);
      return row ? { row: row.row, invoice: lookup.shown(row) } : null;
    },
    wasRead: (row: number): void => void read.run(row),
    /** The invoice, of a vendor's too, that has a document of these bytes; null when none has. */
    withContent(sha256: string): ArchivedInvoice | null {
      const row = withContent.get(sha256);
      return row ? lookup.shown(row) : null;
    },
    /** An account's invoices of the last year, and older ones where those are few, newest first: what each came to, and what it is for. */
    filed: (accountId: string) =>
      filed
        .all({ accountId, since: addDays(dayOf(now()), -filedDays) })
        .map(({ amount, currency, ...facts }) => ({ ...facts, total: { amount, currency } })),
    /** Invoices of the same number, or of about the same amount: some of them may be the same invoice. Newest first. */
    alike(number: string | null, { amount, currency }: Money): ArchivedInvoice[] {
      const around = (total: number) => ofAmount.all(currency, total - 1, total + 1);
      const rows = [
        ...(number === null ? [] : ofNumber.all(number)),
        ...around(Math.abs(amount)),
        ...around(-Math.abs(amount)),
      ];
      return [...new Map(rows.map((row) => [row.row, row])).values()].map(lookup.shown);
    },
  };
}
