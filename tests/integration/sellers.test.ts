import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportItem, ImportValues } from '#shared/import/items.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { ok } from '#shared/result.ts';
import { paymentAnswerOf } from '#shared/sellers/payment-answer.ts';
import type { Database } from '../../electron/database/open.ts';
import { createImports, type Imports } from '../../electron/imports/index.ts';
import { sellerFactsOf } from '../../electron/imports/seller-facts.ts';
import type { Sellers } from '../../electron/sellers/index.ts';
import { anAccount, setUpArchive, valueOf } from '../support/archive/archive-setup.ts';
import { setUpSellers } from '../support/archive/sellers-setup.ts';
import { ciiInvoice, type EInvoiceFacts } from '../support/e-invoices.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';
import { noPasswords } from '../support/fakes/no-passwords.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';

/** An invoice of Hetzner's as it came before, and what is different this time. */
interface Told extends Partial<EInvoiceFacts> {
  readonly iban?: string;
  readonly taxId?: string;
  /** Of the mail that it came in. */
  readonly from?: string;
}

const known = { iban: 'DE92760100850031288858', taxId: 'DE812871812', from: 'Hetzner <billing@hetzner.com>' };
const accounts = [anAccount(), anAccount({ id: 'acc2', name: 'Hosting', sources: [] })];

let folder: string;
let clock: ReturnType<typeof fakeClock>;
let db: Database;
let archive: ReturnType<typeof setUpArchive>['archive'];
let sellers: Sellers;
let imports: Imports;
let log: unknown[];
let emitted: unknown[];
let made: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sellers-'));
  await mkdir(join(folder, 'data'));
  [clock, log, emitted, made] = [fakeClock(), [], [], 0];
  ({ db, archive } = setUpArchive({
    folder: join(folder, 'data'),
    source: fakeBillingSource({}, clock),
    clock,
    accounts,
  }));
  sellers = setUpSellers(db, clock, () => accounts, log);
  imports = createImports({
    ...{ db, archive, clock, sellers, accounts: () => accounts, logger: memoryLogger() },
    ownAddresses: () => ['ada@acme.example'],
    passwords: noPasswords,
    reader: {
      // The bytes of these files are their XML.
      read: async (file) =>
        ok({
          ...{ kind: 'xml', pages: 1, text: '', rows: [], attachments: [] },
          xml: [{ name: 'factur-x.xml', text: await readFile(file, 'utf8') }],
        }),
      async unpack(mail, _, into) {
        await mkdir(into, { recursive: true });
        const { from, xml } = JSON.parse(await readFile(mail, 'utf8')) as { from: string; xml: string };
        const file = join(into, 'invoice.pdf');
        await writeFile(file, xml);
        const facts = { from, subject: null, sentAt: null, messageId: null };
        return ok({ found: [{ file, name: 'invoice.pdf', mail: facts }], unread: [], links: [], mail: facts });
      },
    },
    dataFolder: join(folder, 'data'),
    incomingFolder: join(folder, 'data', 'incoming'),
    documentsFolder: () => join(folder, 'data', 'documents'),
    emit: (...event) => emitted.push(event),
  });
});
afterEach(async () => {
  await imports.idle();
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** Hands in one invoice in a mail, and reads it. */
async function receive({
  iban = known.iban,
  taxId = known.taxId,
  from = known.from,
  ...facts
}: Told): Promise<ImportItem | null> {
  made += 1;
  const number = facts.number ?? `R-${String(made)}`;
  const xml = ciiInvoice({ seller: 'Hetzner Online GmbH', ...facts, number })
    .replace('DE02120300000000202051', iban)
    .replace('DE123456789', taxId);
  const mail = join(folder, `mail-${String(made)}.eml`);
  await writeFile(mail, JSON.stringify({ from, xml }));
  expect(await imports.waiting.add('acc1', [mail], 'chosen')).toMatchObject({ ok: true });
  await imports.waiting.settled();
  return imports.waiting.list().find(({ proposal }) => proposal?.number?.value === number) ?? null;
}

const values = (item: ImportItem, changes: Partial<ImportValues> = {}): ImportValues => ({
  ...{ accountId: 'acc1', type: 'invoice', dueOn: null, tax: null, paid: false, remaining: null },
  number: item.proposal?.number?.value ?? null,
  issuedOn: item.proposal?.issuedOn?.value ?? '2026-10-31',
  total: item.proposal?.total?.value ?? money(1, 'EUR'),
  ...changes,
});

async function file(told: Told = {}, changes: Partial<ImportValues> = {}): Promise<ArchivedInvoice> {
  const item = await receive(told);
  if (!item) throw new Error('nothing waits');
  return valueOf(await imports.waiting.confirm(item.id, values(item, changes)));
}

/** Of each month from August on. */
const inMonth = (month: number): Partial<EInvoiceFacts> => ({ issued: `2026-${String(month).padStart(2, '0')}-01` });

describe('a seller', () => {
  it('is learned from what is filed, and known again by id, then by name', async () => {
    const invoice = await file();
    const [seller] = sellers.list();
    expect(seller).toMatchObject({ name: 'Hetzner Online GmbH', invoices: 1, accountId: 'acc1' });
    expect(seller?.marks.map(({ kind, key }) => `${kind} ${key}`).sort()).toEqual([
      'bank-account DE92760100850031288858',
      'domain hetzner.com',
      'name hetzner online',
      'tax-id DE812871812',
    ]);
    expect(valueOf(archive.invoices.get(invoice.key)).sellerRecord).toEqual({
      id: seller?.id,
      name: 'Hetzner Online GmbH',
    });
    expect(
      await receive({ seller: 'Hetzner', total: '99.00', net: '83.19', tax: '15.81', amountDue: '99.00' }),
    ).toMatchObject({
      seller: { seller: { id: seller?.id }, by: 'tax-id', alarms: [] },
    });
  });

  it('is who a person says that it is', async () => {
    await file();
    await file(
      { taxId: 'GB123456789', iban: 'GB33BUKB20201555555555', from: 'x@pixel.example', seller: 'Pxl' },
      { seller: 'Pixelstream' },
    );
    expect(sellers.list().map(({ name, invoices }) => [name, invoices])).toEqual([
      ['Hetzner Online GmbH', 1],
      ['Pixelstream', 1],
    ]);
  });

  it('has the invoices of a vendor, by what that tells', async () => {
    const insert = db.prepare(
      `INSERT INTO invoices (account_id, id, type, status, created_at, period_start, period_end, total, currency, first_seen_at,
         links_at, document, content, changed_at, seller, source)
       SELECT account_id, id || @more, type, status, created_at, period_start, period_end, total, currency, first_seen_at, links_at,
         'none', content, changed_at, @seller, 'vendor' FROM invoices LIMIT 1`,
    );
    await file(inMonth(8));
    insert.run({ more: '-2', seller: 'HETZNER ONLINE' });
    insert.run({ more: '-3', seller: null });
    sellers.assign();
    expect(sellers.list().map(({ name, invoices }) => [name, invoices])).toEqual([
      ['Acme', 1],
      ['Hetzner Online GmbH', 2],
    ]);
  });

  it('can be merged with another one and split off again, with its invoices', async () => {
    const one = await file();
    const two = await file({
      taxId: 'AT123456789',
      iban: 'AT611904300234573201',
      seller: 'Konsole Labs',
      from: 'a@konsole.example',
    });
    const [hetzner, konsole] = sellers.list();
    if (!hetzner || !konsole) throw new Error('no sellers');
    expect(sellers.edits.merge(konsole.id, hetzner.id)).toMatchObject({ ok: true });
    expect(sellers.list()).toMatchObject([{ id: hetzner.id, invoices: 2 }]);
    expect(valueOf(archive.invoices.get(two.key)).sellerRecord?.id).toBe(hetzner.id);
    const marks = konsole.marks.map(({ kind, key }) => ({ kind, key }));
    const apart = valueOf(sellers.edits.split(hetzner.id, 'Konsole Labs', marks));
    expect(valueOf(archive.invoices.get(two.key)).sellerRecord?.id).toBe(apart.id);
    expect(valueOf(archive.invoices.get(one.key)).sellerRecord?.id).toBe(hetzner.id);
    expect(log).toMatchObject([{ what: 'seller.merged' }, { what: 'seller.split' }]);
  });
});

/** Goes on in the middle of the first account's element. */
const secondAccount = `</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>LT601010012345678901`;

describe('what speaks for fraud', () => {
  it.each<[string, Told, string]>([
    ['another bank account', { iban: 'LT601010012345678901' }, 'bank-account-changed'],
    ['another account beside the known one', { iban: `${known.iban}${secondAccount}` }, 'bank-account-changed'],
    ['another tax id', { taxId: 'DE999999999' }, 'tax-id-changed'],
    ['another sender', { from: 'billing@invoices.example' }, 'domain-changed'],
    ['a sender that looks like it', { from: 'billing@hetzner-online.com' }, 'domain-look-alike'],
    ['Cyrillic letters', { seller: 'Неtzner Online GmbH' }, 'name-look-alike'],
    [
      'a company that looks like it',
      { seller: 'Hetzner Onlime GmbH', taxId: 'EE123456789', iban: 'EE382200221020145685' },
      'name-look-alike',
    ],
  ])('%s: is told and not filed, until somebody has decided', async (_, told, code) => {
    await file();
    const [seller] = sellers.list();
    if (seller) sellers.edits.save(seller.id, { ...seller, filesItself: true });
    const item = await receive({ ...told, ...inMonth(11) });
    expect(item).toMatchObject({ state: 'waiting', certain: false });
    expect(item?.seller?.alarms.map((each) => each.code)).toContain(code);
    if (!item) return;
    expect(await imports.waiting.confirm(item.id, values(item))).toMatchObject({
      error: { code: 'seller-alarm', seller: 'Hetzner Online GmbH' },
    });
    expect(await imports.waiting.confirmCertain()).toEqual(ok({ imported: 0 }));
    // Whose name it is decides what else is not as before.
    const alarms = () => imports.waiting.list()[0]?.seller?.alarms ?? [];
    for (let [alarm] = alarms(); alarm; [alarm] = alarms()) valueOf(sellers.edits.decide(alarm, 'confirmed'));
    expect(log).toContainEqual(expect.objectContaining({ what: 'seller.alarm-decided' }));
    expect(await imports.waiting.confirm(item.id, values(item))).toMatchObject({ ok: true });
  });

  it('stays told once it was refused, for whatever comes after it too', async () => {
    await file();
    const item = await receive({ iban: 'LT601010012345678901' });
    const [alarm] = item?.seller?.alarms ?? [];
    if (alarm) valueOf(sellers.edits.decide(alarm, 'refused'));
    expect((await receive({ iban: 'LT601010012345678901' }))?.seller?.alarms).toMatchObject([{ refused: true }]);
  });

  it('is no more told of what is another company', async () => {
    await file();
    const other = {
      seller: 'Hetzner Onlime GmbH',
      taxId: 'EE123456789',
      iban: 'EE382200221020145685',
      from: 'a@onlime.example',
    };
    const [alarm] = (await receive(other))?.seller?.alarms ?? [];
    if (alarm) valueOf(sellers.edits.decide(alarm, 'other-company'));
    await file({ ...other, ...inMonth(9) });
    expect(sellers.list().map(({ name }) => name)).toEqual(['Hetzner Onlime GmbH', 'Hetzner Online GmbH']);
    // Until somebody finds that it is the same one after all.
    const [onlime, online] = sellers.list();
    valueOf(sellers.edits.merge(onlime?.id ?? '', online?.id ?? ''));
    const again = await receive({ ...other, taxId: 'none', iban: 'none', ...inMonth(10) });
    expect(again?.seller).toMatchObject({ seller: { id: online?.id }, alarms: [] });
  });

  it('is nothing of the tax id of whom the invoice is for', () => {
    const own = 'DE 987654321';
    const facts = {
      seller: 'Konsole Labs',
      sellerTaxId: own,
      sellerTaxIds: [own, known.taxId],
      taxId: 'DE987654321',
      bankAccounts: [],
      payee: null,
    };
    expect(sellerFactsOf(facts, null, new Set()).taxIds).toEqual([known.taxId]);
  });

  it('is nothing of a mail that somebody of the office sent on', async () => {
    await file();
    expect((await receive({ from: 'Ada <ada@acme.example>', ...inMonth(9) }))?.seller?.alarms).toEqual([]);
  });
});

describe('what was there before', () => {
  it.each<[string, Told, string]>([
    ['with one cent more', { number: 'R-1', total: '490.77', amountDue: '490.77', tax: '78.37' }, 'same-number'],
    ['with its number written otherwise', { number: 'r 1', buyer: 'Somebody' }, 'same-number'],
    ['with another number for the same day and amount', { number: 'R-77' }, 'same-amount'],
  ])(
    '%s: is put beside it, and stays a question until somebody says that it is another one',
    async (_, told, reason) => {
      const first = await file();
      const item = await receive(told);
      expect(item).toMatchObject({ certain: false, similar: [{ reason, key: first.key, other: first.key }] });
      expect(imports.waiting.distinguish(item?.id ?? '', first.key)).toMatchObject({ ok: true });
      expect(imports.waiting.list()).toMatchObject([{ similar: [] }]);
      expect(log).toMatchObject([{ what: 'import.not-a-duplicate' }]);
    },
  );

  it('is another file that waits, too', async () => {
    await receive({ number: 'R-5' });
    const second = await receive({ number: 'R-5.', buyer: 'Somebody' });
    const similar = imports.waiting.list().map((each) => each.similar.map(({ fileName }) => fileName));
    expect(similar).toEqual([['invoice.pdf'], ['invoice.pdf']]);
    imports.waiting.distinguish(second?.id ?? '', second?.similar[0]?.other ?? '');
    expect(imports.waiting.list().map((each) => each.similar)).toEqual([[], []]);
    // What one of them becomes is not asked about again.
    if (second) valueOf(await imports.waiting.confirm(second.id, values(second)));
    expect(imports.waiting.list().map((each) => each.similar)).toEqual([[]]);
  });
});

describe('the rule of a seller', () => {
  async function withRule(changes: { accountId?: string | null } = {}, first: Told = {}): Promise<void> {
    await file({ ...inMonth(8), ...first });
    const [seller] = sellers.list();
    if (seller) valueOf(sellers.edits.save(seller.id, { ...seller, accountId: 'acc2', filesItself: true, ...changes }));
    emitted.length = 0;
  }

  it('files by itself what is beyond doubt, into the account of the seller, and goes on from there', async () => {
    await withRule();
    expect(await receive(inMonth(9))).toBeNull();
    expect(sellers.list()).toMatchObject([{ invoices: 2 }]);
    expect(emitted).toContainEqual(['invoices.imported', { accountId: 'acc2' }]);
  });

  it.each<[string, Told]>([
    ['a sum that is wrong', { ...inMonth(9), total: '480.00' }],
    ['a second copy', { ...inMonth(8), number: 'R 1' }],
    ['another name under its tax id', { ...inMonth(9), seller: 'Nordlicht Hosting AG' }],
    ['what says no bank account where one is known', { ...inMonth(9), iban: 'none' }],
  ])('leaves %s to a person', async (_, told) => {
    await withRule();
    expect(await receive(told)).toMatchObject({ state: 'waiting' });
  });

  it('leaves a bank account that comes for the first time, or only the name of the seller, to a person', async () => {
    await withRule({}, { iban: 'none' });
    const onlyName = { ...inMonth(11), taxId: 'none', iban: 'none', from: 'a@gmail.com' };
    expect(await receive(onlyName)).toMatchObject({ state: 'waiting' });
    expect(await receive({ ...inMonth(9), iban: 'none' })).toBeNull();
    expect(await receive({ ...inMonth(10), iban: 'LT601010012345678901' })).toMatchObject({ state: 'waiting' });
  });

  it('is nobody’s until a person made it, and has to know an account', async () => {
    await file(inMonth(8));
    expect(await receive(inMonth(9))).toMatchObject({ state: 'waiting', certain: true });
    await withRule({ accountId: null });
    expect(await receive(inMonth(10))).toMatchObject({ state: 'waiting' });
  });
});

describe('the next invoice', () => {
  it('is expected after three regular ones, and missing when it does not come', async () => {
    for (const month of [8, 9, 10]) await file(inMonth(month));
    expect(sellers.list()).toMatchObject([
      { expected: { on: '2026-11-01', missing: true, from: 3, total: money(49_076, 'EUR') } },
    ]);
    await file(inMonth(11));
    expect(sellers.list()).toMatchObject([{ expected: { on: '2026-12-01', missing: false } }]);
  });
});

describe('the payment code', () => {
  const answerOf = (invoice: ArchivedInvoice) => {
    const told = sellers.payment(invoice);
    const seller = told && sellers.get(told.sellerId);
    return told && seller ? paymentAnswerOf(valueOf(archive.invoices.get(invoice.key)), seller, told) : null;
  };

  it('is there only for an account that the seller was known by before, or that somebody confirmed', async () => {
    const first = await file(inMonth(8));
    expect(answerOf(first)).toMatchObject({ code: null, reason: 'unconfirmed' });
    await clock.advance(1_000);
    const second = await file(inMonth(9));
    expect(answerOf(second)?.code?.split('\n').slice(5, 8)).toEqual(['Hetzner Online GmbH', known.iban, 'EUR490.76']);
    const { sellerId = '' } = answerOf(first) ?? {};
    sellers.edits.mark(sellerId, { kind: 'bank-account', text: known.iban }, 'known');
    expect(answerOf(first)?.code).toContain(known.iban);
    sellers.edits.mark(sellerId, { kind: 'bank-account', text: known.iban }, 'refused');
    expect(answerOf(second)).toMatchObject({ code: null, reason: 'refused' });
  });

  it('is none of what is paid', async () => {
    expect(answerOf(await file({}, { paid: true }))).toBeNull();
  });
});
