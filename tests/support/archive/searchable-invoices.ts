import type { Invoice } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Database } from '../../../electron/database/open.ts';
import { createInvoiceWriter } from '../../../electron/archive/invoice-writer.ts';
import { answersOf } from './answers.ts';
import { sha256Of } from '../../../electron/files/index.ts';
import { anInvoice, plainMoney } from '../billing-objects.ts';

const statuses = ['paid', 'paid', 'paid', 'paid', 'open', 'void', 'uncollectible', 'draft'] as const;
const currencies = ['USD', 'USD', 'EUR', 'JPY'];
const customers = [
  'Müller & Söhne GmbH',
  'Acme Corporation',
  'Nordwind Handels AG',
  'Blue Ocean Ltd',
  'Zürich Freight',
];
const services = [
  'Storage overage',
  'Bandwidth',
  'Video processing units',
  'Team seats',
  'Priority support',
  'Extensions',
];
const boilerplate =
  'invoice number date of issue date due bill to from description qty unit price amount subtotal tax total amount due ' +
  'pay online thank you for your business bank transfer iban reference street city germany berlin payable within days ' +
  'registered office managing director phone email support vat identification page of terms apply see contract';

/** Draws numbers that are the same each time. */
function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Invoices over ten years that differ in everything that can be searched and sorted by; the same for the same seed. */
function* searchableInvoices(count: number, seed = 1): Generator<Invoice> {
  const draw = seeded(seed);
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T => list[draw(list.length)] as T; // Never empty.
  for (let n = 0; n < count; n++) {
    const millis = Date.UTC(2016, 0, 1) + Math.floor((n / count) * 3650) * 86_400_000 + draw(86_400_000);
    const at = instantFromMillis(millis);
    const status = pick(statuses);
    const currency = pick(currencies);
    const issued = status === 'draft' ? null : at;
    yield anInvoice({
      id: `in_1M${(n * 7919 + 100_000).toString(36)}${draw(1e9).toString(36)}`,
      number: status === 'draft' ? null : `ACME-${String(n).padStart(6, '0')}`,
      type: draw(25) === 0 ? 'credit-note' : 'invoice',
      status,
      customerName: pick(customers),
      createdAt: at,
      issuedAt: issued,
      dueAt: issued && instantFromMillis(millis + draw(60) * 86_400_000),
      ...plainMoney(money(draw(2_000_00), currency)),
      documentUrl: null,
      lines: Array.from({ length: 1 + draw(3) }, (_, line) => ({
        id: `il_${n}_${line}`,
        description: `${pick(services)} (${issued?.slice(0, 7) ?? 'open'})`,
        amount: money(draw(1_000_00), currency),
        quantity: 1,
        period: null,
        priceId: null,
        ...{ unitAmountDecimal: null, discounts: [], taxes: [] },
        kind: 'fixed' as const,
      })),
    });
  }
}

/** Fills an archive with them, each finalized one with the text of a PDF, without files. */
export function fillSearchable(db: Database, accountIds: readonly string[], count: number, seed = 1): void {
  const writer = createInvoiceWriter(db);
  const draw = seeded(seed + 1);
  const store = db.prepare(
    `UPDATE invoices SET document = 'stored', document_sha256 = ?, document_bytes = 60000
     WHERE account_id = ? AND id = ? AND status <> 'draft'`,
  );
  const read = db.prepare(
    `INSERT INTO document_texts (sha256, state, version, pages, text, attachments, xml, read_at)
     VALUES (?, 'done', 1, 1, ?, '[]', ?, '2026-01-01T00:00:00.000Z')`,
  );
  let page: Invoice[] = [];
  const flush = db.transaction(() => {
    for (const [at, accountId] of accountIds.entries()) {
      writer.write(
        accountId,
        answersOf(...page.filter((_, n) => n % accountIds.length === at)),
        '2026-11-22T12:00:00.000Z',
      );
    }
    for (const [n, { id, number, customerName }] of page.entries()) {
      const sha256 = sha256Of(id);
      read.run(
        sha256,
        `${boilerplate} ${number?.toLowerCase() ?? ''} ${customerName?.toLowerCase() ?? ''} order ${draw(1e6)} ref ${draw(1e6)}`,
        draw(10) === 0 ? 'factur-x.xml' : null,
      );
      store.run(sha256, accountIds[n % accountIds.length], id);
    }
    page = [];
  });
  for (const invoice of searchableInvoices(count, seed)) {
    page.push(invoice);
    if (page.length === 2000) flush();
  }
  flush();
}
