import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPage } from '#shared/import/read-page.ts';
import { createClock } from '../../../electron/platform/clock.ts';
import { createPdfReader, type PdfReader } from '../../../electron/pdf-reader/index.ts';
import { ciiInvoice } from '../../support/e-invoices.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { createNodeWorker } from '../../support/fakes/node-worker-process.ts';
import { type OddDocument, oddDocuments, pdfOf, setWith, stream, unpackingTo } from '../../support/odd-documents.ts';
import { within } from '../../support/waits.ts';

let folder: string;
let reader: PdfReader;
const worker = createNodeWorker();
const clock = fakeClock();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-reader-'));
  reader = createPdfReader({ start: worker.start, clock, logger: memoryLogger() });
});
afterAll(async () => {
  reader.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(name: string, bytes: Buffer | string): Promise<string> {
  const file = join(folder, `${name}.pdf`);
  await writeFile(file, bytes);
  return file;
}
const read = async (kind: OddDocument) => reader.read(await fileOf(kind, await oddDocuments[kind]()), kind);

describe('reading odd documents', () => {
  it.each<[OddDocument, object]>([
    ['encrypted', { code: 'document-encrypted', invoice: 'encrypted' }],
    ['garbage', { code: 'document-damaged', invoice: 'garbage' }],
    ['no-pages', { code: 'document-damaged', invoice: 'no-pages' }],
    ['truncated', { code: 'document-damaged', invoice: 'truncated' }],
    ['circular', { code: 'document-damaged', invoice: 'circular' }],
    ['empty', { code: 'document-not-pdf', invoice: 'empty', found: 'empty' }],
    ['html', { code: 'document-not-pdf', invoice: 'html', found: 'html' }],
    ['text', { code: 'document-not-pdf', invoice: 'text', found: 'other' }],
  ])('says what is wrong with: %s', async (kind, error) => {
    expect(await read(kind)).toEqual({ ok: false, error });
  });

  it.each<[OddDocument, number, string]>([
    ['owner-password', 1, 'Invoice number ODD-1'],
    ['broken-xref', 1, 'Invoice number ODD-1'],
    ['many-pages', 500, 'Page 500 of 500'],
    ['no-text', 1, ''],
    ['right-to-left', 1, 'שח'],
    ['chinese', 1, '发票'],
    ['large', 1, 'Invoice number ODD-20MB'],
    ['scripts', 1, 'Invoice number ODD-JS'],
    ['attachments', 1, 'Total 12.00 EUR'],
  ])('reads all the same: %s', async (kind, pages, text) => {
    const result = await read(kind);
    expect(result).toMatchObject({ ok: true, value: { pages } });
    if (result.ok) expect(result.value.text).toContain(text);
  });

  it('lists embedded files and hands out their bytes', async () => {
    const file = await fileOf(
      'embedded',
      await setWith({}, [
        ['a.txt', 'one'],
        ['factur-x.xml', ciiInvoice()],
      ]),
    );
    const result = await reader.read(file, 'embedded');
    expect(result).toMatchObject({ ok: true, value: { xml: [{ name: 'factur-x.xml', text: ciiInvoice() }] } });
    if (result.ok) expect(result.value.attachments).toContainEqual({ name: 'a.txt', bytes: 3 });
    const bytes = await reader.attachment(file, 'a.txt');
    expect(bytes.ok && bytes.value && Buffer.from(bytes.value).toString()).toBe('one');
    expect(await reader.attachment(file, 'b.txt')).toEqual({ ok: true, value: null });
  });

  it('puts labels and values at one height into one row', async () => {
    const { default: PDFDocument } = await import('pdfkit');
    const document = new PDFDocument();
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    const done = new Promise((resolve) => document.on('end', resolve));
    document.text('512.40 USD', 400, 100, { lineBreak: false }).text('Amount due', 50, 100, { lineBreak: false });
    document.text('Invoice number', 50, 60, { lineBreak: false }).text('A-1', 200, 60, { lineBreak: false });
    document.end();
    await within(20, 'the PDF', done);
    const result = await reader.read(await fileOf('columns', Buffer.concat(chunks)), 'columns');
    expect(result.ok && result.value.rows.map(({ cells }) => cells.map(({ text, left }) => [text, left]))).toEqual([
      [
        ['Invoice number', 50],
        ['A-1', 200],
      ],
      [
        ['Amount due', 50],
        ['512.40 USD', 400],
      ],
    ]);
  });

  it('reads what glyphs without a letter stand for, where the document says it', async () => {
    const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfrange <20> <2c> <0020> <2d> <2d> <0000> <2e> <7e> <002e> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end`;
    const page = (hyphen: string) =>
      pdfOf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
        stream(`BT /F 12 Tf 72 720 Td (Invoice number ABCD1234) Tj ${hyphen} (0007) Tj ET`),
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>',
        stream(map),
      ]);
    const numberIn = async (name: string, hyphen: string) => {
      const read = await reader.read(await fileOf(name, page(hyphen)), name);
      return read.ok
        ? [read.value.text.trim(), readPage(read.value.rows, '2026-11-30').number?.value ?? null]
        : read.error;
    };
    const span = '/Span <</ActualText <FEFF002D>>> BDC (-) Tj EMC';
    expect(await numberIn('actual', span)).toEqual(['Invoice number ABCD1234-0007', 'ABCD1234-0007']);
    // Nobody says what it is: then nothing is proposed.
    expect(await numberIn('unsaid', '(-) Tj')).toEqual(['Invoice number ABCD1234\u00000007', null]);
    expect(await numberIn('span', '/Span <</MCID 0>> BDC (-) Tj EMC')).toEqual([expect.any(String), null]);
  });

  it('reads what was filled into a form and remarked on a page', async () => {
    const field = (name: string, kind: string, rest: string, at: number) =>
      `<< /Type /Annot /Subtype /Widget /FT /${kind} /T (${name}) /Rect [200 ${String(at)} 400 ${String(at + 14)}] ${rest} /P 3 0 R >>`;
    const filled = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R 8 0 R] /NeedAppearances true >> >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R 7 0 R 8 0 R 9 0 R] /Resources << /Font << /F 5 0 R >> >> >>',
      stream('BT /F 10 Tf 72 704 Td (Invoice number) Tj ET'),
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      field('number', 'Tx', '/V (FORM-2026-17)', 700),
      field('currency', 'Ch', '/Ff 131072 /Opt [[(e) (EUR)] [(u) (USD)]] /V (u)', 660),
      field('hidden', 'Tx', '/F 2 /V (unseen)', 640),
      '<< /Type /Annot /Subtype /FreeText /Rect [72 600 300 616] /Contents (Paid in full) /DA (/F 10 Tf) >>',
    ]);
    const result = await reader.read(await fileOf('form', filled), 'form');
    if (!result.ok) throw new Error(result.error.code);
    const { text, rows } = result.value;
    expect(text).toContain('USD');
    expect(text).toContain('Paid in full');
    expect(text).not.toContain('unseen');
    expect(readPage(rows, '2026-11-30')).toMatchObject({ number: { value: 'FORM-2026-17', confidence: 'labelled' } });
  });

  it('says so when the file is gone', async () => {
    expect(await reader.read(join(folder, 'none.pdf'), 'none')).toEqual({
      ok: false,
      error: { code: 'file-failed', file: 'none', reason: 'ENOENT' },
    });
  });
});

describe('the child process', () => {
  it('may die from a document: the next one is read by another', async () => {
    const before = worker.started();
    expect(await reader.read(await fileOf('crash', 'x'), 'crash')).toMatchObject({
      error: { code: 'document-damaged' },
    });
    expect(await read('no-text')).toMatchObject({ ok: true });
    expect(worker.started()).toBe(before + 1);
  });

  it('is ended when a document takes far too long, and when nothing was asked for a while', async () => {
    const hanging = reader.read(await fileOf('hang', 'x'), 'hang');
    await expect.poll(() => clock.waiting, { timeout: 30_000 }).toBeGreaterThan(0);
    await clock.advance(60_000);
    expect(await hanging).toMatchObject({ error: { code: 'document-damaged' } });
    const before = worker.started();
    expect(await read('no-text')).toMatchObject({ ok: true });
    await clock.advance(30_000);
    expect(await read('no-text')).toMatchObject({ ok: true });
    expect(worker.started()).toBe(before + 2);
  });

  it('reads on beside a document that hangs', async () => {
    const hanging = reader.read(await fileOf('hang', 'x'), 'hang');
    expect(await read('no-text')).toMatchObject({ ok: true });
    expect(await read('html')).toMatchObject({ ok: false });
    await clock.advance(60_000);
    expect(await hanging).toMatchObject({ error: { code: 'document-damaged' } });
  });

  it('answers all that is asked when it is ended, and starts nothing again', async () => {
    const own = fakeClock();
    const ending = createPdfReader({ start: worker.start, clock: own, logger: memoryLogger() });
    const file = await fileOf('hang', 'x');
    const answers = [ending.read(file, 'hang'), ending.read(file, 'hang'), ending.attachment(file, 'a.txt')];
    await expect.poll(() => own.waiting, { timeout: 30_000 }).toBeGreaterThan(0);
    ending.dispose();
    const before = worker.started();
    const cancelled = { ok: false, error: { code: 'cancelled' } };
    expect(await Promise.all([...answers, ending.read(file, 'hang')])).toEqual(Array(4).fill(cancelled));
    expect(worker.started()).toBe(before);
    expect(own.waiting).toBe(0);
  });

  it('reads what is asked at once in order', async () => {
    const kinds = ['no-text', 'html', 'chinese', 'empty'] as const;
    const answers = await Promise.all(kinds.map(read));
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, true, false]);
  });
});

describe('a document that unpacks to far more than it is', () => {
  it.each(['page', 'file'] as const)(
    'is given up when its %s takes too much memory, and the next one is read',
    async (where) => {
      const real = createPdfReader({ start: worker.start, clock: createClock(), logger: memoryLogger() });
      try {
        const file = await fileOf(`bomb-${where}`, unpackingTo(400, where));
        expect(await real.read(file, 'bomb')).toEqual({
          ok: false,
          error: { code: 'document-too-demanding', invoice: 'bomb', megabytes: 512 },
        });
        expect(await real.read(await fileOf('after', await oddDocuments['owner-password']()), 'after')).toMatchObject({
          ok: true,
        });
      } finally {
        real.dispose();
      }
    },
  );

  it('is read where it takes no more than ordinary ones', async () => {
    const real = createPdfReader({ start: worker.start, clock: createClock(), logger: memoryLogger() });
    try {
      expect(await real.read(await fileOf('much', unpackingTo(20, 'file')), 'much')).toMatchObject({
        ok: true,
        value: { attachments: [{ name: 'much.bin', bytes: 20 * 2 ** 20 }] },
      });
    } finally {
      real.dispose();
    }
  });
});
