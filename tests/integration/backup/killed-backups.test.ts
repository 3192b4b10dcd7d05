import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { restoreBackup } from '../../../electron/backup/index.ts';
import { anAccount, openTestDatabase, temporaryFolder, valueOf } from '../../support/archive/archive-setup.ts';
import { pdfBytes } from '../../support/archive/document-server.ts';
import { manyInvoices } from '../../support/archive/many-invoices.ts';
import { storeInvoices } from '../../support/archive/stored-archive.ts';
import { killBackups } from '../../support/backup/killed-backups.ts';
import { backupOf, inProcessWorker } from '../../support/backup/in-process.ts';
import { mountSmallDisk } from '../../support/small-mounts.ts';

const { signal } = new AbortController();

it('killed at any moment a backup never looks whole that is not, and a restore leaves the old data or the new', async () => {
  using folder = temporaryFolder();
  const { killed, wrong } = await killBackups(folder.path, 4);
  expect(wrong).toEqual([]);
  expect(killed).toBe(8);
}, 240_000);

it('on a full disk is said as that, and leaves nothing behind but what was there', async () => {
  using folder = temporaryFolder();
  const source = join(folder.path, 'source');
  mkdirSync(source);
  const db = openTestDatabase(join(source, 'billfold.db'), [anAccount()]);
  storeInvoices(db, join(source, 'documents'), manyInvoices('https://example.com', 40), {
    bytesOf: ({ id }) => pdfBytes(id, 50_000),
  });
  using _db = { [Symbol.dispose]: () => db.close() };
  const small = join(folder.path, 'small');
  const disk = mountSmallDisk(small, 1_500);
  using _disk = { [Symbol.dispose]: disk.unmount };
  const write = backupOf(db, source);
  for (const zip of [false, true])
    expect(await write(join(small, 'to'), { zip, signal })).toEqual({
      ok: false,
      error: { code: 'no-space', folder: join(small, 'to') },
    });
  expect(readdirSync(join(small, 'to'))).toEqual([]);

  const kept = join(folder.path, 'kept');
  valueOf(await write(kept, { zip: false, signal }));
  const data = join(small, 'data');
  mkdirSync(data);
  const refused = await restoreBackup(data, kept, inProcessWorker, { replace: false, signal });
  expect(refused).toEqual({ ok: false, error: { code: 'no-space', folder: data } });
  expect(readdirSync(data)).toEqual([]);
  disk.grow(60_000);
  expect((await restoreBackup(data, kept, inProcessWorker, { replace: false, signal })).ok).toBe(true);
});

it('that is cancelled leaves nothing behind', async () => {
  using folder = temporaryFolder();
  const source = join(folder.path, 'source');
  mkdirSync(source);
  const db = openTestDatabase(join(source, 'billfold.db'), [anAccount()]);
  storeInvoices(db, join(source, 'documents'), manyInvoices('https://example.com', 40));
  using _db = { [Symbol.dispose]: () => db.close() };
  for (const steps of [1, 20, 39, 41, 60, 70]) {
    const stop = new AbortController();
    let told = 0;
    const to = join(folder.path, `to-${String(steps)}`);
    const written = await backupOf(db, source)(to, {
      zip: false,
      signal: stop.signal,
      onProgress() {
        if (++told === steps) stop.abort();
      },
    });
    expect(written).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(readdirSync(to)).toEqual([]);
  }
});
