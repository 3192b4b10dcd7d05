import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createArchive, type Archive } from '../../electron/archive/index.ts';
import type { Database } from '../../electron/database/open.ts';
import { sha256Of } from '../../electron/files/index.ts';
import { createPdfReader, type PdfReader } from '../../electron/pdf-reader/index.ts';
import { createDocumentReading } from '../../electron/program/document-reading.ts';
import { createReadDocument } from '../../electron/program/read-document.ts';
import type { WorkerProcess } from '../../electron/platform/ports.ts';
import { termsOf, parseSearch } from '#shared/search-query.ts';
import { createInvoiceWriter } from '../../electron/archive/invoice-writer.ts';
import { answersOf } from '../support/archive/answers.ts';
import { anAccount, firstPage, openTestDatabase, temporaryFolder } from '../support/archive/archive-setup.ts';
import { anInvoice } from '../support/billing-objects.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { createNodeWorker } from '../support/fakes/node-worker-process.ts';
import { oddDocuments, setWith } from '../support/odd-documents.ts';
import { ciiInvoice } from '../support/e-invoices.ts';

const accounts = [anAccount()];
const clock = fakeClock('2026-11-22T12:00:00.000Z');
const logger = memoryLogger();
let folder: ReturnType<typeof temporaryFolder>;
let db: Database;
let archive: Archive;
let reader: PdfReader;
let worker: ReturnType<typeof createNodeWorker>;
let child: WorkerProcess | null;
const killChild = () => child?.kill();

beforeEach(() => {
  folder = temporaryFolder();
  db = openTestDatabase(`${folder.path}/billfold.db`, accounts);
  archive = createArchive({
    ...{ db, clock, logger, random: () => 0.5, fetch: globalThis.fetch },
    mayFetch: () => Promise.resolve(false),
    documentsFolder: () => `${folder.path}/documents`,
    accounts: () => accounts,
    openSource: () => Promise.reject(new Error('not asked')),
  });
  worker = createNodeWorker();
  reader = createPdfReader({ start: () => (child = worker.start()), clock, logger });
});
afterEach(() => {
  reader.dispose();
  db.close();
  folder[Symbol.dispose]();
});

const embedded = await setWith({}, [['factur-x.xml', ciiInvoice()]]);

async function store(id: string, document: Buffer | string | Promise<Buffer | string>): Promise<string> {
  const bytes = Buffer.from(await document);
  const sha256 = sha256Of(bytes);
  const file = archive.documents.pathOf({ sha256, kind: 'pdf' });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  createInvoiceWriter(db).write('acc1', answersOf(anInvoice({ id })), '2026-11-22T12:00:00.000Z');
  db.prepare(`UPDATE invoices SET document = 'stored', document_sha256 = ?, document_bytes = ? WHERE id = ?`).run(
    sha256,
    bytes.length,
    id,
  );
  return sha256;
}
const found = (text: string) =>
  archive.invoices
    .query({ ...firstPage, terms: termsOf(parseSearch(text, 'en')) })
    .rows.map(({ id }) => id)
    .sort();
const unread = () =>
  db.prepare('SELECT count(*) FROM invoice_facts WHERE pdf = 1 AND document_id IS NULL').pluck().get();

/** Reads until nothing is left or `until` stops it. */
async function readAll(pdfReader: Pick<PdfReader, 'read'> = reader): Promise<number> {
  let told = 0;
  const { documents, texts } = archive;
  const readDocument = createReadDocument({ documents, texts, pdfReader, clock, logger });
  const reading = createDocumentReading({
    ...{ texts, history: archive.history, readDocument, clock, logger, accounts: () => accounts },
    imports: { readAgain: () => Promise.resolve() },
    emit: () => told++,
  });
  const stop = reading.start();
  await clock.advance(10_000);
  await reading.idle();
  stop();
  return told;
}

it('makes the text of every PDF searchable, and marks what cannot be read', async () => {
  await store('ordinary', oddDocuments['owner-password']());
  await store('embedded', embedded);
  await store('locked', oddDocuments.encrypted());
  const gone = await store('gone', oddDocuments.chinese());
  await rm(archive.documents.pathOf({ sha256: gone, kind: 'pdf' }));
  expect(await readAll()).toBe(1);
  expect(found('"total 12.00 eur"')).toEqual(['embedded', 'ordinary']);
  expect(found('has:xml')).toEqual(['embedded']);
  expect(db.prepare("SELECT reason FROM document_texts WHERE state = 'failed'").pluck().all()).toEqual([
    'document-encrypted',
  ]);
  // A file that is not there is tried again, the locked one is not.
  expect(unread()).toBe(1);
});

it('goes on where it was ended, and reads the same bytes once', async () => {
  await store('one', oddDocuments['owner-password']());
  await store('two', embedded);
  await store('three', embedded);
  let reads = 0;
  const pending = Promise.withResolvers<never>();
  const reading = createDocumentReading({
    ...{ texts: archive.texts, history: archive.history, clock, logger, accounts: () => accounts },
    imports: { readAgain: () => Promise.resolve() },
    emit: () => undefined,
    readDocument: createReadDocument({
      ...{ documents: archive.documents, texts: archive.texts, clock, logger },
      pdfReader: { read: (file, name) => (++reads === 1 ? reader.read(file, name) : pending.promise) },
    }),
  });
  const stop = reading.start();
  await clock.advance(10_000);
  await vi.waitFor(
    () => {
      expect(reads).toBe(2);
    },
    { timeout: 20_000 },
  );
  stop();
  await reading.idle();
  expect(unread()).toBe(2);
  reads = 0;
  await readAll({
    read(file, name) {
      reads++;
      return reader.read(file, name);
    },
  });
  expect(reads).toBe(1);
  expect(unread()).toBe(0);
  expect(found('has:xml')).toEqual(['three', 'two']);
});

it('gives up a document that the reader does not survive, and reads the next one', async () => {
  const bad = await store('bad', oddDocuments['owner-password']());
  await store('good', embedded);
  const dying: Pick<PdfReader, 'read'> = {
    async read(file, name) {
      if (!file.includes(bad)) return reader.read(file, name);
      child = null;
      const answer = reader.read(file, name);
      await vi.waitFor(() => {
        expect(child).not.toBeNull();
      });
      killChild();
      return answer;
    },
  };
  await readAll(dying);
  expect(found('"total 12.00 eur"')).toEqual(['good']);
  expect(db.prepare("SELECT sha256, reason FROM document_texts WHERE state = 'failed'").all()).toEqual([
    { sha256: bad, reason: 'document-damaged' },
  ]);
});

it('a document at which the reading throws keeps no other back', async () => {
  const bad = await store('bad', oddDocuments['owner-password']());
  await store('good', embedded);
  await readAll({
    read(file, name) {
      if (file.includes(bad)) throw new TypeError('a bug with this document');
      return reader.read(file, name);
    },
  });
  expect(found('"total 12.00 eur"')).toEqual(['good']);
  expect(unread()).toBe(1);
});
