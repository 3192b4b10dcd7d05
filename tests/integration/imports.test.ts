import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportItem, ImportValues } from '#shared/import/items.ts';
import { money } from '#shared/money.ts';
import { dayOf } from '#shared/period.ts';
import { fail } from '#shared/result.ts';
import { createLeases } from '../../electron/database/lease.ts';
import type { Database } from '../../electron/database/open.ts';
import { createImports, type DocumentPasswords, type Imports } from '../../electron/imports/index.ts';
import { createPdfReader, type PdfReader } from '../../electron/pdf-reader/index.ts';
import type { Sellers } from '../../electron/sellers/index.ts';
import { anAccount, setUpArchive } from '../support/archive/archive-setup.ts';
import { setUpSellers } from '../support/archive/sellers-setup.ts';
import { type EInvoiceFacts, ciiInvoice } from '../support/e-invoices.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { createNodeWorker } from '../support/fakes/node-worker-process.ts';
import { mailOf, pdfPart, zipWith } from '../support/mails.ts';
import { type OddDocument, oddDocuments, setWith } from '../support/odd-documents.ts';

/** For a busy machine. */
const waitOptions = { timeout: 30_000, interval: 20 };
const clock = fakeClock();
const accounts = [anAccount(), anAccount({ id: 'acc2', name: 'Beta', role: 'viewer' })];
let reader: PdfReader;
let folder: string;
let inbox: string;
let db: Database;
let archive: ReturnType<typeof setUpArchive>['archive'];
let imports: Imports;
let sellers: Sellers;
let stop: () => void;
let emitted: unknown[];
let passwords: DocumentPasswords;
let whileReading: () => Promise<void>;
let answering: Pick<PdfReader, 'read' | 'unpack'>;

beforeAll(() => {
  reader = createPdfReader({ start: createNodeWorker().start, clock, logger: memoryLogger() });
});
afterAll(() => {
  reader.dispose();
});

function begin(): void {
  ({ db, archive } = setUpArchive({
    folder: join(folder, 'data'),
    source: fakeBillingSource({}, clock),
    clock,
    accounts,
  }));
  sellers = setUpSellers(db, clock, () => accounts);
  imports = createImports({
    ...{ db, archive, clock, accounts: () => accounts, logger: memoryLogger() },
    reader: {
      async read(file, name, password) {
        await whileReading();
        return answering.read(file, name, password);
      },
      unpack: (file, name, into) => answering.unpack(file, name, into),
    },
    passwords,
    sellers,
    ownAddresses: () => ['ada@acme.example'],
    dataFolder: join(folder, 'data'),
    incomingFolder: join(folder, 'data', 'incoming'),
    documentsFolder: () => join(folder, 'data', 'documents'),
    emit: (...event) => emitted.push(event),
    settledMillis: 150,
  });
  stop = imports.start();
}
async function end(): Promise<void> {
  stop();
  await imports.idle();
  db.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-'));
  inbox = join(folder, 'inbox');
  await mkdir(inbox);
  await mkdir(join(folder, 'data'));
  whileReading = () => Promise.resolve();
  answering = reader;
  emitted = [];
  passwords = keptPasswords();
  begin();
});
afterEach(async () => {
  await end();
  await rm(folder, { recursive: true, force: true });
});

async function put(name: string, bytes: Buffer | string): Promise<string> {
  const path = join(inbox, name);
  await writeFile(path, bytes);
  return path;
}
/** Kept as long as the test runs. */
function keptPasswords(): DocumentPasswords {
  const kept = new Map<string, string>();
  return {
    of: (path) => Promise.resolve(kept.get(basename(path, '.pdf')) ?? null),
    keep: (sha256, password) => Promise.resolve(void kept.set(sha256, password)),
    others: () => Promise.resolve([...new Set(kept.values())]),
  };
}
const eInvoice = (facts: Partial<EInvoiceFacts> = {}): Promise<Buffer> => {
  const number = facts.number ?? 'RE-2026/0815';
  return setWith(
    {},
    [['factur-x.xml', ciiInvoice({ ...facts, number })]],
    [`Rechnung ${number}`, `Gesamtbetrag ${(facts.total ?? '490.76').replace('.', ',')} EUR`],
  );
};
/** Hands files in and waits until each has been read. */
async function add(...paths: string[]): Promise<ImportItem[]> {
  expect(await imports.waiting.add('acc1', paths, 'chosen')).toMatchObject({ ok: true });
  return read();
}
async function read(count?: number): Promise<ImportItem[]> {
  const done = () => {
    const items = imports.waiting.list();
    return items.every(({ state }) => state !== 'reading') && (count === undefined || items.length === count);
  };
  await expect.poll(done, waitOptions).toBe(true);
  return imports.waiting.list();
}
const incoming = () => readdir(join(folder, 'data', 'incoming')).catch(() => []);
const documents = async () =>
  (await readdir(join(folder, 'data', 'documents'), { recursive: true }).catch(() => [])).filter((name) =>
    name.endsWith('.pdf'),
  );
const values = (changes: Partial<ImportValues> = {}): ImportValues => ({
  accountId: 'acc1',
  type: 'invoice',
  number: 'RE-1',
  issuedOn: '2026-10-31',
  dueOn: '2026-11-14',
  total: money(49076, 'EUR'),
  tax: money(7836, 'EUR'),
  remaining: null,
  paid: false,
  ...changes,
});
const rows = (text = '') =>
  archive.invoices.query({
    accountId: 'acc1',
    text,
    statuses: [],
    sort: { by: 'issuedAt', descending: true },
    offset: 0,
    limit: 100,
  });

describe('a saved mail or an archive', () => {
  const mail = async (number: string) =>
    mailOf({
      from: 'billing@pixel.example',
      subject: `Rechnung ${number}`,
      date: 'Tue, 03 Nov 2026 08:30:00 +0100',
      parts: [
        pdfPart(`${number}.pdf`, await eInvoice({ number })),
        { name: 'logo.png', type: 'image/png', content: Buffer.from('no invoice') },
      ],
    });

  it('is taken apart: each invoice in it waits by itself, and tells which mail it came in', async () => {
    const [first, second, third] = [await mail('RE-1'), await mail('RE-2'), await mail('RE-3')];
    const items = await add(await put('2026.zip', await zipWith({ 'a/1.eml': first, 'a/2.eml': second })));
    expect(items).toMatchObject([
      {
        ...{ fileName: 'RE-1.pdf', within: '2026.zip', state: 'waiting', certain: true },
        mail: { from: 'billing@pixel.example', subject: 'Rechnung RE-1', sentAt: '2026-11-03T07:30:00.000Z' },
      },
      { fileName: 'RE-2.pdf', within: '2026.zip', certain: true },
    ]);
    expect(await imports.waiting.confirmCertain()).toEqual({ ok: true, value: { imported: 2 } });
    expect(await incoming()).toEqual([]);
    // Once more, and together with a third: what is in the archive is not brought up again.
    const again = await zipWith({ '1.eml': first, '2.eml': second, '3.eml': third, 'copy of 3.eml': third });
    expect(await add(await put('again.zip', again))).toMatchObject([{ fileName: 'RE-3.pdf', within: 'again.zip' }]);
  });

  it('says what cannot be read in it, and when there is nothing in it', async () => {
    const odd = mailOf({
      parts: [
        { name: 'winmail.dat', type: 'application/ms-tnef', content: Buffer.from('tnef') },
        pdfPart('broken.pdf', Buffer.from('%PDF-1.7 and no more')),
      ],
    });
    const items = await add(
      await put('odd.eml', odd),
      await put('news.eml', mailOf({})),
      await put('x.msg', 'no mail'),
    );
    expect(items).toMatchObject([
      { fileName: 'broken.pdf', within: 'odd.eml', refusal: { code: 'document-damaged' } },
      {
        fileName: 'winmail.dat',
        refusal: { code: 'inside-unreadable', file: 'odd.eml', inside: 'winmail.dat', reason: 'damaged' },
      },
      { fileName: 'news.eml', within: null, refusal: { code: 'nothing-inside', file: 'news.eml' } },
      { fileName: 'x.msg', refusal: { code: 'container-unreadable', file: 'x.msg', reason: 'damaged' } },
    ]);
    expect(await incoming()).toEqual([]);
  });

  it('in a watched folder is read once, also after a restart, and one without an invoice bothers nobody', async () => {
    await imports.folders.watch('acc1', inbox);
    await put('news.eml', mailOf({ subject: 'News' }));
    await put('invoice.eml', await mail('RE-9'));
    expect(await read(1)).toMatchObject([{ fileName: 'RE-9.pdf', within: 'invoice.eml', origin: 'folder' }]);
    await imports.waiting.leaveOut([(await read(1))[0]?.id ?? '']);
    await end();
    begin();
    await put('later.eml', await mail('RE-10'));
    expect(await read(1)).toMatchObject([{ fileName: 'RE-10.pdf', within: 'later.eml' }]);
  });

  it('that the program was ended over is read again, and nothing twice', async () => {
    let count = 0;
    whileReading = async () => {
      if (++count === 2) {
        stop();
        await new Promise<void>((ready) => setImmediate(ready));
      }
    };
    answering = {
      ...reader,
      read: (file, name) => (count >= 2 ? Promise.resolve(fail({ code: 'cancelled' })) : reader.read(file, name)),
    };
    await imports.folders.watch('acc1', inbox);
    const parts = [
      pdfPart('1.pdf', await eInvoice({ number: 'RE-1' })),
      pdfPart('2.pdf', await eInvoice({ number: 'RE-2' })),
    ];
    await put('both.eml', mailOf({ parts }));
    await expect.poll(() => count, waitOptions).toBe(2);
    await end();
    whileReading = () => Promise.resolve();
    answering = reader;
    begin();
    expect((await read(2)).map(({ fileName }) => fileName).sort()).toEqual(['1.pdf', '2.pdf']);
    expect(await incoming()).toHaveLength(2);
  });
});

describe('a file that is handed in', () => {
  it('waits with a proposal until it is confirmed, and is then a row of the archive like any other', async () => {
    const bytes = await eInvoice();
    const path = await put('hosting.pdf', bytes);
    const [item] = await add(path);
    expect(item).toMatchObject({ state: 'waiting', fileName: 'hosting.pdf', certain: true, similar: [] });
    expect(item?.proposal).toMatchObject({ number: { value: 'RE-2026/0815', confidence: 'stated' }, eInvoice: 'good' });
    const copy = imports.waiting.document(item?.id ?? '');
    expect(copy.ok && (await readFile(copy.value.file)).equals(bytes)).toBe(true);
    expect(await documents()).toEqual([]);

    const confirmed = await imports.waiting.confirm(item?.id ?? '', values({ number: 'RE-2026/0815' }));
    expect(confirmed).toMatchObject({
      ok: true,
      value: {
        ...{ source: 'import', status: 'open', number: 'RE-2026/0815', document: 'stored', payable: false },
        ...{
          issuedAt: '2026-10-31T00:00:00.000Z',
          dueAt: '2026-11-14T23:59:59.999Z',
          customerName: 'Nordlicht Logistik GmbH',
        },
        ...{ net: money(41240, 'EUR'), total: money(49076, 'EUR'), remaining: money(49076, 'EUR') },
      },
    });
    const key = confirmed.ok ? confirmed.value.key : ':';
    expect(key).toMatch(/^acc1:imp_[0-9a-f]{24}$/);
    expect(imports.waiting.list()).toEqual([]);
    expect(await incoming()).toEqual([]);
    expect((await readFile(path)).equals(bytes)).toBe(true);

    const stored = await archive.documents.of(key);
    expect(stored.ok && (await readFile(stored.value.file)).equals(bytes)).toBe(true);
    expect(archive.invoices.lines(key)).toMatchObject({
      value: [{ description: 'Hosting <Plan L>' }, { description: 'Bandwidth' }],
    });
    expect(rows('0815')).toMatchObject({ count: 1, totals: [money(49076, 'EUR')] });
    expect(
      archive.invoices.summaryOf({ accountId: 'acc1', invoiceKeys: null, from: '2026-10', to: '2026-10' }),
    ).toMatchObject({
      count: 1,
      withDocument: 1,
    });
  });

  it('is not asked for at the vendor by a sync, and survives one', async () => {
    const [item] = await add(await put('a.pdf', await eInvoice()));
    await imports.waiting.confirm(item?.id ?? '', values());
    expect(await archive.sync.account('acc1', { full: true })).toMatchObject({ ok: true });
    expect(rows().rows).toMatchObject([{ source: 'import', status: 'open', document: 'stored' }]);
    const key = rows().rows[0]?.key ?? '';
    expect(await archive.documents.refetch(key)).toMatchObject({ ok: false, error: { code: 'document-missing' } });
  });

  it.each([
    ['total', { total: money(Number.MAX_SAFE_INTEGER, 'USD'), tax: null }],
    ['tax', { total: money(100, 'USD'), tax: money(-Number.MAX_SAFE_INTEGER, 'USD') }],
    ['total by a cent', { total: money(1e14 + 1, 'USD'), tax: null }],
  ])('with a %s beyond what sums can hold is refused in words, and waits on', async (_, amounts) => {
    const [item] = await add(await put('a.pdf', await eInvoice()));
    const refused = await imports.waiting.confirm(item?.id ?? '', values(amounts));
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'import-amount-too-large', largest: '1000000000000.00 USD' },
    });
    expect(rows().count).toBe(0);
    const largest = await imports.waiting.confirm(item?.id ?? '', values({ total: money(1e14, 'USD'), tax: null }));
    expect(largest).toMatchObject({ ok: true });
    expect(imports.edit(largest.ok ? largest.value.key : ':', values(amounts))).toMatchObject({
      error: { code: 'import-amount-too-large' },
    });
    expect(rows().rows).toMatchObject([{ total: money(1e14, 'USD') }]);
  });

  it('that was in the archive when the program was killed waits no longer once it starts, and can be imported again', async () => {
    const file = await put('a.pdf', await eInvoice());
    const [item] = await add(file);
    const before = db
      .prepare<[string], { state: string; proposal: string }>('SELECT state, proposal FROM import_files WHERE id = ?')
      .get(item?.id ?? '');
    const confirmed = await imports.waiting.confirm(item?.id ?? '', values());
    // As it was between the archive and the note that it is there.
    db.prepare('UPDATE import_files SET state = @state, proposal = @proposal, invoice_id = NULL WHERE id = @id').run({
      ...before,
      id: item?.id,
    });
    await end();
    begin();
    expect(imports.waiting.list()).toEqual([]);
    await expect.poll(incoming, waitOptions).toEqual([]);
    expect(rows().count).toBe(1);
    expect(await imports.remove(confirmed.ok ? confirmed.value.key : ':')).toMatchObject({ ok: true });
    const [again] = await add(file);
    expect(await imports.waiting.confirm(again?.id ?? '', values())).toMatchObject({ ok: true });
    expect(rows().count).toBe(1);
  });

  it('can be edited and removed again; a vendor’s invoice cannot', async () => {
    const [item] = await add(await put('a.pdf', await eInvoice()));
    const confirmed = await imports.waiting.confirm(item?.id ?? '', values());
    const key = confirmed.ok ? confirmed.value.key : ':';
    const changed = ['invoices.changed', { accountId: 'acc1' }];
    expect(emitted).toContainEqual(changed);
    emitted = [];
    const edited = imports.edit(key, values({ number: 'RE-2', paid: true, total: money(100, 'USD'), tax: null }));
    expect(edited).toMatchObject({
      ok: true,
      value: { number: 'RE-2', status: 'paid', net: 'unknown', customerName: 'Nordlicht Logistik GmbH' },
    });
    expect(archive.invoices.lines(key)).toEqual({ ok: true, value: [] });
    expect(rows('re-2')).toMatchObject({ count: 1, totals: [money(100, 'USD')] });
    const stored = await archive.documents.of(key);
    const sha256 = stored.ok ? stored.value.sha256 : '';
    archive.texts.saveText(sha256, { pages: 1, text: 'secret', rows: [], attachments: [] }, '2026-11-22T12:00:00.000Z');
    const release = createLeases(db, clock).take('documents:move');
    expect(await imports.remove(key)).toMatchObject({ error: { code: 'job-running' } });
    release?.();
    expect(emitted).toEqual([changed]);
    expect(await imports.remove(key)).toEqual({ ok: true, value: null });
    expect(emitted).toEqual([changed, changed]);
    expect(archive.texts.of(sha256)).toBeNull();
    expect(rows().count).toBe(0);
    expect(await documents()).toEqual([]);
    expect(await imports.remove(key)).toMatchObject({ error: { code: 'invoice-not-found' } });

    db.prepare(
      `INSERT INTO invoices (account_id, id, type, status, created_at, period_start, period_end, currency, net, tax, total, links_at, content, first_seen_at, changed_at, document)
       VALUES ('acc1', 'in_1', 'invoice', 'open', '', '', '', 'USD', 0, 0, 0, '', '', '', '', 'none')`,
    ).run();
    expect(await imports.remove('acc1:in_1')).toMatchObject({ error: { code: 'invoice-not-imported' } });
    expect(imports.edit('acc1:in_1', values())).toMatchObject({ error: { code: 'invoice-not-imported' } });
  });

  it('that is a credit note lowers the sum, whatever the sign on it', async () => {
    const [item] = await add(await put('a.pdf', await eInvoice()));
    const confirmed = await imports.waiting.confirm(
      item?.id ?? '',
      values({ type: 'credit-note', total: money(-500, 'EUR'), tax: money(-80, 'EUR') }),
    );
    expect(confirmed).toMatchObject({
      value: { total: money(500, 'EUR'), tax: money(80, 'EUR'), status: 'paid', remaining: money(0, 'EUR') },
    });
    expect(rows().totals).toEqual([money(-500, 'EUR')]);
  });

  it('takes away what a killed import left of a document in the archive', async () => {
    const [item] = await add(await put('a.pdf', await eInvoice()));
    const shard = join(folder, 'data', 'documents', 'ab');
    await mkdir(shard, { recursive: true });
    // No process has this id: it is above the highest of Linux.
    const part = `${'ab'.repeat(32)}.pdf.99999999.00000000-0000-4000-8000-000000000000.part`;
    await writeFile(join(shard, part), 'half');
    expect(await imports.waiting.confirm(item?.id ?? '', values())).toMatchObject({ ok: true });
    expect(await readdir(shard)).toEqual([]);
  });

  it('waits on after the end of the program, and leftovers of a killed one are removed', async () => {
    await add(await put('a.pdf', await eInvoice()), await put('b.pdf', 'no PDF'));
    await writeFile(join(folder, 'data', 'incoming', 'abc.1.part'), 'half');
    await end();
    begin();
    expect(imports.waiting.list()).toMatchObject([
      { fileName: 'a.pdf', state: 'waiting' },
      { fileName: 'b.pdf', state: 'refused' },
    ]);
    await expect.poll(incoming, waitOptions).toHaveLength(1);
    const [item] = imports.waiting.list();
    expect(await imports.waiting.confirm(item?.id ?? '', values())).toMatchObject({ ok: true });
  });

  it('keeps its own period when it is edited, also one that begins on the day of issue', async () => {
    const [item] = await add(await put('a.pdf', await eInvoice()));
    const confirmed = await imports.waiting.confirm(item?.id ?? '', values());
    const key = confirmed.ok ? confirmed.value.key : ':';
    const period = confirmed.ok ? confirmed.value.period : null;
    const moved = imports.edit(key, values({ issuedOn: dayOf(period?.start ?? '1970-01-01T00:00:00.000Z') }));
    expect(moved).toMatchObject({ value: { period, issuedAt: period?.start } });
    expect(imports.edit(key, values({ number: 'RE-2' }))).toMatchObject({ value: { period, number: 'RE-2' } });
  });

  it('goes with its account', async () => {
    await add(await put('a.pdf', await eInvoice()));
    const watched = join(folder, 'watched');
    await mkdir(watched);
    await imports.folders.watch('acc1', watched);
    await imports.forget('acc1');
    expect(imports.waiting.list()).toEqual([]);
    expect(await incoming()).toEqual([]);
    expect(await imports.folders.of('acc1')).toBeNull();
  });

  it('is read again where the program ended first, and refused by nobody', async () => {
    const path = await put('a.pdf', await eInvoice());
    const ending = createPdfReader({ start: createNodeWorker().start, clock, logger: memoryLogger() });
    ending.dispose();
    answering = ending;
    expect(await add(path)).toEqual([]);
    expect(await incoming()).toEqual([]);
    answering = reader;
    expect(await add(path)).toMatchObject([{ state: 'waiting' }]);
  });

  it('is left out without a trace, and cannot be confirmed then', async () => {
    const path = await put('a.pdf', await eInvoice());
    const [item] = await add(path);
    await imports.waiting.leaveOut([item?.id ?? '']);
    expect(imports.waiting.list()).toEqual([]);
    expect(await incoming()).toEqual([]);
    expect(await readdir(inbox)).toEqual(['a.pdf']);
    expect(await imports.waiting.confirm(item?.id ?? '', values())).toMatchObject({
      error: { code: 'import-not-found' },
    });
    expect(await add(path)).toMatchObject([{ state: 'waiting' }]);
  });
});

describe('duplicates', () => {
  it('by content are refused: beside one that waits, and one that is in the archive', async () => {
    const bytes = await eInvoice();
    const items = await add(await put('a.pdf', bytes), await put('copy.pdf', bytes));
    expect(items).toMatchObject([
      { state: 'waiting' },
      { state: 'refused', refusal: { code: 'import-waiting', file: 'copy.pdf' } },
    ]);
    await imports.waiting.confirm(items[0]?.id ?? '', values());
    await imports.waiting.leaveOut([items[1]?.id ?? '']);
    expect(await add(await put('again.pdf', bytes))).toMatchObject([
      { state: 'refused', refusal: { code: 'import-duplicate', file: 'again.pdf', invoice: 'RE-1', account: 'Acme' } },
    ]);
  });

  it('by number and total are told and never taken unseen', async () => {
    const [item] = await add(await put('a.pdf', await eInvoice()));
    await imports.waiting.confirm(item?.id ?? '', values({ number: 're-2026/0815' }));
    const [other] = await add(await put('b.pdf', await eInvoice({ buyer: 'Somebody else' })));
    expect(other).toMatchObject({
      certain: false,
      similar: [{ key: expect.stringContaining('imp_') as string, accountName: 'Acme' }],
    });
    const asked = { type: 'invoice', issuedOn: null, total: money(1, 'EUR') } as const;
    expect(imports.waiting.similar(other?.id ?? '', { ...asked, number: 'RE-4711' })).toEqual([]);
    expect(await imports.waiting.confirmCertain()).toEqual({ ok: true, value: { imported: 0 } });
    expect(await imports.waiting.confirm(other?.id ?? '', values())).toMatchObject({ ok: true });
  });
});

describe('what is no invoice', () => {
  it.each<[OddDocument, string]>([
    ['empty', 'file-not-pdf'],
    ['html', 'file-not-pdf'],
    ['text', 'file-not-pdf'],
    ['garbage', 'document-damaged'],
    ['circular', 'document-damaged'],
  ])('is refused with its reason: %s', async (kind, code) => {
    expect(await add(await put(`${kind}.pdf`, await oddDocuments[kind]()))).toMatchObject([
      { state: 'refused', refusal: { code } },
    ]);
    expect(await incoming()).toEqual([]);
  });

  it('is refused when it is too large or gone', async () => {
    const large = await put('large.pdf', '%PDF-');
    await truncate(large, 64 * 1024 * 1024 + 1);
    expect(await add(large, join(inbox, 'gone.pdf'))).toMatchObject([
      { refusal: { code: 'file-too-large', file: 'large.pdf', megabytes: 64 } },
      { refusal: { code: 'file-failed', file: 'gone.pdf', reason: 'ENOENT' } },
    ]);
  });
});

describe('a folder', () => {
  it('of 100 invoices with good data is taken in one go, all but what must be looked at', async () => {
    const files = Array.from({ length: 100 }, async (_, index) => {
      const number = `RE-${String(1000 + index)}`;
      await put(`${number}.pdf`, await eInvoice({ number }));
    });
    await Promise.all(files);
    await mkdir(join(inbox, '2025'));
    await put('2025/other.pdf', await setWith({}, [], ['Invoice number X-1', 'Total 5.00 EUR']));
    await put('2025/twin.pdf', await eInvoice({ number: 'RE-1000', buyer: 'Twin' }));
    await put('.hidden.pdf', 'x');
    await put('notes.txt', 'x');
    expect(await imports.waiting.add('acc1', [inbox], 'dropped')).toEqual({ ok: true, value: { files: 102 } });
    await expect
      .poll(() => imports.waiting.list().filter(({ state }) => state === 'waiting').length, waitOptions)
      .toBe(102);
    expect(await imports.waiting.confirmCertain()).toEqual({ ok: true, value: { imported: 99 } });
    expect(
      imports.waiting
        .list()
        .map(({ fileName }) => fileName)
        .sort(),
    ).toEqual(['RE-1000.pdf', 'other.pdf', 'twin.pdf'].sort());
    expect(rows()).toMatchObject({ count: 99, totals: [money(4858524, 'EUR')] });
    expect(await documents()).toHaveLength(99);
  });

  it('that is watched hands in what is there and what comes, once each, also over a restart', async () => {
    const bytes = await eInvoice();
    await put('first.pdf', bytes);
    expect(await imports.folders.watch('acc1', inbox)).toMatchObject({ ok: true, value: { missing: false } });
    expect(await read(1)).toMatchObject([{ fileName: 'first.pdf', origin: 'folder', state: 'waiting' }]);

    await put('notes.txt', 'no PDF');
    await put('second.pdf', await eInvoice({ number: 'RE-2' }));
    const [first, second] = await read(2);
    await imports.waiting.confirm(first?.id ?? '', values());
    await imports.waiting.leaveOut([second?.id ?? '']);
    await end();
    begin();
    await put('third.pdf', await eInvoice({ number: 'RE-3' }));
    expect(await read(1)).toMatchObject([{ fileName: 'third.pdf' }]);
    await put('copy-of-first.pdf', bytes);
    await put('fourth.pdf', await eInvoice({ number: 'RE-4' }));
    expect((await read(2)).map(({ fileName }) => fileName)).toEqual(['third.pdf', 'fourth.pdf']);
    expect((await readdir(inbox)).sort()).toEqual([
      'copy-of-first.pdf',
      'first.pdf',
      'fourth.pdf',
      'notes.txt',
      'second.pdf',
      'third.pdf',
    ]);

    await imports.folders.stop('acc1');
    expect(await imports.folders.of('acc1')).toBeNull();
  });

  it('that is watched waits for a file to be whole, and takes one again that changed', async () => {
    const bytes = await eInvoice();
    await imports.folders.watch('acc1', inbox);
    const path = await put('slow.pdf', bytes.subarray(0, 100));
    for (let at = 100; at < bytes.length; at += 1000) await appendFile(path, bytes.subarray(at, at + 1000));
    // On a busy machine a pause between two pieces may look like the end: then it is taken again.
    await expect
      .poll(() => imports.waiting.list().map(({ state, bytes: size }) => [state, size]), waitOptions)
      .toEqual([['waiting', bytes.length]]);

    await put('later.pdf', 'not yet');
    expect((await read(2))[1]).toMatchObject({ fileName: 'later.pdf', state: 'refused' });
    await put('later.pdf', await eInvoice({ number: 'RE-9' }));
    await expect
      .poll(() => imports.waiting.list().map(({ state }) => state), waitOptions)
      .toEqual(['waiting', 'waiting']);
  });

  it('that is watched keeps a document that waits when its file is replaced, touched or moved away', async () => {
    await imports.folders.watch('acc1', inbox);
    const path = await put('scan.pdf', await eInvoice({ number: 'RE-1' }));
    await read(1);
    await put('scan.pdf', await eInvoice({ number: 'RE-2' }));
    expect(await read(2)).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
    await utimes(path, 1, 1);
    await put('next.pdf', await eInvoice({ number: 'RE-3' }));
    const items = await read(3);
    expect(items.map(({ state, proposal }) => [state, proposal?.number?.value])).toEqual([
      ['waiting', 'RE-1'],
      ['waiting', 'RE-2'],
      ['waiting', 'RE-3'],
    ]);
    await rename(path, `${path}.done`);
    for (const { id } of items) expect(await imports.waiting.confirm(id, values())).toMatchObject({ ok: true });
  });

  it('that is watched may lose a file while it is read', async () => {
    await put('moved.pdf', await eInvoice());
    whileReading = () => rm(join(inbox, 'moved.pdf'), { force: true });
    await imports.folders.watch('acc1', inbox);
    await put('after.pdf', await eInvoice({ number: 'RE-2' }));
    expect(await read(2)).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
  });

  it('that is away is found again when it is back', async () => {
    await imports.folders.watch('acc1', inbox);
    await rename(inbox, `${inbox}-away`);
    expect(await imports.folders.of('acc1')).toMatchObject({ missing: true });
    await clock.advance(61_000);
    await rename(`${inbox}-away`, inbox);
    await put('back.pdf', await eInvoice());
    await clock.advance(61_000);
    expect(await read(1)).toMatchObject([{ fileName: 'back.pdf' }]);
  });

  it('of Billfold’s own is not watched', async () => {
    for (const own of ['data', '.', 'data/documents']) {
      await mkdir(join(folder, own), { recursive: true });
      expect(await imports.folders.watch('acc1', join(folder, own))).toMatchObject({
        error: { code: 'folder-is-ours' },
      });
    }
    expect(await imports.folders.watch('acc1', join(folder, 'nowhere'))).toMatchObject({
      error: { code: 'folder-not-found' },
    });
  });
});

describe('a PDF with a password', () => {
  const withPassword = (number: string, userPassword = 'Kd-4711') =>
    setWith({ userPassword, pdfVersion: '1.7' }, [], [`Invoice number ${number}`, 'Total 12.00 EUR']);

  it('waits for it, is read with it, and goes into the archive as it came', async () => {
    const bytes = await withPassword('PW-1');
    const [locked] = await add(await put('locked.pdf', bytes));
    expect(locked).toMatchObject({ state: 'refused', refusal: { code: 'document-encrypted' } });
    expect(await incoming()).toHaveLength(1);
    // Also after the next start.
    await end();
    begin();
    const id = locked?.id ?? '';
    const wrong = await imports.waiting.unlock(id, 'wrong');
    expect(wrong).toEqual({ ok: false, error: { code: 'document-password-wrong', invoice: 'locked.pdf' } });
    expect(imports.waiting.list()).toMatchObject([{ state: 'refused' }]);

    expect(await imports.waiting.unlock(id, 'Kd-4711')).toEqual({ ok: true, value: null });
    const [item] = imports.waiting.list();
    expect(item).toMatchObject({ id, state: 'waiting', refusal: null, proposal: { number: { value: 'PW-1' } } });
    const confirmed = await imports.waiting.confirm(id, values({ number: 'PW-1' }));
    expect(confirmed.ok).toBe(true);
    const [document = ''] = await documents();
    expect(await readFile(join(folder, 'data', 'documents', document))).toEqual(bytes);
    expect(await imports.waiting.unlock(id, 'Kd-4711')).toMatchObject({ error: { code: 'import-not-found' } });
  });

  it('opens by itself where the same password has opened another', async () => {
    const [locked] = await add(await put('one.pdf', await withPassword('PW-1')));
    await imports.waiting.unlock(locked?.id ?? '', 'Kd-4711');
    await add(
      await put('two.pdf', await withPassword('PW-2')),
      await put('other.pdf', await withPassword('PW-3', 'x')),
    );
    expect(imports.waiting.list().map(({ state, proposal }) => [state, proposal?.number?.value])).toEqual([
      ['waiting', 'PW-1'],
      ['waiting', 'PW-2'],
      ['refused', undefined],
    ]);
  });

  it('leaves nothing behind when it is left out', async () => {
    const [locked] = await add(await put('locked.pdf', await withPassword('PW-1')));
    await imports.waiting.leaveOut([locked?.id ?? '']);
    expect(await incoming()).toEqual([]);
  });
});

describe('what a person corrects', () => {
  const page = (reference: string) =>
    setWith({}, [], ['Pixel GmbH - Hafenstr. 1 - 20095 Hamburg', `Vorgang: ${reference}`, 'Gesamtbetrag 12,00 EUR']);

  it('is found on the seller’s next page, until it is forgotten', async () => {
    const [first] = await add(await put('one.pdf', await page('A-17')));
    expect(first?.proposal).toMatchObject({ number: null, seller: 'Pixel GmbH' });
    await imports.waiting.confirm(first?.id ?? '', values({ number: 'A-17', total: money(1200, 'EUR') }));
    expect(imports.layouts.list()).toMatchObject([{ seller: 'Pixel GmbH', field: 'number', label: 'Vorgang' }]);

    const [next] = await add(await put('two.pdf', await page('B-18')));
    expect(next?.proposal?.number).toEqual({ value: 'B-18', confidence: 'learned' });
    expect(next?.certain).toBe(false);

    const [layout] = imports.layouts.list();
    expect(imports.layouts.setLabel(layout?.id ?? '', 'Auftrag').ok).toBe(true);
    await add(await put('three.pdf', await page('C-19')));
    expect(imports.waiting.list()[1]?.proposal?.number).toBeNull();
    expect(imports.layouts.remove(layout?.id ?? '').ok).toBe(true);
    expect(imports.layouts.remove(layout?.id ?? '')).toEqual({ ok: false, error: { code: 'layout-not-found' } });
  });
});
