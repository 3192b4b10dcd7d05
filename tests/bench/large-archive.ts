import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InvoiceTax, type TaxKind, unknown } from '#shared/invoice-money.ts';
import type { Invoice, InvoiceStatus } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { instantFromMillis } from '#shared/time.ts';
import { createInvoiceWriter } from '../../electron/archive/invoice-writer.ts';
import { answersOf } from '../support/archive/answers.ts';
import type { Database } from '../../electron/database/open.ts';
import { anInvoice, plainMoney } from '../support/billing-objects.ts';

/** Where the bench keeps its files; removed when it ends. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-bench-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A fresh folder in the place of the one before. */
export function emptyFolder(path: string): string {
  if (existsSync(path)) rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

const statuses: readonly InvoiceStatus[] = [
  'paid',
  'paid',
  'paid',
  'paid',
  'paid',
  'paid',
  'open',
  'void',
  'uncollectible',
];
const taxAt = (rate: string, kind: TaxKind): InvoiceTax => ({
  ...{ rate, kind, name: 'VAT', jurisdiction: 'DE', base: unknown, amount: money(0, 'EUR'), inclusive: false },
});
const taxes: readonly Invoice['taxes'][] = [
  ...Array.from({ length: 8 }, () => [taxAt('19', 'standard')]),
  [taxAt('19', 'standard'), taxAt('7', 'reduced')],
  [taxAt('7', 'reduced')],
  [taxAt('0', 'reverse-charge')],
  [],
  unknown,
];
const customers = [
  'Nordlicht Logistik GmbH',
  'Atelier Brûlé & Søn',
  'Łódź Textil',
  'Kestrel Data Ltd',
  'Ōsaka Trading',
];
const currencies = ['USD', 'USD', 'USD', 'EUR', 'EUR', 'JPY', 'KWD'];

/** A number below 2^32 that looks like chance and is the same in every run. */
const scattered = (index: number, salt: number): number => Math.imul(index + 1, 2_654_435_761 ^ (salt * 40_503)) >>> 0;
const pick = <T>(from: readonly T[], index: number, salt: number): T => from[scattered(index, salt) % from.length] as T;

/** Invoices of ten years, an hour or so apart, in several currencies. */
function invoiceNumber(index: number): Invoice {
  const currency = pick(currencies, index, 1);
  const at = instantFromMillis(Date.UTC(2016, 10, 1) + index * 3_156_000 + (scattered(index, 2) % 3_000_000));
  const amount = money(500 + (scattered(index, 3) % 400_000), currency);
  const status = pick(statuses, index, 4);
  const zero = money(0, currency);
  return anInvoice({
    id: `in_bench${index}`,
    number: `BENCH-${String(index).padStart(6, '0')}`,
    status,
    customerName: pick(customers, index, 5),
    createdAt: at,
    issuedAt: at,
    dueAt: status === 'open' ? instantFromMillis(Date.parse(at) + 14 * 86_400_000) : null,
    paidAt: status === 'paid' ? at : null,
    period: { start: at, end: at },
    ...plainMoney(amount, status === 'open' || status === 'uncollectible' ? amount : zero),
    taxes: pick(taxes, index, 6),
    documentUrl: null,
  });
}

/** Puts so many invoices without PDFs into an account's archive. */
export function addManyInvoices(db: Database, accountId: string, count: number): void {
  const writer = createInvoiceWriter(db);
  const chunk = 2000;
  for (let from = 0; from < count; from += chunk) {
    const invoices = Array.from({ length: Math.min(chunk, count - from) }, (_, index) => invoiceNumber(from + index));
    writer.write(accountId, answersOf(...invoices), '2026-11-22T12:00:00.000Z');
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.exec('ANALYZE');
}
