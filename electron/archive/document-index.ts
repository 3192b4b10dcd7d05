import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type DocumentKind, documentKinds } from '#shared/document-kind.ts';
import { type InvoiceMoney, invoiceMoneySchema, onlyTotal } from '#shared/invoice-money.ts';
import { currencySchema, money } from '#shared/money.ts';
import { instantSchema } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { indexName, type StoredDocument } from './document-store.ts';
import { type MoneyColumns, moneyColumnNames, moneyIn } from './money-columns.ts';
import { flushFolders, isFileCode, makeFolder, writeWhole } from '../files/index.ts';

const optionalText = z.string().nullable();
const optionalInstant = instantSchema.nullable();

const formerAmounts = z
  .object({
    currency: currencySchema,
    net: z.int(),
    tax: z.int(),
    total: z.int(),
    creditApplied: z.int(),
    amountDue: z.int(),
    source: z.string(),
    status: z.string(),
  })
  .transform(({ currency, source, status, ...told }): InvoiceMoney => {
    const amount = (minor: number) => money(minor, currency);
    const isTaxKnown = source === 'vendor' || told.tax !== 0;
    return {
      ...onlyTotal(amount(told.total)),
      ...(isTaxKnown && { net: amount(told.net), tax: amount(told.tax) }),
      creditApplied: amount(told.creditApplied),
      remaining: amount(status === 'paid' || status === 'void' ? 0 : told.amountDue),
    };
  });

/** Lines of before the whole money of an invoice was kept name five amounts of it. */
const withMoney = (invoice: unknown): unknown => {
  const former = formerAmounts.safeParse(invoice);
  return former.success && typeof invoice === 'object' ? { ...invoice, money: former.data } : invoice;
};

/** One document and what it is: enough to take it back into an archive whose database is gone. Never holds a key. */
export const indexedDocumentSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int(),
  kind: z.enum(documentKinds).default('pdf'),
  account: z.object({
    id: z.string(),
    name: z.string(),
    role: z.string(),
    createdAt: instantSchema,
    removedAt: optionalInstant,
    sources: z.array(z.object({ kind: z.string(), baseUrl: optionalText, customerId: optionalText })),
    /** Of a practice account: what makes it the same at every start. */
    practice: z.object({ seed: z.int(), invoices: z.int(), anchor: z.int(), clockOffset: z.int() }).nullable(),
  }),
  invoice: z.preprocess(
    withMoney,
    z.object({
      id: z.string(),
      number: optionalText,
      type: z.enum(['invoice', 'credit-note']),
      corrects: optionalText,
      status: z.enum(['draft', 'open', 'paid', 'void', 'uncollectible']),
      subscriptionId: optionalText,
      customerName: optionalText,
      seller: optionalText.default(null),
      sellerTaxId: optionalText.default(null),
      createdAt: instantSchema,
      issuedAt: optionalInstant,
      dueAt: optionalInstant,
      paidAt: optionalInstant,
      periodStart: instantSchema,
      periodEnd: instantSchema,
      money: invoiceMoneySchema,
      taxId: optionalText,
      source: z.enum(['vendor', 'import']),
    }),
  ),
});
export type IndexedDocument = z.infer<typeof indexedDocumentSchema>;

export interface IndexedRow extends StoredDocument {
  readonly row: number;
}

interface FactRow extends Record<string, unknown> {
  readonly row: number;
  readonly accountId: string;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly kind: DocumentKind;
}

/**
 * `index.jsonl` beside the documents: a line for each says what it is. Added to as documents are stored, and written
 * again now and then with what has changed since. All throw Node's file errors.
 */
export type DocumentIndex = ReturnType<typeof createDocumentIndex>;

export function createDocumentIndex(db: Database, folder: () => string) {
  const facts = `
    SELECT i.account_id AS accountId, i.document_sha256 AS sha256, i.document_bytes AS bytes,
      i.document_kind AS kind, i.id, i.number, i.type, i.corrects, i.status, i.subscription_id AS subscriptionId,
      i.customer_name AS customerName, i.seller, i.seller_tax_id AS sellerTaxId, i.created_at AS createdAt, i.issued_at AS issuedAt, i.due_at AS dueAt,
      i.paid_at AS paidAt, i.period_start AS periodStart, i.period_end AS periodEnd, i.tax_id AS taxId, i.source,
      i.row
    FROM invoices i`;
  const moneyOf = db.prepare<[number], MoneyColumns>(
    `SELECT ${moneyColumnNames.join(', ')} FROM invoices WHERE row = ?`,
  );
  const one = db.prepare<[number], FactRow>(`${facts} WHERE i.row = ?`);
  const all = db.prepare<[], FactRow>(`${facts} WHERE i.document_sha256 NOT NULL ORDER BY i.row`);
  const account = db.prepare<[string], Record<string, unknown>>(
    'SELECT id, name, role, created_at AS createdAt, removed_at AS removedAt FROM accounts WHERE id = ?',
  );
  const sources = db.prepare<[string]>(
    'SELECT kind, base_url AS baseUrl, customer_id AS customerId FROM account_sources WHERE account_id = ? ORDER BY rowid',
  );
  const practice = db.prepare<[string]>(
    'SELECT seed, invoices, anchor, clock_offset AS clockOffset FROM practice_accounts WHERE account_id = ?',
  );
  const file = () => join(folder(), indexName);

  function lineWith(accounts: Map<string, unknown>) {
    const accountOf = (id: string): unknown => {
      const known = accounts.get(id);
      if (known !== undefined) return known;
      const found = { ...account.get(id), sources: sources.all(id), practice: practice.get(id) ?? null };
      accounts.set(id, found);
      return found;
    };
    return ({ accountId, sha256, bytes, kind, row, ...facts }: FactRow): string => {
      const columns = moneyOf.get(row);
      const invoice = { ...facts, ...(columns && { money: moneyIn(columns) }) };
      return `${JSON.stringify({ sha256, bytes, kind, account: accountOf(accountId), invoice })}\n`;
    };
  }

  return {
    /** Durable when it returns. */
    async append(rows: readonly IndexedRow[]): Promise<void> {
      const line = lineWith(new Map());
      const lines = rows.flatMap(({ row, sha256, bytes, kind }) => {
        const found = one.get(row);
        return found ? [line({ ...found, sha256, bytes, kind })] : [];
      });
      if (lines.length === 0) return;
      await makeFolder(folder());
      const isNew = (await stat(file()).catch(() => null)) === null;
      const handle = await open(file(), 'a');
      try {
        // A line that a kill cut short must not swallow the next one.
        await handle.writeFile(`${isNew ? '' : '\n'}${lines.join('')}`);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      if (isNew) await flushFolders([folder()]);
    },

    /** Writes it again from what the archive knows, into the archive's folder or another. Nobody may be adding to it. */
    async renew(place: string = folder()): Promise<void> {
      const line = lineWith(new Map());
      const pieces: string[] = [];
      for (const row of all.iterate()) pieces.push(line(row));
      if (pieces.length === 0) return;
      await makeFolder(place);
      await writeWhole(join(place, indexName), Buffer.from(pieces.join('')));
    },
  };
}

/** What an index says, by the hash of the document; of one invoice the newest line. Lines that cannot be read are passed over. */
export async function readDocumentIndex(folder: string): Promise<Map<string, IndexedDocument[]>> {
  const text = await readFile(join(folder, indexName), 'utf8').catch((cause: unknown) => {
    if (isFileCode(cause, 'ENOENT')) return '';
    throw cause;
  });
  const found = new Map<string, Map<string, IndexedDocument>>();
  for (const line of text.split('\n')) {
    const parsed = indexedDocumentSchema.safeParse(jsonOf(line));
    if (!parsed.success) continue;
    const { sha256, account, invoice } = parsed.data;
    const documents = found.get(sha256) ?? new Map<string, IndexedDocument>();
    documents.set(`${account.id} ${invoice.id}`, parsed.data);
    found.set(sha256, documents);
  }
  return new Map([...found].map(([sha256, documents]) => [sha256, [...documents.values()]]));
}

function jsonOf(line: string): unknown {
  if (line === '') return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
