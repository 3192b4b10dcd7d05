import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExportRequest } from '#shared/export.ts';
import { sha256Of } from '../../electron/files/index.ts';
import { firstPage, setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { pdf, pdfBytes, startDocumentServer } from '../support/archive/document-server.ts';
import { killExports, killSyncs } from '../support/archive/killed-archive.ts';
import { manyInvoices, realClock } from '../support/archive/many-invoices.ts';
import { storeInvoices } from '../support/archive/stored-archive.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { mountReadOnly, mountSmallDisk } from '../support/small-mounts.ts';

let temporary: ReturnType<typeof temporaryFolder>;
let folder: string;
const cleanUps: Array<() => void> = [];
beforeEach(() => {
  temporary = temporaryFolder();
  folder = temporary.path;
});
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
  temporary[Symbol.dispose]();
});

const byId: ExportRequest = { accountId: null, invoiceKeys: null, from: null, to: null, template: '{id}' };

/** But for the mark of the archive's own folder. */
const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['.billfold-archive.json', 'index.jsonl'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

describe('killed without warning', () => {
  it('a sync loses nothing, doubles nothing and leaves no part behind', async () => {
    for (const { invoices, files, findings } of await killSyncs(folder, 3, 7)) {
      expect(invoices).toBe(80);
      expect(files).toHaveLength(80);
      expect(files.filter((file) => !/^[0-9a-f]{64}\.pdf$/.test(file))).toEqual([]);
      expect(findings).toBe(0);
    }
  });

  it('an export doubles nothing, overwrites nothing and goes on', async () => {
    const { invoices, files, findings } = await killExports(folder, 3, 11);
    const documents = manyInvoices('', invoices).map(({ id }) => `${id}.pdf`);
    const others = ['SHA256SUMS', 'ledger-taxes.csv', 'ledger.csv', 'ledger.xlsx', 'manifest.json'];
    expect(files.toSorted()).toEqual([...documents, ...others].sort());
    expect(findings).toBe(0);
  });
});

describe('a full disk', () => {
  it('ends a sync with that reason and nothing half-written; with room it goes on', async () => {
    await using server = await startDocumentServer();
    const documents = join(folder, 'small');
    const disk = mountSmallDisk(documents, 600);
    cleanUps.push(disk.unmount);
    const count = 60;
    for (let n = 0; n < count; n++) server.on(`/${n}.pdf`, pdf(String(n), 20_000));
    const source = fakeBillingSource({ invoices: manyInvoices(server.url(''), count) });
    const { archive, db } = setUpArchive({ folder, source, clock: realClock, documents });
    expect(await archive.sync.account('acc1', { full: false })).toEqual({
      ok: false,
      error: { code: 'disk-full', folder: documents },
    });
    expect(archive.invoices.query(firstPage).count).toBe(count);
    const stored = db.prepare("SELECT document_sha256 FROM invoices WHERE document = 'stored'").pluck().all();
    const files = filesIn(documents);
    expect(files.filter((file) => file.endsWith('.part'))).toEqual([]);
    expect(stored.length).toBeGreaterThan(0);
    for (const file of files) expect(basename(file)).toBe(`${sha256Of(readFileSync(file))}.pdf`);
    expect(files.map((file) => basename(file, '.pdf'))).toEqual(expect.arrayContaining(stored));
    disk.grow(8000);
    expect(valueOf(await archive.sync.account('acc1', { full: false })).documents.stored).toBe(count);
  });

  it('ends an export with that reason, keeps the files so far and lists them; with room it goes on', async () => {
    const { db, place, exports } = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
    storeInvoices(db, place.documents, manyInvoices('https://example.com', 40), {
      bytesOf: (invoice) => pdfBytes(invoice.id, 20_000),
    });
    const out = join(folder, 'small');
    const disk = mountSmallDisk(out, 400);
    cleanUps.push(disk.unmount);
    expect(await exports.run(byId, { folder: out, jobId: 'full' })).toEqual({
      ok: false,
      error: { code: 'disk-full', folder: out },
    });
    const report = valueOf(exports.report('full'));
    expect(report.files.length).toBeGreaterThan(0);
    expect(readdirSync(out).sort()).toEqual([...report.files].sort());
    for (const file of report.files)
      expect(readFileSync(join(out, file))).toEqual(pdfBytes(basename(file, '.pdf'), 20_000));
    disk.grow(8000);
    const resumed = valueOf(await exports.resume('full'));
    expect(resumed.files.length + resumed.skipped.length).toBe(40);
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: out });
  });
});

describe('a folder that cannot be written to', () => {
  function stored() {
    const set = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
    storeInvoices(set.db, set.place.documents, manyInvoices('https://example.com', 2));
    return set;
  }

  it('is read-only', async () => {
    const out = join(folder, 'read-only');
    cleanUps.push(mountReadOnly(out).unmount);
    const { exports } = stored();
    for (const target of [out, join(out, 'below')]) {
      expect(await exports.run(byId, { folder: target })).toEqual({
        ok: false,
        error: { code: 'folder-read-only', folder: target },
      });
    }
    expect(exports.history()).toMatchObject([{ state: 'failed' }, { state: 'failed' }]);
  });

  it('is a file, or below one', async () => {
    const { exports } = stored();
    const file = join(folder, 'file');
    writeFileSync(file, 'mine');
    for (const target of [file, join(file, 'below')]) {
      expect(await exports.run(byId, { folder: target })).toEqual({
        ok: false,
        error: { code: 'folder-not-found', folder: target },
      });
    }
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});

describe('moving the documents', () => {
  async function stored() {
    const set = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
    storeInvoices(set.db, set.place.documents, manyInvoices('https://example.com', 12), {
      bytesOf: (invoice) => pdfBytes(invoice.id, 20_000),
    });
    const before = set.place.documents;
    const move = (to: string) =>
      set.archive.documents.move(to, {
        switchTo: (target) => {
          set.place.documents = target;
        },
      });
    const readable = async () => {
      for (let n = 0; n < 12; n++) {
        const document = valueOf(await set.archive.documents.of(`acc1:in_${n}`));
        expect(sha256Of(readFileSync(document.file))).toBe(document.sha256);
      }
    };
    await readable();
    return { ...set, before, move, readable };
  }

  it('brings all of them and leaves nothing at the old place but what is not its own', async () => {
    const { move, readable, before, place } = await stored();
    writeFileSync(join(before, 'notes.txt'), 'mine');
    const to = join(folder, 'new', 'place');
    expect(await move(to)).toEqual({ ok: true, value: null });
    expect(place.documents).toBe(to);
    await readable();
    expect(filesIn(before)).toEqual([join(before, 'notes.txt')]);
  });

  it('lets no single document be fetched meanwhile, which would stay behind', async () => {
    const { archive, place, db } = await stored();
    db.prepare("UPDATE invoices SET document = 'failed', document_sha256 = NULL WHERE id = 'in_3'").run();
    const to = join(folder, 'new');
    let fetched: unknown;
    const switchTo = async (target: string) => {
      fetched = await archive.documents.fetch('acc1:in_3');
      place.documents = target;
    };
    expect(await archive.documents.move(to, { switchTo })).toEqual({ ok: true, value: null });
    expect(fetched).toEqual({ ok: false, error: { code: 'job-running', job: 'sync' } });
  });

  it('is refused while an export reads them, which in turn waits for no move', async () => {
    const { archive, exports, place, before } = await stored();
    const to = join(folder, 'new');
    const outcomes: unknown[] = [];
    let moving: Promise<unknown> = Promise.resolve();
    const exported = await exports.run(byId, {
      folder: join(folder, 'out'),
      onProgress() {
        moving = archive.documents.move(to, { switchTo: () => undefined });
      },
    });
    expect(exported).toMatchObject({ ok: true });
    expect(await moving).toEqual({ ok: false, error: { code: 'job-running', job: 'export' } });
    expect(place.documents).toBe(before);
    const switchTo = async (target: string) => {
      outcomes.push(await exports.run(byId, { folder: join(folder, 'out2') }));
      place.documents = target;
    };
    expect(await archive.documents.move(to, { switchTo })).toEqual({ ok: true, value: null });
    expect(outcomes).toEqual([{ ok: false, error: { code: 'job-running', job: 'move' } }]);
    expect(existsSync(join(folder, 'out2'))).toBe(false);
  });

  it('when it is cancelled leaves a folder there that was there', async () => {
    const { archive, readable } = await stored();
    const to = join(folder, 'mine');
    mkdirSync(to);
    const cancelled = { signal: AbortSignal.abort(), switchTo: () => undefined };
    expect(await archive.documents.move(to, cancelled)).toMatchObject({ error: { code: 'cancelled' } });
    expect(readdirSync(to)).toEqual([]);
    const fresh = join(folder, 'fresh');
    expect(await archive.documents.move(fresh, cancelled)).toMatchObject({ error: { code: 'cancelled' } });
    expect(existsSync(fresh)).toBe(false);
    await readable();
  });

  it('to a disk that gets full leaves everything where it was', async () => {
    const { move, readable, before, place } = await stored();
    const to = join(folder, 'small');
    cleanUps.push(mountSmallDisk(to, 100).unmount);
    expect(await move(to)).toEqual({ ok: false, error: { code: 'disk-full', folder: to } });
    expect(place.documents).toBe(before);
    await readable();
    expect(filesIn(to)).toEqual([]);
  });

  it('to a read-only folder leaves everything where it was', async () => {
    const { move, readable } = await stored();
    const to = join(folder, 'read-only');
    cleanUps.push(mountReadOnly(to).unmount);
    expect(await move(to)).toEqual({ ok: false, error: { code: 'folder-read-only', folder: to } });
    await readable();
  });

  it('into itself is refused', async () => {
    const { move, readable, before } = await stored();
    expect(await move(join(before, 'inside'))).toMatchObject({ ok: false, error: { code: 'folder-nested' } });
    await readable();
    expect(existsSync(before)).toBe(true);
  });
});
