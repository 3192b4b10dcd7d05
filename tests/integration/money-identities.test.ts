import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failedIdentities } from '#shared/invoice-identities.ts';
import { type InvoiceMoney, invoiceMoneySchema, isKnown, unknown } from '#shared/invoice-money.ts';
import { createInvoiceWriter } from '../../electron/archive/invoice-writer.ts';
import { createClock } from '../../electron/platform/clock.ts';
import { otherProfiles } from '../../electron/practice/data/profiles.ts';
import { startPracticeServer } from '../../electron/practice/index.ts';
import { createStripeSource } from '../../electron/sources/index.ts';
import { setUpArchive, temporaryFolder } from '../support/archive/archive-setup.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { nodeFetch } from '../support/node-fetch.ts';
import { startOlderStripe } from '../support/older-stripe.ts';

/* Whatever an invoice holds, its figures agree from the vendor's answer to the archive. */

const now = Date.parse('2026-11-22T12:00:00.000Z');
const customers = ['', 'Yen', 'Dinar'].map((currency) => `cus_PracticeVaried${currency}`);

/** All invoices of one of them, each with all its lines, as the vendor's answers are read. */
async function invoicesOf(baseUrl: string, customerId: string, key = 'sk_test_practice') {
  const shared = { key, fetch: nodeFetch, clock: createClock(), logger: memoryLogger() };
  const source = createStripeSource({ ...shared, baseUrl, customerId, retries: 0 });
  const page = await source.invoices({ after: null, createdFrom: null });
  if (!page.ok) throw new Error(JSON.stringify(page.error));
  const rest = await page.value.readRemaining();
  if (!rest.ok) throw new Error(JSON.stringify(rest.error));
  const whole = new Map(rest.value.read.map((each) => [each.value.id, each]));
  return page.value.read.map((each) => whole.get(each.value.id) ?? each);
}

const moneyOf = (invoice: InvoiceMoney): InvoiceMoney => invoiceMoneySchema.parse(invoice);

type Start = (
  options: Parameters<typeof startPracticeServer>[0],
) => Promise<{ readonly url: string; close(): Promise<void> }>;

async function onServer<T>(start: Start, seed: number, work: (url: string) => Promise<T>): Promise<T> {
  const server = await start({ port: 0, seed, invoices: 20, anchor: now, now, speed: 1 });
  try {
    return await work(server.url);
  } finally {
    await server.close();
  }
}

describe('invoices of every kind', () => {
  it('hold every identity from the wire through the archive, whatever the seed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(...customers), async (seed, customerId) => {
        const read = await onServer(startPracticeServer, seed, (url) => invoicesOf(url, customerId));
        expect(read.length).toBeGreaterThan(50);
        using folder = temporaryFolder();
        const { db, archive } = setUpArchive({
          ...{ folder: folder.path, source: fakeBillingSource(), clock: createClock() },
        });
        createInvoiceWriter(db).write('acc1', read, '2026-11-22T12:00:00.000Z');
        for (const { value: invoice } of read) {
          expect(Object.values(moneyOf(invoice))).not.toContain(unknown);
          expect(failedIdentities(invoice, invoice.lines)).toEqual([]);
          const row = archive.invoices.get(`acc1:${invoice.id}`);
          const lines = archive.invoices.lines(`acc1:${invoice.id}`);
          expect(row.ok && moneyOf(row.value)).toEqual(moneyOf(invoice));
          expect(lines.ok && lines.value).toEqual(invoice.lines);
        }
        db.close();
      }),
      { numRuns: 6 },
    );
  });

  it('hold in every other account as well, where nothing is said that is not known', async () => {
    await onServer(startPracticeServer, 1, async (url) => {
      for (const { id } of otherProfiles)
        for (const { value } of await invoicesOf(url, id))
          expect([id, failedIdentities(value, value.lines)]).toEqual([id, []]);
    });
  });

  it('have several rates with their kinds, inclusive or not, named discounts, shipping, credit, notes and payments', async () => {
    const read = await onServer(startPracticeServer, 1, (url) => invoicesOf(url, 'cus_PracticeVaried'));
    const invoices = read.map(({ value }) => value);
    const taxes = invoices.flatMap((each) => (isKnown(each.taxes) ? each.taxes : []));
    expect(new Set(taxes.map(({ rate, kind }) => `${rate} ${kind}`))).toEqual(
      new Set(['19 standard', '7 reduced', '8.875 standard', '0 zero', '0 exempt', '0 reverse-charge']),
    );
    expect(new Set(taxes.map(({ inclusive }) => inclusive))).toEqual(new Set([true, false]));
    const discounts = invoices.flatMap((each) => (isKnown(each.discounts) ? each.discounts : []));
    expect(new Set(discounts.map(({ name }) => name))).toEqual(new Set(['Loyalty', 'Spring sale']));
    const some = (of: (money: InvoiceMoney) => boolean) => {
      expect(invoices.filter(of)).not.toEqual([]);
    };
    const isAny = (amount: InvoiceMoney['paid']) => isKnown(amount) && amount.amount > 0;
    some(({ shipping }) => isKnown(shipping) && shipping !== null);
    some(({ creditApplied }) => isAny(creditApplied));
    some(({ creditNotesApplied }) => isAny(creditNotesApplied));
    some(({ paid, remaining }) => isAny(paid) && isAny(remaining));
  });

  it('hold what can be checked of an older server, which names neither rates nor kinds', async () => {
    const read = await onServer(startOlderStripe, 2, (url) => invoicesOf(url, 'cus_PracticeVaried'));
    for (const { value: invoice } of read) {
      expect(failedIdentities(invoice, invoice.lines)).toEqual([]);
      expect([invoice.subtotal, invoice.tax, invoice.net, invoice.remaining]).not.toContain(unknown);
    }
  });

  it('say nothing of what a key may not look up', async () => {
    const read = await onServer(startPracticeServer, 3, (url) =>
      invoicesOf(url, 'cus_PracticeVaried', 'rk_test_notaxrates_nocoupons'),
    );
    const [tax] = read.flatMap(({ value: { taxes } }) =>
      isKnown(taxes) ? taxes.filter((each) => each.amount.amount > 0) : [],
    );
    expect(tax).toMatchObject({ rate: unknown, name: null });
    const discounts = read.flatMap(({ value }) => (isKnown(value.discounts) ? value.discounts : []));
    expect(new Set(discounts.map(({ name }) => name))).toEqual(new Set([null]));
  });
});
