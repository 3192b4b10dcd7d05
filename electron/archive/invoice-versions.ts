import { sha256Of } from '../files/index.ts';
import {
  type InvoiceRecord,
  invoiceRecordSchema,
  type InvoiceVersion,
  lineKey,
  type RecordField,
  recordChanges,
  type VersionCause,
} from '#shared/invoice-record.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import type { InvoiceMoney } from '#shared/invoice-money.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { type DocumentColumns, documentOf, type StoredDocument } from './document-store.ts';
import { invoiceLines } from './invoice-rows.ts';
import { type MoneyColumns, moneyColumnNames, moneyIn } from './money-columns.ts';
import { packAnswer, unpackAnswer } from './vendor-answer.ts';

/** Raised when invoices are read in another way: what then differs is no doing of the vendor's. */
export const readerVersion = 2;

/** What every reader so far has read in the same way: another value there is the vendor's doing whoever read the one before. */
export const readAlike: ReadonlySet<RecordField> = new Set<RecordField>(['number', 'date', 'currency', 'total']);

/** A vendor that answers otherwise each time fills no disk: the first ones stay, and the newest. */
const maxVersions = 50;

interface RecordRow extends Omit<VersionRow, 'seen_at' | 'record'>, MoneyColumns {
  row: number;
  number: string | null;
  issued_at: Instant | null;
  customer_name: string | null;
  tax_id: string | null;
  corrects: string | null;
  version_at: Instant | null;
  newer_document: number;
}

interface VersionRow extends DocumentColumns {
  version: number;
  seen_at: Instant;
  cause: VersionCause | null;
  record: string;
}

/** Without how it was settled, which goes on changing. */
const recordMoney = ({ subtotal, discounts, shipping, taxes, tax, net, total }: InvoiceMoney) => ({
  ...{ subtotal, discounts, shipping, taxes, tax, net, total },
});

/** Of lines in any order. */
export const hashOfLines = (lines: readonly InvoiceLine[]): string =>
  sha256Of(JSON.stringify(lines.map(lineKey).sort()));

/** What invoices were before the vendor answered otherwise, and its answers word for word. The newest version is the row itself. */
export function createInvoiceVersions(db: Database) {
  const newest = db.prepare<[number], RecordRow>(
    `SELECT row, number, issued_at, customer_name, tax_id, corrects, ${moneyColumnNames.join(', ')},
       version, version_at, cause, newer_document, document_sha256, document_bytes, document_kind
     FROM invoices WHERE row = ?`,
  );
  const linesOf = invoiceLines(db);
  const former = db.prepare<[number], VersionRow>(
    `SELECT version, seen_at, cause, record, document_sha256, document_bytes, document_kind FROM invoice_versions
     WHERE invoice = ? ORDER BY version`,
  );
  const insert = db.prepare(
    `INSERT INTO invoice_versions (invoice, version, seen_at, cause, record, document_sha256, document_bytes, document_kind)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const begin = db.prepare('UPDATE invoices SET version = version + 1, version_at = ?, cause = ? WHERE row = ?');
  const firstAnswer = db.prepare(
    "INSERT OR IGNORE INTO invoice_answers (invoice, version, place, at, answer) VALUES (?, ?, 'first', ?, ?)",
  );
  const lastAnswer = db.prepare(
    `INSERT INTO invoice_answers (invoice, version, place, at, answer) VALUES (?, ?, 'last', ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at, answer = excluded.answer`,
  );
  const answered = db
    .prepare<[number], number>('SELECT DISTINCT version FROM invoice_answers WHERE invoice = ?')
    .pluck();
  const answer = db
    .prepare<[number, number], Uint8Array>(
      'SELECT answer FROM invoice_answers WHERE invoice = ? AND version = ? ORDER BY place LIMIT 1',
    )
    .pluck();

  const lastKept = db
    .prepare<[number, number], Uint8Array>(
      'SELECT answer FROM invoice_answers WHERE invoice = ? AND version = ? ORDER BY place DESC LIMIT 1',
    )
    .pluck();

  const recordOf = (found: RecordRow): InvoiceRecord => ({
    number: found.number,
    issuedAt: found.issued_at,
    customerName: found.customer_name,
    taxId: found.tax_id,
    corrects: found.corrects,
    ...recordMoney(moneyIn(found)),
    lines: linesOf(found.row),
  });

  const read = ({ record }: VersionRow): InvoiceRecord => invoiceRecordSchema.parse(JSON.parse(record));

  return {
    /** What the row says now. */
    record(row: number): InvoiceRecord | null {
      const found = newest.get(row);
      return found ? recordOf(found) : null;
    },

    /** The money of the row, with how it was settled. */
    money(row: number): InvoiceMoney | null {
      const found = newest.get(row);
      return found ? moneyIn(found) : null;
    },

    /**
     * Keeps what the row says now as a former version; what is written to it next is the version after. Its document
     * stays with it, and is shown until that one's own has come. False where there are too many already.
     */
    close(row: number, cause: VersionCause, now: Instant): boolean {
      const found = newest.get(row);
      if (!found || found.version >= maxVersions) return false;
      const hasOwn = found.newer_document === 0;
      insert.run(
        ...[row, found.version, found.version_at ?? now, found.cause, JSON.stringify(recordOf(found))],
        ...[hasOwn ? found.document_sha256 : null, hasOwn ? found.document_bytes : null, found.document_kind],
      );
      begin.run(now, cause, row);
      return true;
    },

    /** Keeps the vendor's answer: the first of each version, and the last one that said something else. */
    keepAnswer(row: number, version: number, raw: string | null, now: Instant): void {
      const packed = packAnswer(raw);
      if (packed && firstAnswer.run(row, version, now, packed).changes === 0) lastAnswer.run(row, version, now, packed);
    },

    /** The same where there is none of this version yet. */
    keepFirstAnswer(row: number, version: number, raw: string | null, now: Instant): void {
      const packed = packAnswer(raw);
      if (packed) firstAnswer.run(row, version, now, packed);
    },

    /** Newest first; none of an invoice that was never final. */
    list(row: number): InvoiceVersion[] {
      const found = newest.get(row);
      if (!found || found.version_at === null) return [];
      const answers = new Set(answered.all(row));
      const all = [
        ...former.all(row).map((each) => ({ ...each, facts: read(each), has: each.document_sha256 !== null })),
        {
          ...{ version: found.version, seen_at: found.version_at, cause: found.cause, facts: recordOf(found) },
          has: found.document_sha256 !== null && found.newer_document === 0,
        },
      ];
      return all
        .map(({ version, seen_at: seenAt, cause, facts, has }, index): InvoiceVersion => {
          const before = all[index - 1]?.facts;
          const changed = before ? recordChanges(before, facts) : [];
          return { ...facts, version, seenAt, cause, changed, document: has, answer: answers.has(version) };
        })
        .reverse();
    },

    /** The document of a version; null where the archive has none of it. */
    document(row: number, version: number): StoredDocument | null {
      const found = newest.get(row);
      const kept = found?.version === version ? found : former.all(row).find((each) => each.version === version);
      if (!found || !kept || (kept === found && found.newer_document === 1)) return null;
      return documentOf(kept);
    },

    /** The vendor's JSON of a version as it last came; null where it was not kept. */
    newestAnswer(row: number, version: number): string | null {
      const packed = lastKept.get(row, version);
      return packed ? unpackAnswer(packed) : null;
    },

    /** The vendor's JSON of a version as it first came; null where it was not kept. */
    answer(row: number, version: number): string | null {
      const packed = answer.get(row, version);
      return packed ? unpackAnswer(packed) : null;
    },
  };
}
