import { setTimeout as pause } from 'node:timers/promises';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReportProgress } from '#shared/combined-progress.ts';
import type { Invoice } from '#shared/invoices.ts';
import type { Transfer } from '#shared/jobs.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { sha256Of } from '../../electron/files/index.ts';
import type { Listed } from '../../electron/sources/billing-source.ts';
import { firstPage, setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { type Answer, answer, pdf, pdfBytes, startDocumentServer } from '../support/archive/document-server.ts';
import { anInvoice, aLine, usd } from '../support/billing-objects.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { asListed, asRead, readValues } from '../support/read-objects.ts';
import { type FakeClock, fakeClock } from '../support/fakes/fake-clock.ts';

type Server = Awaited<ReturnType<typeof startDocumentServer>>;
const hour = 60 * 60_000;

let folder: ReturnType<typeof temporaryFolder>;
let server: Server;
beforeEach(async () => {
  folder = temporaryFolder();
  server = await startDocumentServer();
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** The n-th invoice, a day younger than the one before. */
function numberedInvoice(n: number, changes: Partial<Invoice> = {}): Invoice {
  const at = instantFromMillis(Date.UTC(2026, 0, 1) + n * 3_600_000);
  return anInvoice({
    id: `in_${n}`,
    number: `ACME-${String(n).padStart(4, '0')}`,
    createdAt: at,
    issuedAt: at,
    documentUrl: server.url(`/${n}.pdf`),
    ...changes,
  });
}

function setUp(invoices: Invoice[], creditNotes: Invoice[] = []) {
  const clock = fakeClock('2026-11-22T12:00:00.000Z');
  const source = fakeBillingSource({ invoices, creditNotes }, clock);
  return { clock, source, ...setUpArchive({ folder: folder.path, source, clock }) };
}

const maxPassing = 20 * 60_000;

/** Waits for work that waits for the clock. */
async function whileTimePasses<T>(clock: FakeClock, work: Promise<T>, step = 1000): Promise<T> {
  const state = { settled: false };
  void work.finally(() => (state.settled = true));
  for (let passed = 0; !state.settled; passed += step) {
    if (passed < maxPassing) await clock.advance(step);
    else {
      // As fast as outside from here on: a busy disk ends no job's budget, and whoever waits for the clock still goes on.
      await pause(10);
      await clock.advance(10);
    }
  }
  return work;
}

describe('first sync', () => {
  it('a document at which something throws is that document’s failure, and tried again by the next sync', async () => {
    const invoices = Array.from({ length: 5 }, (_, n) => numberedInvoice(n));
    const { archive, source } = setUp(invoices);
    server.on('/3.pdf', answer(403, 'This link has expired'));
    const read = source.invoice.bind(source);
    const broken = Object.assign(source, {
      invoice() {
        throw new TypeError('a bug with this document');
      },
    });
    const report = valueOf(await archive.sync.account('acc1', { full: false }));
    expect(report.documents).toEqual({ stored: 4, missing: 0, failed: 1 });
    expect(archive.invoices.query(firstPage).rows.find(({ id }) => id === 'in_3')).toMatchObject({
      document: 'failed',
      documentError: { code: 'internal' },
    });
    Object.assign(broken, { invoice: read });
    server.on('/3.pdf', pdf('3'));
    expect(valueOf(await archive.sync.account('acc1', { full: true })).documents).toEqual({
      stored: 5,
      missing: 0,
      failed: 0,
    });
  });

  it('stores every invoice of all pages with its PDF under its hash', async () => {
    const { archive, source } = setUp(Array.from({ length: 250 }, (_, n) => numberedInvoice(n)));
    const report = valueOf(await archive.sync.account('acc1', { full: false }));
    expect(report).toEqual({
      invoices: { total: 250, new: 250, changed: 0 },
      creditNotes: { total: 0, new: 0, changed: 0 },
      documents: { stored: 250, missing: 0, failed: 0 },
      unread: [],
    });
    expect(source.calls.filter((call) => call === 'invoices')).toHaveLength(3);
    const document = valueOf(await archive.documents.of('acc1:in_7'));
    const bytes = readFileSync(document.file);
    expect(bytes).toEqual(pdfBytes('/7.pdf'));
    expect(document.sha256).toBe(sha256Of(bytes));
    expect(document.file).toBe(join(folder.path, 'documents', document.sha256.slice(0, 2), `${document.sha256}.pdf`));
  });

  it('fetches sixteen documents at a time, and no more', async () => {
    const { archive } = setUp(Array.from({ length: 40 }, (_, n) => numberedInvoice(n)));
    const waiting: Array<() => void> = [];
    let quiet: NodeJS.Timeout | undefined;
    for (let n = 0; n < 40; n++) {
      server.on(`/${n}.pdf`, (request, response) => {
        waiting.push(() => {
          pdf(`${n}`)(request, response);
        });
        // Nothing is answered until no further request has come for a while.
        clearTimeout(quiet);
        quiet = setTimeout(() => {
          for (const go of waiting.splice(0)) go();
        }, 300);
      });
    }
    expect(valueOf(await archive.sync.account('acc1', { full: false })).documents.stored).toBe(40);
    expect(server.maxOpen()).toBe(16);
  });

  it('sends no key and no cookie to the link', async () => {
    const { archive } = setUp([numberedInvoice(1)]);
    await archive.sync.account('acc1', { full: false });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(server.requests[0]?.headers).not.toHaveProperty('cookie');
  });

  it('lists credit notes, drafts and invoices without a PDF for what they are', async () => {
    const { archive } = setUp(
      [
        numberedInvoice(1, { status: 'draft', number: null, issuedAt: null, documentUrl: null }),
        numberedInvoice(2, { documentUrl: null }),
        numberedInvoice(3, { status: 'void' }),
      ],
      [numberedInvoice(4, { id: 'cn_1', type: 'credit-note', corrects: 'in_3' })],
    );
    const report = valueOf(await archive.sync.account('acc1', { full: false }));
    expect(report).toEqual({
      invoices: { total: 3, new: 3, changed: 0 },
      creditNotes: { total: 1, new: 1, changed: 0 },
      documents: { stored: 2, missing: 1, failed: 0 },
      unread: [],
    });
    const { rows } = archive.invoices.query(firstPage);
    expect(rows.map((row) => [row.id, row.status, row.document])).toEqual([
      ['cn_1', 'paid', 'stored'],
      ['in_3', 'void', 'stored'],
      ['in_2', 'paid', 'none'],
      ['in_1', 'draft', 'none'],
    ]);
  });

  it('reads invoices though the key may not read credit notes', async () => {
    const { archive, source } = setUp([numberedInvoice(1)]);
    source.breakWith({ code: 'permission-missing', permission: 'credit_note_read' }, 'creditNotes');
    expect(valueOf(await archive.sync.account('acc1', { full: false })).invoices.total).toBe(1);
  });

  it('tells progress that ends complete', async () => {
    const { archive } = setUp(Array.from({ length: 12 }, (_, n) => numberedInvoice(n)));
    const told: Array<[number, number | null]> = [];
    await archive.sync.account('acc1', { full: false, onProgress: (done, total) => told.push([done, total]) });
    expect(told[0]?.[1]).toBeNull();
    expect(told.at(-1)).toEqual([24, 24]);
  });
});

describe('later syncs', () => {
  it('reads new ones by creation time and unpaid ones by id, and counts what changed', async () => {
    const old = Array.from({ length: 120 }, (_, n) => numberedInvoice(n));
    const open = numberedInvoice(0, {
      id: 'in_open',
      status: 'open',
      paidAt: null,
      documentUrl: server.url('/open.pdf'),
    });
    const { archive, source, clock } = setUp([open, ...old]);
    await archive.sync.account('acc1', { full: false });
    await clock.advance(hour);
    source.state.invoices = [
      numberedInvoice(500),
      { ...open, status: 'paid', paidAt: '2026-02-01T00:00:00.000Z' },
      ...old.map((invoice) => ({ ...invoice, customerName: 'Renamed' })),
    ];
    const before = source.calls.length;
    const report = valueOf(await archive.sync.account('acc1', { full: false }));
    expect(report.invoices).toMatchObject({ total: 122, new: 1 });
    expect(source.calls.slice(before).filter((call) => call === 'invoice')).toEqual(['invoice']);
    expect(archive.invoices.get('acc1:in_open')).toMatchObject({ value: { status: 'paid' } });
    // Far older ones are read again only by a full sync.
    expect(archive.invoices.get('acc1:in_1')).toMatchObject({ value: { customerName: 'Acme GmbH' } });
    expect(valueOf(await archive.sync.account('acc1', { full: true })).invoices.changed).toBeGreaterThan(90);
    expect(archive.invoices.get('acc1:in_1')).toMatchObject({ value: { customerName: 'Renamed' } });
  });

  it('reads everything again after a week', async () => {
    const { archive, source, clock } = setUp([numberedInvoice(1), numberedInvoice(4000)]);
    await archive.sync.account('acc1', { full: false });
    source.state.invoices = [numberedInvoice(1, { status: 'void' }), numberedInvoice(4000)];
    await clock.advance(6 * 24 * hour);
    expect(valueOf(await archive.sync.account('acc1', { full: false })).invoices.changed).toBe(0);
    await clock.advance(2 * 24 * hour);
    expect(valueOf(await archive.sync.account('acc1', { full: false })).invoices.changed).toBe(1);
  });

  it('finds nothing new and fetches nothing when nothing happened', async () => {
    const { archive } = setUp([numberedInvoice(1), numberedInvoice(2)]);
    await archive.sync.account('acc1', { full: false });
    const report = valueOf(await archive.sync.account('acc1', { full: true }));
    expect(report.invoices).toEqual({ total: 2, new: 0, changed: 0 });
    expect(server.requests).toHaveLength(2);
  });

  it('gives a draft its number, lines and PDF once it is finalized, and forgets a deleted one', async () => {
    const draft = { status: 'draft', number: null, issuedAt: null, documentUrl: null } as const;
    const { archive, source } = setUp([numberedInvoice(1, draft), numberedInvoice(2, draft)]);
    await archive.sync.account('acc1', { full: false });
    source.state.invoices = [numberedInvoice(1, { status: 'open', lines: [aLine({ amount: usd(777) })] })];
    const report = valueOf(await archive.sync.account('acc1', { full: false }));
    expect(report.invoices).toEqual({ total: 1, new: 0, changed: 2 });
    expect(report.documents.stored).toBe(1);
    expect(archive.invoices.lines('acc1:in_1')).toMatchObject({ value: [{ amount: usd(777) }] });
    expect(archive.invoices.get('acc1:in_2').ok).toBe(false);
  });

  it('keeps a finalized invoice that the vendor does not know any more', async () => {
    const { archive, source } = setUp([numberedInvoice(1, { status: 'open' })]);
    await archive.sync.account('acc1', { full: false });
    source.state.invoices = [];
    expect(valueOf(await archive.sync.account('acc1', { full: true })).invoices.total).toBe(1);
    expect((await archive.documents.of('acc1:in_1')).ok).toBe(true);
  });

  it('goes on where an interrupted listing stopped', async () => {
    const { archive, source } = setUp(Array.from({ length: 450 }, (_, n) => numberedInvoice(n)));
    const cancel = new AbortController();
    const ended = await archive.sync.account('acc1', {
      full: false,
      signal: cancel.signal,
      onProgress: () => {
        if (source.calls.filter((call) => call === 'invoices').length === 3) cancel.abort();
      },
    });
    expect(ended).toEqual({ ok: false, error: { code: 'cancelled' } });
    source.state.invoices.push(numberedInvoice(900));
    const before = source.calls.length;
    const report = valueOf(await archive.sync.account('acc1', { full: false }));
    expect(report.invoices.total).toBe(451);
    expect(report.documents).toEqual({ stored: 451, missing: 0, failed: 0 });
    // One page of new ones, then the last two of five, not all five again.
    expect(source.calls.slice(before).filter((call) => call === 'invoices').length).toBeLessThanOrEqual(4);
  });

  it('keeps the lines that a listing leaves out, and reads a page again whose rest did not come', async () => {
    const { archive, source } = setUp([]);
    await archive.sync.account('acc1', { full: false });
    source.state.invoices = Array.from({ length: 121 }, (_, n) => numberedInvoice(n));
    const listed = source.invoices.bind(source);
    const lines = [aLine(), aLine({ id: 'il_late', description: 'Kilimandscharo' })];
    let rest: Result<Listed<Invoice>> = fail({ code: 'server-failed', status: 500, requestId: null });
    source.invoices = async (page, signal) => {
      const read = await listed(page, signal);
      const hasLong = readValues(read).some(({ id }) => id === 'in_0');
      return hasLong && read.ok ? ok({ ...read.value, readRemaining: () => Promise.resolve(rest) }) : read;
    };
    expect(await archive.sync.account('acc1', { full: false })).toMatchObject({
      ok: false,
      error: { code: 'server-failed' },
    });
    expect(archive.invoices.query(firstPage).count).toBe(121);

    rest = ok(asListed([numberedInvoice(0, { lines })]));
    const report = valueOf(await archive.sync.account('acc1', { full: false }));
    expect(report.invoices).toEqual({ total: 121, new: 0, changed: 0 });
    expect(report.documents).toEqual({ stored: 121, missing: 0, failed: 0 });
    expect(valueOf(archive.invoices.lines('acc1:in_0'))).toEqual(lines);
    expect(archive.invoices.query({ ...firstPage, text: 'kilimandscharo' }).rows.map(({ id }) => id)).toEqual(['in_0']);
  });

  it('lets two syncs of an account follow each other', async () => {
    const { archive, clock } = setUp(Array.from({ length: 30 }, (_, n) => numberedInvoice(n)));
    const both = Promise.all([
      archive.sync.account('acc1', { full: false }),
      archive.sync.account('acc1', { full: false }),
    ]);
    for (const report of await whileTimePasses(clock, both)) expect(valueOf(report).invoices.total).toBe(30);
    expect(server.requests).toHaveLength(30);
  });
});

describe('documents that do not come', () => {
  const html = answer(200, '<!doctype html><html><body>This link has expired</body></html>', {
    'Content-Type': 'text/html',
  });
  const cases = [
    ['0 bytes', answer(200, ''), { code: 'document-not-pdf', invoice: 'in_1', found: 'empty' }, 'failed'],
    ['HTML', html, { code: 'document-not-pdf', invoice: 'in_1', found: 'html' }, 'failed'],
    ['text', answer(200, 'hello'), { code: 'document-not-pdf', invoice: 'in_1', found: 'other' }, 'failed'],
    [
      'half a PDF',
      answer(200, pdfBytes('half', 4000).subarray(0, 2000)),
      { code: 'document-truncated', invoice: 'in_1' },
      'failed',
    ],
    ['404', answer(404, 'gone'), { code: 'document-unavailable', invoice: 'in_1', status: 404 }, 'missing'],
    ['403', answer(403, 'expired'), { code: 'document-unavailable', invoice: 'in_1', status: 403 }, 'missing'],
  ] as const;

  it.each(cases)('%s: says why, loses nothing, tries again next time', async (_, given, error, state) => {
    const { archive } = setUp([numberedInvoice(1), numberedInvoice(2)]);
    server.on('/1.pdf', given);
    const report = valueOf(await archive.sync.account('acc1', { full: false }));
    expect(report.documents).toEqual({
      stored: 1,
      missing: state === 'missing' ? 1 : 0,
      failed: state === 'failed' ? 1 : 0,
    });
    expect(valueOf(archive.invoices.get('acc1:in_1'))).toMatchObject({ document: state, documentError: error });
    expect(await archive.documents.of('acc1:in_1')).toEqual({
      ok: false,
      error: { code: 'document-missing', invoice: 'in_1' },
    });
    expect(partsIn(folder.path)).toEqual([]);

    server.on('/1.pdf', pdf('now'));
    expect(valueOf(await archive.sync.account('acc1', { full: false })).documents).toEqual({
      stored: 2,
      missing: 0,
      failed: 0,
    });
    expect(valueOf(archive.invoices.get('acc1:in_1')).documentError).toBeNull();
  });

  it.each([
    ['403', answer(403, '')],
    ['404', answer(404, '')],
    ['HTML with status 200', html],
  ])('asks for a new link when the old one answers %s', async (_, expired) => {
    const { archive, source } = setUp([numberedInvoice(1)]);
    server.on('/1.pdf', expired);
    // The list still names the expired link; the invoice itself has a fresh one.
    const fresh = { ...numberedInvoice(1), documentUrl: server.url('/fresh.pdf') };
    source.invoice = () => Promise.resolve(ok(asRead(fresh)));
    expect(valueOf(await archive.sync.account('acc1', { full: false })).documents.stored).toBe(1);
    expect(server.paths()).toEqual(['/1.pdf', '/fresh.pdf']);
  });

  it('does not use a link that was listed more than an hour ago', async () => {
    const { archive, source, clock } = setUp([numberedInvoice(1)]);
    server.on('/1.pdf', answer(500, ''));
    await whileTimePasses(clock, archive.sync.account('acc1', { full: false }));
    server.on('/1.pdf', pdf('good'));
    await clock.advance(2 * hour);
    const before = source.calls.length;
    expect(valueOf(await archive.documents.fetch('acc1:in_1')).document).toBe('stored');
    expect(source.calls.slice(before)).toEqual(['invoice']);
  });

  it('tells how much of a single document has come, and takes nothing of one that is cancelled', async () => {
    const { archive } = setUp([numberedInvoice(1)]);
    server.on('/1.pdf', answer(404, ''));
    await archive.sync.account('acc1', { full: false });
    const bytes = pdfBytes('half', 40_000);
    server.on('/1.pdf', (_, response) => {
      response.writeHead(200, { 'Content-Length': bytes.length }).write(bytes.subarray(0, 20_000));
    });
    const stop = new AbortController();
    const told: (readonly [number, number | null])[] = [];
    const fetching = archive.documents.fetch('acc1:in_1', stop.signal, (received, total) => {
      told.push([received, total]);
      if (received === 20_000) stop.abort();
    });
    expect(await fetching).toEqual(fail({ code: 'cancelled' }));
    expect(told.at(-1)).toEqual([20_000, bytes.length]);
    expect(valueOf(archive.invoices.get('acc1:in_1')).document).toBe('missing');
    expect(await archive.documents.unknownFiles(new AbortController().signal)).toEqual([]);
    server.on('/1.pdf', pdf('whole'));
    expect(valueOf(await archive.documents.fetch('acc1:in_1')).document).toBe('stored');
  });

  it('replaces a stored document by a good one only, and loses none', async () => {
    const { archive } = setUp([numberedInvoice(1)]);
    server.on('/1.pdf', pdf('damaged'), html, pdf('damaged, too'), pdf('good'));
    await archive.sync.account('acc1', { full: false });
    const stored = async () => readFileSync(valueOf(await archive.documents.of('acc1:in_1')).file, 'utf8');
    const isGood = (file: string) => Promise.resolve(!readFileSync(file, 'utf8').includes('damaged'));
    const again = () => archive.documents.refetch('acc1:in_1', undefined, isGood);

    // The web page makes it ask for a link again, behind which there is another damaged one.
    expect(await again()).toEqual({ ok: false, error: { code: 'document-damaged', invoice: 'in_1' } });
    expect(await stored()).toContain('% damaged\n');
    const unknown = () => archive.documents.unknownFiles(new AbortController().signal);
    expect(await unknown()).toEqual([]);
    expect(valueOf(await again()).document).toBe('stored');
    expect(await stored()).toContain('% good\n');
    expect(await unknown()).toEqual([]);
  });

  it('waits as long as Retry-After says, with all downloads', async () => {
    const { archive, clock } = setUp(Array.from({ length: 20 }, (_, n) => numberedInvoice(n)));
    const start = clock.now();
    server.on('/3.pdf', answer(429, '', { 'Retry-After': '30' }), pdf('3'));
    const done = whileTimePasses(clock, archive.sync.account('acc1', { full: false }));
    expect(valueOf(await done).documents.stored).toBe(20);
    expect(clock.now() - start).toBeGreaterThanOrEqual(30_000);
  });

  it('tells how much of a large document has come, and is cancelled within it', async () => {
    const whole = pdfBytes('large', 6_000_000);
    let rest: () => void = () => undefined;
    const inTwo: Answer = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/pdf', 'Content-Length': whole.length });
      response.write(whole.subarray(0, 3_000_000));
      rest = () => response.end(whole.subarray(3_000_000));
    };
    const { archive, place } = setUp([numberedInvoice(1), numberedInvoice(2)]);
    server.on('/2.pdf', inTwo);
    const told: (Transfer | null | undefined)[] = [];
    const onProgress: ReportProgress = (_done, _total, transfer) => told.push(transfer);
    const half = () => told.some((each) => each?.total === whole.length && each.received >= 3_000_000);
    const cancel = new AbortController();
    const ended = archive.sync.account('acc1', { full: false, onProgress, signal: cancel.signal });
    await expect.poll(half).toBe(true);
    cancel.abort();
    expect(await ended).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(readdirSync(place.documents, { recursive: true }).filter((name) => String(name).endsWith('.part'))).toEqual(
      [],
    );

    told.length = 0;
    const again = archive.sync.account('acc1', { full: false, onProgress });
    await expect.poll(half).toBe(true);
    rest();
    expect(valueOf(await again).documents).toEqual({ stored: 2, missing: 0, failed: 0 });
    expect(told.at(-1)).toBeNull();
    expect(told.every((each) => !each || each.received <= whole.length)).toBe(true);
  });

  it('gives up early when no document can be reached, and keeps the rest for the next time', async () => {
    const { archive, clock, source } = setUp(Array.from({ length: 100 }, (_, n) => numberedInvoice(n)));
    await server[Symbol.asyncDispose]();
    const done = whileTimePasses(clock, archive.sync.account('acc1', { full: false }));
    expect(await done).toMatchObject({ ok: false, error: { code: 'server-unreachable' } });
    expect(archive.invoices.query(firstPage).count).toBe(100);
    server = await startDocumentServer();
    source.state.invoices = Array.from({ length: 100 }, (_, n) => numberedInvoice(n));
    expect(valueOf(await archive.sync.account('acc1', { full: true })).documents.stored).toBe(100);
  });

  it.each(['http://example.com/1.pdf', 'ftp://example.com/1.pdf', 'file:///etc/passwd', 'nonsense'])(
    'does not follow %s',
    async (documentUrl) => {
      const { archive } = setUp([numberedInvoice(1, { documentUrl })]);
      await archive.sync.account('acc1', { full: false });
      expect(valueOf(archive.invoices.get('acc1:in_1'))).toMatchObject({
        document: 'failed',
        documentError: { code: 'link-not-allowed' },
      });
    },
  );

  it('does not take a document from where a redirect left encryption', async () => {
    const source = fakeBillingSource({ invoices: [numberedInvoice(1, { documentUrl: 'https://pay.example.com/1' })] });
    const redirect = () => new Response(null, { status: 302, headers: { location: 'http://plain.example.com/1' } });
    const { archive } = setUpArchive({
      folder: folder.path,
      source,
      clock: fakeClock(),
      fetch: () => Promise.resolve(redirect()),
    });
    await archive.sync.account('acc1', { full: false });
    expect(valueOf(archive.invoices.get('acc1:in_1')).documentError).toEqual({
      code: 'link-not-allowed',
      host: 'plain.example.com',
    });
  });

  it('does not take in a document without end', async () => {
    const { archive } = setUp([numberedInvoice(1)]);
    server.on('/1.pdf', answer(200, '%PDF-', { 'Content-Length': String(65 * 1024 * 1024) }));
    await archive.sync.account('acc1', { full: false });
    expect(valueOf(archive.invoices.get('acc1:in_1'))).toMatchObject({
      document: 'failed',
      documentError: { code: 'document-too-large', megabytes: 64 },
    });
  });

  it('follows a redirect to another document address', async () => {
    const { archive } = setUp([numberedInvoice(1)]);
    server.on('/1.pdf', answer(302, '', { Location: '/elsewhere.pdf' }));
    expect(valueOf(await archive.sync.account('acc1', { full: false })).documents.stored).toBe(1);
  });

  it('ends a sync with the reason when the key is refused, and keeps what was read', async () => {
    const { archive, source } = setUp(Array.from({ length: 150 }, (_, n) => numberedInvoice(n)));
    source.breakWith({ code: 'key-refused', host: 'api.stripe.com' }, 'creditNotes');
    expect(await archive.sync.account('acc1', { full: false })).toEqual({
      ok: false,
      error: { code: 'key-refused', host: 'api.stripe.com' },
    });
    expect(archive.invoices.query(firstPage).count).toBe(150);
  });
});

describe('removing an account', () => {
  it('whose invoices have no document, or none yet, deletes them, too', async () => {
    const { archive } = setUp([numberedInvoice(1, { documentUrl: null }), numberedInvoice(2)]);
    await archive.sync.account('acc1', { full: false });
    await archive.forget('acc1');
    expect(archive.invoices.query(firstPage).count).toBe(0);
  });

  it('deletes its invoices and documents, and none that another account has too', async () => {
    const { archive, place } = setUp([numberedInvoice(1), numberedInvoice(2)]);
    await archive.sync.account('acc1', { full: false });
    await archive.forget('acc1');
    expect(archive.invoices.query(firstPage)).toEqual({ rows: [], count: 0, totals: [], tooLarge: [] });
    const left = existsSync(place.documents) ? readdirSync(place.documents) : [];
    expect(left.filter((name) => !['index.jsonl', '.billfold-archive.json'].includes(name))).toEqual([]);
  });
});

function partsIn(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part'));
}
