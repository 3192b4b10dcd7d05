import { instantFromMillis } from '#shared/time.ts';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anAccount, setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { startDocumentServer } from '../support/archive/document-server.ts';
import { filesBelow } from '../support/billfold.ts';
import { anInvoice } from '../support/billing-objects.ts';
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

const invoice = (n: number) =>
  anInvoice({
    id: `in_${n}`,
    number: `A-${n}`,
    documentUrl: server.url(`/${n}.pdf`),
    createdAt: instantFromMillis(Date.UTC(2026, 9, n)),
  });

function setUp() {
  const clock = fakeClock('2026-11-22T12:00:00.000Z');
  const source = fakeBillingSource({ invoices: [invoice(1)] }, clock);
  const drive = join(folder.path, 'drive');
  mkdirSync(drive);
  const documents = join(drive, 'documents');
  const { archive, place, db } = setUpArchive({ folder: folder.path, source, clock, documents });
  const sync = () => archive.sync.account('acc1', { full: true });
  return { archive, place, db, source, sync, drive, documents, marker: join(documents, '.billfold-archive.json') };
}

const away = (where: string) => ({ ok: false, error: { code: 'archive-away', folder: where } });

it('marks a new archive, and writes nothing where the drive is away: what came is fetched once it is back', async () => {
  const { archive, source, sync, drive, documents, marker } = setUp();
  valueOf(await sync());
  expect(JSON.parse(readFileSync(marker, 'utf8'))).toEqual({ archive: expect.any(String) as string });
  // As an unmounted drive leaves its mount point: an empty folder.
  renameSync(drive, `${drive}-away`);
  mkdirSync(documents, { recursive: true });
  source.state.invoices = [invoice(1), invoice(2)];
  expect(await sync()).toEqual(away(documents));
  expect(await archive.documents.fetch('acc1:in_1')).toEqual(away(documents));
  expect(
    await archive.imported.keep('acc1', [{ invoice: invoice(3), bytes: Buffer.from('%PDF-'), kind: 'pdf' }]),
  ).toEqual(away(documents));
  expect(filesBelow(drive)).toEqual([]);
  rmSync(drive, { recursive: true });
  expect(await sync()).toEqual(away(documents));
  expect(existsSync(drive)).toBe(false);
  renameSync(`${drive}-away`, drive);
  expect(valueOf(await sync()).documents).toEqual({ stored: 2, missing: 0, failed: 0 });
});

it('takes the folder of another archive for none of its own', async () => {
  const { sync, documents, marker } = setUp();
  valueOf(await sync());
  const own = readFileSync(marker, 'utf8');
  writeFileSync(marker, JSON.stringify({ archive: '7f9c2ba4-e88f-4274-9d0d-1e2c6a1d3b5f' }));
  expect(await sync()).toEqual(away(documents));
  // A mark that was lost or cannot be read is put back where the documents are.
  for (const lose of [
    () => {
      rmSync(marker);
    },
    () => {
      writeFileSync(marker, 'no JSON');
    },
    () => {
      writeFileSync(marker, '{}');
    },
  ]) {
    lose();
    valueOf(await sync());
    expect(readFileSync(marker, 'utf8')).toBe(own);
  }
});

it('marks an archive of before where its documents are, and no other folder', async () => {
  const { sync, db, documents, marker, drive } = setUp();
  valueOf(await sync());
  // What an earlier version left.
  rmSync(marker);
  db.exec('DELETE FROM archive_folder');
  renameSync(drive, `${drive}-away`);
  mkdirSync(documents, { recursive: true });
  expect(await sync()).toEqual(away(documents));
  rmSync(drive, { recursive: true });
  renameSync(`${drive}-away`, drive);
  valueOf(await sync());
  expect(existsSync(marker)).toBe(true);
});

it('finds a whole process that ended between the mark and the database again', async () => {
  const { sync, db, documents, marker } = setUp();
  mkdirSync(documents);
  writeFileSync(marker, JSON.stringify({ archive: '7f9c2ba4-e88f-4274-9d0d-1e2c6a1d3b5f' }));
  valueOf(await sync());
  expect(db.prepare('SELECT id FROM archive_folder').pluck().get()).toBe('7f9c2ba4-e88f-4274-9d0d-1e2c6a1d3b5f');
});

it('moves its mark along, finds a folder that was moved by hand, and starts over only when asked', async () => {
  const { archive, place, sync, documents, marker } = setUp();
  valueOf(await sync());
  const switchTo = (to: string) => {
    place.documents = to;
  };
  const second = join(folder.path, 'second');
  valueOf(await archive.documents.move(second, { switchTo }));
  expect([existsSync(marker), existsSync(documents)]).toEqual([false, false]);
  valueOf(await sync());
  const byHand = join(folder.path, 'by hand');
  renameSync(second, byHand);
  expect(await sync()).toEqual(away(second));
  const third = join(folder.path, 'third');
  expect(await archive.documents.move(third, { switchTo })).toEqual(away(second));
  expect(existsSync(third)).toBe(false);
  valueOf(await archive.documents.move(byHand, { switchTo }));
  expect(valueOf(await archive.documents.of('acc1:in_1')).file).toContain('by hand');
  rmSync(byHand, { recursive: true });
  valueOf(await archive.documents.move(third, { switchTo, fresh: true }));
  valueOf(await archive.documents.fetch('acc1:in_1'));
  expect(filesBelow(third).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
});

it('is never moved into the folder of another archive, or one within it, whether its own is there or away', async () => {
  const { archive, place, sync, drive, documents } = setUp();
  valueOf(await sync());
  const others = join(folder.path, 'others');
  const mark = JSON.stringify({ archive: '7f9c2ba4-e88f-4274-9d0d-1e2c6a1d3b5f' });
  mkdirSync(others);
  writeFileSync(join(others, '.billfold-archive.json'), mark);
  const switchTo = (to: string) => {
    place.documents = to;
  };
  const refused = { ok: false, error: { code: 'folder-of-another-archive', folder: others } };
  const inside = join(others, 'Billfold documents');
  expect(await archive.documents.move(others, { switchTo })).toEqual(refused);
  expect(await archive.documents.move(inside, { switchTo })).toEqual(refused);
  renameSync(drive, `${drive}-away`);
  expect(await archive.documents.move(others, { switchTo, fresh: true })).toEqual(refused);
  expect(await archive.documents.move(inside, { switchTo, fresh: true })).toEqual(refused);
  expect([filesBelow(others), place.documents]).toEqual([['.billfold-archive.json'], documents]);
  expect(readFileSync(join(others, '.billfold-archive.json'), 'utf8')).toBe(mark);
});

it('is marked once where many first syncs begin at the same moment', async () => {
  for (let time = 0; time < 10; time++) {
    using fresh = temporaryFolder();
    const accounts = ['a', 'b', 'c', 'd'].map((id) => anAccount({ id, name: id }));
    const clock = fakeClock('2026-11-22T12:00:00.000Z');
    const source = fakeBillingSource({ invoices: [invoice(1)] }, clock);
    const { archive, db } = setUpArchive({ folder: fresh.path, source, clock, accounts });
    const synced = await Promise.all(accounts.map(({ id }) => archive.sync.account(id, { full: true })));
    expect(synced.map((each) => (each.ok ? 'ok' : each.error.code))).toEqual(['ok', 'ok', 'ok', 'ok']);
    db.close();
  }
});

it('takes away what a process left of the mark that was killed while it wrote it', async () => {
  const { sync, documents } = setUp();
  mkdirSync(documents);
  // No process has this id: it is above the highest of Linux.
  writeFileSync(join(documents, '.billfold-archive.json.99999999.00000000-0000-4000-8000-000000000000.part'), '{');
  valueOf(await sync());
  expect(filesBelow(documents).filter((name) => name.endsWith('.part'))).toEqual([]);
});
