import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Invoice } from '#shared/invoices.ts';
import { setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { pdf, pdfBytes, startDocumentServer } from '../support/archive/document-server.ts';
import { anInvoice, aLine, usd } from '../support/billing-objects.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: Awaited<ReturnType<typeof startDocumentServer>>;
beforeEach(async () => {
  folder = temporaryFolder();
  server = await startDocumentServer();
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const key = 'acc1:in_3';
const day = 24 * 60 * 60_000;

/** An archive in which one final invoice is, with its PDF, a note and a tag. */
async function archived(changes: Partial<Invoice> = {}) {
  const clock = fakeClock('2026-11-22T12:00:00.000Z');
  const invoice = anInvoice({ id: 'in_3', number: 'A-3', documentUrl: server.url('/3.pdf'), ...changes });
  const source = fakeBillingSource({ invoices: [invoice] }, clock);
  const { archive, db, place } = setUpArchive({ folder: folder.path, source, clock });
  const sync = async () => {
    await clock.advance(day);
    return valueOf(await archive.sync.account('acc1', { full: true }));
  };
  await sync();
  archive.annotations.annotate(key, { note: 'to be checked', tags: ['legal'], costCentre: null, poNumber: null });
  return { archive, db, place, source, clock, invoice, sync, get: () => valueOf(archive.invoices.get(key)) };
}

describe('what the vendor says of a final invoice later', () => {
  it('begins a version; the first stays readable with its PDF, and both answers are kept word for word', async () => {
    const { archive, source, invoice, sync, get } = await archived();
    const first = valueOf(await archive.documents.of(key));
    const evil = {
      ...invoice,
      number: 'EVIL',
      total: usd(1),
      net: usd(1),
      tax: usd(0),
      lines: [aLine({ amount: usd(1) })],
    };
    server.on('/3.pdf', pdf('another'));
    source.state.invoices = [evil];
    expect((await sync()).invoices).toEqual({ total: 1, new: 0, changed: 1 });

    expect(get()).toMatchObject({ number: 'EVIL', total: usd(1), version: 2, note: 'to be checked', tags: ['legal'] });
    const [now, before, ...more] = valueOf(archive.history.versions(key));
    expect(more).toEqual([]);
    expect(now).toMatchObject({
      version: 2,
      cause: 'vendor',
      changed: ['number', 'total', 'tax', 'lines'],
      document: true,
    });
    expect(before).toMatchObject({
      version: 1,
      cause: null,
      number: 'A-3',
      total: invoice.total,
      lines: invoice.lines,
    });
    expect(before?.seenAt).toBe('2026-11-23T12:00:00.000Z');
    expect(now?.seenAt).toBe('2026-11-24T12:00:00.000Z');
    expect(valueOf(await archive.documents.of(key, 1))).toEqual(first);
    expect(readFileSync(valueOf(await archive.documents.of(key, 2)).file)).toEqual(pdfBytes('another'));
    expect(valueOf(archive.history.answer(key, 1))).toBe(JSON.stringify(invoice));
    expect(valueOf(archive.history.answer(key, 2))).toBe(JSON.stringify(evil));
    expect(await archive.documents.unknownFiles(new AbortController().signal)).toEqual([]);
  });

  it.each([
    ['date', { issuedAt: '2026-10-30T00:00:00.000Z' }],
    ['currency', { total: { amount: 51_240, currency: 'EUR' }, net: { amount: 51_240, currency: 'EUR' } }],
    ['customer', { customerName: 'Somebody Else Ltd' }],
    ['taxId', { taxId: 'GB999999973' }],
    ['tax', { tax: usd(1) }],
    ['lines', { lines: [aLine({ description: 'Something else' })] }],
    ['number', { number: null }],
  ] satisfies [string, Partial<Invoice>][])('is a change where it is another %s', async (field, changes) => {
    const { archive, source, invoice, sync } = await archived({ taxId: 'DE813495425' });
    source.state.invoices = [{ ...invoice, ...changes }];
    await sync();
    expect(valueOf(archive.history.versions(key))[0]?.changed).toContain(field);
  });

  it.each([
    ['was paid', { status: 'paid', paidAt: '2026-11-20T00:00:00.000Z', remaining: usd(0) }],
    ['was written off', { status: 'uncollectible' }],
    ['was voided', { status: 'void' }],
    ['is due another day', { dueAt: '2026-12-24T00:00:00.000Z' }],
    ['was credited', { creditApplied: usd(100), remaining: usd(51_140) }],
    ['has other links', { hostedUrl: 'https://x.example/1', documentUrl: 'http://127.0.0.1:1/x.pdf' }],
    ['names no customer any more', { customerName: null, taxId: null }],
  ] satisfies [string, Partial<Invoice>][])('is normal progress where it %s', async (_, changes) => {
    const { archive, source, invoice, sync, get } = await archived({
      status: 'open',
      paidAt: null,
      taxId: 'DE813495425',
    });
    source.state.invoices = [{ ...invoice, ...changes }];
    await sync();
    expect(valueOf(archive.history.versions(key))).toHaveLength(1);
    expect(get()).toMatchObject({ version: 1, customerName: invoice.customerName, taxId: 'DE813495425' });
  });

  it('keeps the names that are not told any more where the number goes too', async () => {
    const { source, invoice, sync, get } = await archived({ taxId: 'DE813495425' });
    source.state.invoices = [{ ...invoice, number: null, customerName: null, taxId: null }];
    await sync();
    const { customerName, taxId } = invoice;
    expect(get()).toMatchObject({ version: 2, number: null, customerName, taxId });
    expect(customerName).not.toBeNull();
  });

  it('fills in what was not known', async () => {
    const { archive, source, invoice, sync, get } = await archived({ taxId: null });
    source.state.invoices = [{ ...invoice, taxId: 'DE813495425' }];
    await sync();
    expect(get()).toMatchObject({ version: 1, taxId: 'DE813495425' });
    expect(valueOf(archive.history.versions(key))).toHaveLength(1);
  });

  it('may name the first lines of many only, in another order; what it leaves out is no change', async () => {
    const lines = ['a', 'b', 'c'].map((description) => aLine({ id: description, description }));
    const { archive, source, invoice, sync } = await archived({ lines });
    source.state.invoices = [{ ...invoice, lines: lines.slice(1).reverse() }];
    await sync();
    expect(valueOf(archive.invoices.lines(key))).toEqual(lines);
    source.state.invoices = [{ ...invoice, lines: [...lines, aLine({ id: 'd', description: 'd' })] }];
    await sync();
    expect(valueOf(archive.invoices.lines(key))).toHaveLength(4);
    expect(valueOf(archive.history.versions(key))).toHaveLength(1);
  });

  it('goes to and fro without losing the first, and fills no disk', async () => {
    const { archive, source, invoice, sync } = await archived();
    for (let time = 1; time <= 60; time += 1) {
      source.state.invoices = [{ ...invoice, total: usd(51_240 + time) }];
      await sync();
    }
    const versions = valueOf(archive.history.versions(key));
    expect(versions).toHaveLength(50);
    expect(versions.at(-1)).toMatchObject({ version: 1, total: invoice.total });
    expect(versions[0]).toMatchObject({ total: usd(51_300) });
  });
});

describe('a final invoice that the vendor takes back', () => {
  it('stays as it was when it is listed as a draft, and then gone', async () => {
    const { archive, source, invoice, sync, get } = await archived({ status: 'paid' });
    const document = valueOf(await archive.documents.of(key));
    source.state.invoices = [{ ...invoice, status: 'draft', number: null, total: usd(0), documentUrl: null }];
    expect((await sync()).invoices.changed).toBe(1);
    expect(get()).toMatchObject({
      status: 'paid',
      number: 'A-3',
      total: invoice.total,
      withdrawnAt: '2026-11-24T12:00:00.000Z',
    });
    source.state.invoices = [];
    expect((await sync()).invoices).toEqual({ total: 1, new: 0, changed: 0 });
    expect(get()).toMatchObject({ note: 'to be checked', tags: ['legal'], withdrawnAt: '2026-11-24T12:00:00.000Z' });
    expect(existsSync(document.file)).toBe(true);
    expect(await archive.documents.unknownFiles(new AbortController().signal)).toEqual([]);
  });

  it.each(['open', 'paid'] as const)(
    'is withdrawn when it is gone while it was %s, and not once it is back',
    async (status) => {
      const { source, invoice, sync, get } = await archived({ status });
      source.state.invoices = [];
      await sync();
      expect(get()).toMatchObject({ status, withdrawnAt: '2026-11-24T12:00:00.000Z' });
      source.state.invoices = [invoice];
      await sync();
      expect(get().withdrawnAt).toBeNull();
    },
  );

  it('is not withdrawn because a listing leaves it out', async () => {
    const { source, invoice, sync, get } = await archived();
    const whole = { ...source };
    source.invoices = async (page, signal) => {
      const listed = await whole.invoices(page, signal);
      return listed.ok ? { ok: true, value: { ...listed.value, read: [] } } : listed;
    };
    source.state.invoices = [invoice];
    await sync();
    expect(get().withdrawnAt).toBeNull();
  });

  it('is a credit note that a whole listing leaves out', async () => {
    const { archive, source, sync } = await archived();
    source.state.creditNotes = [anInvoice({ id: 'cn_1', type: 'credit-note', documentUrl: null })];
    await sync();
    source.state.creditNotes = [];
    source.breakWith({ code: 'permission-missing', permission: 'credit_note_read' }, 'creditNotes');
    await sync();
    expect(valueOf(archive.invoices.get('acc1~:cn_1')).withdrawnAt).toBeNull();
    source.recover();
    await sync();
    expect(valueOf(archive.invoices.get('acc1~:cn_1')).withdrawnAt).not.toBeNull();
  });

  it('is no draft that was never final: that one may go', async () => {
    const { archive, source, invoice, sync } = await archived();
    source.state.invoices = [invoice, anInvoice({ id: 'in_d', status: 'draft', number: null, documentUrl: null })];
    await sync();
    source.state.invoices = [invoice];
    await sync();
    expect(archive.invoices.get('acc1:in_d')).toMatchObject({ ok: false });
  });
});

describe('a credit note with the id of an invoice', () => {
  it('is another one, with a PDF, notes and lines of its own', async () => {
    const { archive, source, sync, get } = await archived();
    const before = get();
    source.state.creditNotes = [
      anInvoice({
        id: 'in_3',
        number: 'CN-EVIL',
        type: 'credit-note',
        total: usd(1),
        documentUrl: server.url('/cn.pdf'),
      }),
    ];
    await sync();
    expect(get()).toEqual(before);
    const note = valueOf(archive.invoices.get('acc1~:in_3'));
    expect(note).toMatchObject({ number: 'CN-EVIL', type: 'credit-note', note: null, key: 'acc1~:in_3' });
    expect(readFileSync(valueOf(await archive.documents.of(note.key)).file)).toEqual(pdfBytes('/cn.pdf'));
    expect(archive.history.idsOfTwoKinds('acc1').map((invoice) => invoice.key)).toEqual([key]);
    archive.annotations.annotate(note.key, { note: 'another', tags: [], costCentre: null, poNumber: null });
    expect(get().note).toBe('to be checked');
  });

  it('is still found by the key that it had before keys told the kind', async () => {
    const { archive, source, sync } = await archived();
    source.state.creditNotes = [anInvoice({ id: 'cn_9', type: 'credit-note', documentUrl: null })];
    await sync();
    expect(valueOf(archive.invoices.get('acc1:cn_9')).type).toBe('credit-note');
  });
});

describe('another PDF of the same invoice', () => {
  it('stands beside the first where that was whole, and replaces it where it was damaged', async () => {
    const { archive, invoice } = await archived();
    const first = valueOf(await archive.documents.of(key));
    server.on('/3.pdf', pdf('made once more'));
    valueOf(await archive.documents.refetch(key));
    expect(
      valueOf(archive.history.versions(key)).map(({ version, cause, changed }) => [version, cause, changed]),
    ).toEqual([
      [2, 'document', []],
      [1, null, []],
    ]);
    expect(valueOf(await archive.documents.of(key, 1))).toEqual(first);
    const second = valueOf(await archive.documents.of(key));
    writeFileSync(second.file, 'damaged');
    server.on('/3.pdf', pdf('made a third time'));
    valueOf(await archive.documents.refetch(key));
    expect(valueOf(archive.history.versions(key))).toHaveLength(2);
    expect(existsSync(second.file)).toBe(false);
    expect(invoice.id).toBe('in_3');
  });

  it('replaces a damaged one also where the list of documents cannot be written', async () => {
    const { archive, place } = await archived();
    const damaged = valueOf(await archive.documents.of(key));
    writeFileSync(damaged.file, 'damaged');
    server.on('/3.pdf', pdf('made once more'));
    const list = join(place.documents, 'index.jsonl');
    rmSync(list, { force: true });
    mkdirSync(list);
    expect(await archive.documents.refetch(key)).toMatchObject({ ok: false });
    expect(existsSync(damaged.file)).toBe(false);
    rmSync(list, { recursive: true });
    valueOf(await archive.documents.refetch(key));
    expect(await archive.documents.unknownFiles(new AbortController().signal)).toEqual([]);
  });
});

describe('an invoice that an earlier Billfold read, and whose answer it did not keep', () => {
  /** As the first version's data folder has it after its migration: read a year ago, and listed as a whole since. */
  async function ofEarlierBillfold() {
    const set = await archived({ status: 'paid' });
    set.db.exec('UPDATE invoices SET reader = 0, lines_hash = NULL; UPDATE invoice_syncs SET reader = 0');
    set.db.exec('DELETE FROM invoice_answers');
    const reads: boolean[] = [];
    const list = set.source.invoices.bind(set.source);
    set.source.invoices = (page, signal) => {
      reads.push(page.createdFrom === null);
      return list(page, signal);
    };
    const syncNew = async () => {
      await set.clock.advance(60_000);
      return valueOf(await set.archive.sync.account('acc1', { full: false }));
    };
    return { ...set, reads, syncNew };
  }

  it('is read again at once, whole, and once only; its answer is kept from then on', async () => {
    const { archive, reads, syncNew, invoice } = await ofEarlierBillfold();
    await syncNew();
    await syncNew();
    expect(reads).toEqual([true, false]);
    expect(valueOf(archive.history.answer(key, 1))).toBe(JSON.stringify(invoice));
    expect(valueOf(archive.history.versions(key))).toHaveLength(1);
  });

  it('has been changed by the vendor where it differs after it was read again', async () => {
    const { archive, source, syncNew, invoice, sync } = await ofEarlierBillfold();
    await syncNew();
    source.state.invoices = [{ ...invoice, tax: usd(1) }];
    await sync();
    expect(valueOf(archive.history.versions(key))[0]).toMatchObject({ cause: 'vendor', changed: ['tax'] });
  });

  it.each([
    ['reader', { tax: usd(1) }],
    ['reader', { lines: [aLine({ description: 'Told otherwise' })] }],
    ['vendor', { total: usd(1) }],
    ['vendor', { number: 'EVIL' }],
    ['vendor', { issuedAt: '2026-01-01T00:00:00.000Z' }],
  ] satisfies [string, Partial<Invoice>][])(
    'the %s is why it differs at once, where that is %o',
    async (cause, changes) => {
      const { archive, source, syncNew, invoice } = await ofEarlierBillfold();
      source.state.invoices = [{ ...invoice, ...changes }];
      await syncNew();
      expect(valueOf(archive.history.versions(key))).toMatchObject([{ version: 2, cause }, { version: 1 }]);
    },
  );
});
