import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportItem } from '#shared/import/items.ts';
import { money } from '#shared/money.ts';
import { createNaming } from '#shared/naming.ts';
import type { Database } from '../../electron/database/open.ts';
import { sha256Of } from '../../electron/files/index.ts';
import { createImports, type Imports } from '../../electron/imports/index.ts';
import { createPdfReader, type PdfReader } from '../../electron/pdf-reader/index.ts';
import { createReadDocument } from '../../electron/program/read-document.ts';
import { anAccount, setUpArchive } from '../support/archive/archive-setup.ts';
import { setUpSellers } from '../support/archive/sellers-setup.ts';
import { ciiInvoice } from '../support/e-invoices.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';
import { noPasswords } from '../support/fakes/no-passwords.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { createNodeWorker } from '../support/fakes/node-worker-process.ts';
import { mailOf, pdfPart, zipWith } from '../support/mails.ts';
import { setWith } from '../support/odd-documents.ts';
import { madeEInvoices } from '../support/reading/made-e-invoices.ts';

const clock = fakeClock();
const accounts = [anAccount()];
const logger = memoryLogger();
let reader: PdfReader;
let folder: string;
let db: Database;
let archive: ReturnType<typeof setUpArchive>['archive'];
let imports: Imports;
let stop: () => void;

beforeAll(() => {
  reader = createPdfReader({ start: createNodeWorker().start, clock, logger });
});
afterAll(() => {
  reader.dispose();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-xml-'));
  await mkdir(join(folder, 'inbox'));
  const data = join(folder, 'data');
  await mkdir(data);
  ({ db, archive } = setUpArchive({ folder: data, source: fakeBillingSource({}, clock), clock, accounts }));
  imports = createImports({
    sellers: setUpSellers(db, clock),
    ownAddresses: () => [],
    ...{ db, archive, clock, reader, logger, accounts: () => accounts, dataFolder: data, settledMillis: 150 },
    passwords: noPasswords,
    ...{
      incomingFolder: join(data, 'incoming'),
      documentsFolder: () => join(data, 'documents'),
      emit: () => undefined,
    },
  });
  stop = imports.start();
});
afterEach(async () => {
  stop();
  await imports.idle();
  db.close();
  await rm(folder, { recursive: true, force: true });
});

async function put(name: string, bytes: Buffer | string): Promise<string> {
  const path = join(folder, 'inbox', name);
  await writeFile(path, bytes);
  return path;
}
async function add(...paths: string[]): Promise<ImportItem[]> {
  expect(await imports.waiting.add('acc1', paths, 'chosen')).toMatchObject({ ok: true });
  await imports.waiting.settled();
  return imports.waiting.list();
}
const storedFiles = async () =>
  (await readdir(join(folder, 'data', 'documents'), { recursive: true })).filter((name) => /[0-9a-f]{64}/.test(name));

describe('an electronic invoice as XML', () => {
  it('is taken whatever its name, syntax and encoding, kept byte for byte and named .xml', async () => {
    const made = madeEInvoices();
    const paths = await Promise.all(made.map(({ bytes }, index) => put(`${String(index)}.txt`, bytes)));
    const items = await add(...paths);
    expect(items.map(({ state, proposal }) => [state, proposal?.kind, proposal?.number?.value])).toEqual(
      made.map(({ facts }) => ['waiting', 'xml', facts.number]),
    );
    const [first] = made;
    const { proposal } = items[0] ?? {};
    const confirmed = await imports.waiting.confirm(items[0]?.id ?? '', {
      ...{ accountId: 'acc1', type: 'invoice', number: first?.facts.number ?? '', issuedOn: '2026-10-17', dueOn: null },
      ...{ total: proposal?.total?.value ?? money(0, 'EUR'), tax: proposal?.tax?.value ?? null, paid: false },
      remaining: proposal?.remaining?.value ?? null,
    });
    const invoice = confirmed.ok ? confirmed.value : null;
    expect(invoice).toMatchObject({ documentKind: 'xml', document: 'stored', seller: first?.facts.seller });
    const document = await archive.documents.of(invoice?.key ?? '');
    const bytes = first?.bytes ?? Buffer.from('');
    expect(document).toMatchObject({ ok: true, value: { kind: 'xml', sha256: sha256Of(bytes) } });
    const file = document.ok ? document.value.file : '';
    expect(file.endsWith(`${sha256Of(bytes)}.xml`)).toBe(true);
    expect(await readFile(file)).toEqual(bytes);
    const naming = createNaming({ template: '{number}.pdf', timeZone: 'UTC' });
    expect(invoice && naming.ok && naming.value(invoice, 'Acme')).toMatch(/\.xml$/);
    expect(await archive.documents.unknownFiles(new AbortController().signal)).toEqual([]);
  });

  it('comes out of a folder, a mail, a ZIP, and of what is dropped twice only once', async () => {
    const one = ciiInvoice({ number: 'ONE-0001' });
    await put('settings.xml', '<?xml version="1.0"?><settings><Invoice/></settings>');
    await put('a first one.xml', one);
    await put('mail.eml', mailOf({ parts: [pdfPart('two.xml', Buffer.from(ciiInvoice({ number: 'TWO-0002' })))] }));
    await put(
      'more.zip',
      await zipWith({
        'three.xml': Buffer.from(ciiInvoice({ number: 'THREE-0003' })),
        'one again.xml': Buffer.from(one),
      }),
    );
    const items = await add(join(folder, 'inbox'));
    expect(items.map(({ state, proposal }) => `${state} ${proposal?.number?.value ?? ''}`).sort()).toEqual([
      'waiting ONE-0001',
      'waiting THREE-0003',
      'waiting TWO-0002',
    ]);
    expect(await imports.waiting.confirmCertain()).toEqual({ ok: true, value: { imported: 3 } });
    expect(await storedFiles()).toHaveLength(3);
    expect(await readdir(join(folder, 'data', 'incoming'))).toEqual([]);
  });

  it('keeps in the archive what it states as still to be paid', async () => {
    const stated = ciiInvoice({ amountDue: '400.00' });
    const prepaid = '<ram:TotalPrepaidAmount>90.76</ram:TotalPrepaidAmount><ram:DuePayableAmount>';
    await add(await put('part.xml', stated.replace('<ram:DuePayableAmount>', prepaid)));
    expect(await imports.waiting.confirmCertain()).toEqual({ ok: true, value: { imported: 1 } });
    const [invoice] = [...archive.invoices.selected({ accountId: null, invoiceKeys: null, from: null, to: null })];
    expect(invoice?.invoice).toMatchObject({
      total: money(490_76, 'EUR'),
      prepaid: money(90_76, 'EUR'),
      remaining: money(400_00, 'EUR'),
    });
  });

  it('is found by its words, and verified by what it states', async () => {
    await add(await put('a.xml', ciiInvoice({ number: 'WORDS-77' })));
    await imports.waiting.confirmCertain();
    const readDocument = createReadDocument({ ...archive, pdfReader: reader, clock, logger });
    const unread = archive.texts.next(0);
    expect(unread).toMatchObject({ kind: 'xml' });
    if (unread) await readDocument(unread, new AbortController().signal);
    const query = { accountId: null, text: 'Nordlicht', statuses: [], offset: 0, limit: 5 };
    const sort = { by: 'issuedAt', descending: true } as const;
    expect(archive.invoices.query({ ...query, sort })).toMatchObject({ count: 1 });
    const having = (what: 'pdf' | 'xml') =>
      archive.invoices.query({ ...query, text: '', terms: [{ kind: 'has', what }], sort }).count;
    expect([having('xml'), having('pdf')]).toEqual([1, 0]);
    expect(archive.texts.of(unread?.sha256 ?? '')).toMatchObject({ facts: { numbers: ['WORDS-77'] } });
  });

  it('with 12 MB of files inside is read like any other', async () => {
    const content = Buffer.alloc(9 * 2 ** 20, 'x').toString('base64');
    const inside = `<ram:AdditionalReferencedDocument><ram:AttachmentBinaryObject mimeCode="application/pdf" filename="../../times.pdf">${content}</ram:AttachmentBinaryObject></ram:AdditionalReferencedDocument>`;
    const xml = ciiInvoice().replace('</ram:ApplicableHeaderTradeAgreement>', `${inside}$&`);
    const path = await put('large.xml', xml);
    expect(await add(path)).toMatchObject([{ state: 'waiting', certain: true, proposal: { kind: 'xml' } }]);
    const attachment = await reader.attachment(path, '../../times.pdf');
    expect(attachment.ok && attachment.value?.length).toBe(9 * 2 ** 20);
  });
});

describe('an e-invoice of which an earlier version kept less', () => {
  const all = { accountId: null, invoiceKeys: null, from: null, to: null };
  const prepaid = '<ram:TotalPrepaidAmount>90.76</ram:TotalPrepaidAmount><ram:DuePayableAmount>';
  /** As it was kept then: all of its total still to be paid. */
  async function importedThen(changes = ''): Promise<void> {
    const xml = ciiInvoice({ amountDue: '400.00' }).replace('<ram:DuePayableAmount>', prepaid);
    const page = ['Rechnung RE-2026/0815', 'Gesamtbetrag 490,76 EUR', 'Zahlbetrag 400,00 EUR'];
    await add(await put('old.pdf', await setWith({}, [['invoice.dat', xml]], page)));
    await imports.waiting.confirmCertain();
    db.exec(`UPDATE invoices SET remaining = total, prepaid = NULL, discounts = NULL, seller = NULL;
      INSERT INTO imports_to_read SELECT row FROM invoices; ${changes}`);
  }
  const now = () => [...archive.invoices.selected(all)][0]?.invoice;
  const waiting = () => db.prepare('SELECT count(*) FROM imports_to_read').pluck().get();
  const readAgain = () => imports.readAgain(new AbortController().signal);

  it('is read again, once', async () => {
    await importedThen();
    await readAgain();
    expect(now()).toMatchObject({
      ...{ status: 'open', remaining: money(400_00, 'EUR'), prepaid: money(90_76, 'EUR'), discounts: [] },
      ...{ number: 'RE-2026/0815', issuedAt: '2026-10-31T00:00:00.000Z', dueAt: '2026-11-14T23:59:59.999Z' },
    });
    expect(waiting()).toBe(0);
  });

  it('stays as a person wrote it', async () => {
    await importedThen('UPDATE invoices SET remaining = 12345');
    await readAgain();
    expect(now()).toMatchObject({ remaining: money(12345, 'EUR') });
    expect(waiting()).toBe(0);
  });

  it('stays paid where a person said so', async () => {
    await importedThen("UPDATE invoices SET status = 'paid', remaining = 0");
    await readAgain();
    expect(now()).toMatchObject({ status: 'paid', remaining: money(0, 'EUR'), prepaid: money(90_76, 'EUR') });
  });

  it('waits while its drive is away', async () => {
    await importedThen();
    await rename(join(folder, 'data', 'documents'), join(folder, 'away'));
    await readAgain();
    expect([now()?.remaining, waiting()]).toEqual([money(490_76, 'EUR'), 1]);
  });
});

it.each([
  ['order', '<rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="x"/>'],
  ['fattura-pa', '<?xml version="1.0"?><p:FatturaElettronica versione="FPR12" xmlns:p="x"></p:FatturaElettronica>'],
  ['xml', '<?xml version="1.0"?><urlset></urlset>'],
  ['malformed', '<Invoice xmlns="x"><ID>1</ID>'],
  ['doctype', '<!DOCTYPE Invoice [<!ENTITY a SYSTEM "file:///etc/passwd">]><Invoice><ID>&a;</ID></Invoice>'],
] as const)('an XML that is no invoice to be read is refused as what it is: %s', async (found, xml) => {
  expect(await add(await put('some.xml', xml))).toMatchObject([
    { state: 'refused', refusal: { code: 'xml-not-invoice', found } },
  ]);
  expect(await readdir(join(folder, 'data', 'incoming'))).toEqual([]);
});
