import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import { errorSentence } from '#shared/messages/index.ts';
import { restoreBackup } from '../../../electron/backup/index.ts';
import { sha256Of } from '../../../electron/files/index.ts';
import { anAccount, openTestDatabase, valueOf } from '../../support/archive/archive-setup.ts';
import { manyInvoices } from '../../support/archive/many-invoices.ts';
import { storeInvoices } from '../../support/archive/stored-archive.ts';
import { backupOf, inProcessWorker } from '../../support/backup/in-process.ts';
import { filesBelow } from '../../support/billfold.ts';

/*
 * Backups that somebody made to do harm, or that a disk damaged: none takes the place of what is there, writes a file
 * elsewhere or is answered with anything but its reason.
 */

const { signal } = new AbortController();
const place = mkdtempSync(join(tmpdir(), 'billfold-hostile-backups-'));
const good = join(place, 'good');
const data = join(place, 'data');
let zip: Buffer;
let kept: string;
let count = 0;

const stateOf = (folder: string): string =>
  filesBelow(folder)
    .map((name) => `${name} ${sha256Of(readFileSync(join(folder, name)))}`)
    .join('\n');

function fill(folder: string, name: string, documents: number): void {
  mkdirSync(folder);
  const db = openTestDatabase(join(folder, 'billfold.db'), [anAccount({ name })]);
  storeInvoices(db, join(folder, 'documents'), manyInvoices('https://example.com', documents));
  db.close();
}

beforeAll(async () => {
  const source = join(place, 'source');
  fill(source, 'Backed up', 6);
  fill(data, 'Here', 3);
  const db = openTestDatabase(join(source, 'billfold.db'), []);
  const written = valueOf(await backupOf(db, source)(join(place, 'written'), { zip: false, signal }));
  cpSync(written.folder, good, { recursive: true });
  zip = readFileSync(valueOf(await backupOf(db, source)(join(place, 'written'), { zip: true, signal })).folder);
  db.close();
  // Whether somebody has the database open is found out by opening it, which may tidy its file up.
  await restoreBackup(data, join(place, 'nowhere'), inProcessWorker, { replace: true, signal });
  kept = stateOf(data);
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

/** Makes the list of sums, and what seals it, right again for what the folder's list says now. */
function seal(folder: string, change: (facts: Record<string, unknown>) => object = (facts) => facts): void {
  const file = join(folder, 'backup.json');
  const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
  const facts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const files = sums.split('\n').filter((line) => line !== '').length;
  writeFileSync(file, JSON.stringify(change({ ...facts, files, sums: sha256Of(Buffer.from(sums)) })));
}
const listing = (change: (text: string) => string) => (folder: string) => {
  const file = join(folder, 'SHA256SUMS');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  seal(folder);
};
const naming = (name: string) => listing((text) => text.replace(/documents\/\S+/, name));
const facts = (change: object) => (folder: string) => {
  seal(folder, (before) => ({ ...before, ...change }));
};
const firstDocument = (folder: string): string =>
  join(folder, filesBelow(folder).find((name) => name.endsWith('.pdf')) ?? '');

async function isRefused(from: string, code: AppError['code']): Promise<void> {
  const before = readdirSync(place).sort();
  const restored = await restoreBackup(data, from, inProcessWorker, { replace: true, signal });
  expect(restored).toMatchObject({ ok: false, error: { code } });
  if (!restored.ok)
    for (const language of ['en', 'de'] as const)
      expect(errorSentence(restored.error, language).length).toBeGreaterThan(20);
  expect(stateOf(data)).toBe(kept);
  expect(readdirSync(data).filter((name) => name.startsWith('.restore-'))).toEqual([]);
  expect(readdirSync(place).sort()).toEqual(before);
}

describe('a folder', () => {
  it.each<[string, (folder: string) => void, AppError['code']]>([
    [
      'without its facts',
      (folder) => {
        rmSync(join(folder, 'backup.json'));
      },
      'backup-not-found',
    ],
    [
      'whose facts are no JSON',
      (folder) => {
        writeFileSync(join(folder, 'backup.json'), '{');
      },
      'backup-damaged',
    ],
    [
      'whose facts are a list',
      (folder) => {
        writeFileSync(join(folder, 'backup.json'), '[]');
      },
      'backup-damaged',
    ],
    [
      'whose facts are a megabyte of blanks',
      (folder) => {
        writeFileSync(join(folder, 'backup.json'), ' '.repeat(2 ** 20));
      },
      'backup-damaged',
    ],
    ['of a format to come', facts({ format: 999 }), 'backup-too-new'],
    ['of a format that is a text', facts({ format: 'one' }), 'backup-damaged'],
    ['of a database to come', facts({ databaseVersion: 9_999 }), 'backup-too-new'],
    ['of minus one file', facts({ files: -1 }), 'backup-damaged'],
    ['of more bytes than there are', facts({ bytes: 1 }), 'backup-damaged'],
    ['of 9e15 bytes', facts({ bytes: 9e15 }), 'backup-damaged'],
    ['whose list is sealed otherwise', facts({ sums: 'a'.repeat(64) }), 'backup-damaged'],
    [
      'without a list',
      (folder) => {
        rmSync(join(folder, 'SHA256SUMS'));
      },
      'backup-damaged',
    ],
    [
      'with a list longer than one of its files can be',
      listing((text) => text + '\n'.repeat(40_000)),
      'backup-damaged',
    ],
    ['with an empty list', listing(() => ''), 'backup-damaged'],
    ['without a database in its list', listing((text) => text.replace(/^.*billfold\.db\n/m, '')), 'backup-damaged'],
    ['that lists a file twice', listing((text) => text + (text.split('\n')[0] ?? '') + '\n'), 'backup-damaged'],
    ['that lists a file that is not there', naming('documents/ab/none.pdf'), 'backup-damaged'],
    ...[
      '../outside.pdf',
      '/etc/passwd',
      'documents/../../outside.pdf',
      'documents/..',
      'documents/./a.pdf',
      'C:\\outside.pdf',
      'documents\\..\\outside.pdf',
      'documents//a.pdf',
      'documents/a/b/c/d/e.pdf',
      'documents/a\u0000.pdf',
      'documents/CON:.pdf',
      'documents/a.',
      'secrets.json',
      'logs/x',
      '.billfold-archive.json',
      `documents/${'x'.repeat(300)}`,
    ].map((name): [string, (folder: string) => void, AppError['code']] => [
      `that lists ${JSON.stringify(name.slice(0, 40))}`,
      naming(name),
      'backup-damaged',
    ]),
    [
      'with a link for a document',
      (folder) => {
        const file = firstDocument(folder);
        rmSync(file);
        symlinkSync('/etc/passwd', file);
      },
      'backup-damaged',
    ],
    [
      'with a link for a folder',
      (folder) => {
        const elsewhere = join(place, 'source', 'documents');
        rmSync(join(folder, 'documents'), { recursive: true });
        symlinkSync(elsewhere, join(folder, 'documents'));
      },
      'backup-damaged',
    ],
    [
      'with a folder for a document',
      (folder) => {
        const file = firstDocument(folder);
        rmSync(file);
        mkdirSync(file);
      },
      'backup-damaged',
    ],
    [
      'with other bytes of the same length',
      (folder) => {
        const file = firstDocument(folder);
        writeFileSync(file, Buffer.alloc(readFileSync(file).length, 'x'));
      },
      'backup-damaged',
    ],
    [
      'with a document cut short',
      (folder) => {
        const file = firstDocument(folder);
        writeFileSync(file, readFileSync(file).subarray(0, 10));
      },
      'backup-damaged',
    ],
    [
      'with a database that is none',
      (folder) => {
        const file = join(folder, 'billfold.db');
        const bytes = Buffer.alloc(readFileSync(file).length, 'x');
        writeFileSync(file, bytes);
        listing((text) => text.replace(/^[0-9a-f]{64}(?= {2}billfold\.db$)/m, sha256Of(bytes)))(folder);
      },
      'backup-damaged',
    ],
  ])('%s is refused, and what is there stays', async (_what, harm, code) => {
    const folder = join(place, `hostile-${String(++count)}`);
    cpSync(good, folder, { recursive: true });
    harm(folder);
    await isRefused(folder, code);
  });

  it('with files that nobody listed is restored without them', async () => {
    const folder = join(place, `hostile-${String(++count)}`);
    cpSync(good, folder, { recursive: true });
    writeFileSync(join(folder, 'documents', 'evil.sh'), 'echo');
    writeFileSync(join(folder, 'secrets.json'), '{}');
    const to = join(place, 'restored');
    mkdirSync(to);
    expect(await restoreBackup(to, folder, inProcessWorker, { replace: false, signal })).toMatchObject({ ok: true });
    expect(filesBelow(to).filter((name) => /evil|secrets/.test(name))).toEqual([]);
  });
});

/** Names of one length, in the entries and in the table at the end. */
const renamed = (bytes: Buffer, to: (name: string) => string): Buffer => {
  const text = bytes.toString('latin1');
  const [name = ''] = /documents\/[0-9a-f]{2}\/[0-9a-f]{64}\.pdf/.exec(text) ?? [];
  return Buffer.from(text.replaceAll(name, to(name).padEnd(name.length, 'x').slice(0, name.length)), 'latin1');
};
/** Patches a field of an entry in the table at the end: PK 1 2. */
const patched = (bytes: Buffer, name: string, at: number, value: number, size: 2 | 4): Buffer => {
  const copy = Buffer.from(bytes);
  for (let entry = copy.indexOf('PK\u0001\u0002'); entry >= 0; entry = copy.indexOf('PK\u0001\u0002', entry + 4)) {
    const length = copy.readUInt16LE(entry + 28);
    if (copy.toString('latin1', entry + 46, entry + 46 + length) !== name) continue;
    if (size === 2) copy.writeUInt16LE(value, entry + at);
    else copy.writeUInt32LE(value, entry + at);
  }
  return copy;
};
/** A ZIP of one deflated entry that says how large it becomes. */
function bomb(name: string, megabytes: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(megabytes * 2 ** 20));
  const local = Buffer.alloc(30 + name.length);
  local.write('PK\u0003\u0004', 0, 'latin1');
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(megabytes * 2 ** 20, 22);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30, 'latin1');
  const central = Buffer.alloc(46 + name.length);
  central.write('PK\u0001\u0002', 0, 'latin1');
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(megabytes * 2 ** 20, 24);
  central.writeUInt16LE(name.length, 28);
  central.write(name, 46, 'latin1');
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, central, end]);
}

describe('a ZIP', () => {
  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['that is none', () => Buffer.from('no ZIP at all')],
    ['of nothing', () => Buffer.alloc(0)],
    ['cut in the middle', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['without its last byte', (bytes) => bytes.subarray(0, -1)],
    ['whose table is gone', (bytes) => Buffer.concat([bytes.subarray(0, 100), bytes.subarray(-22)])],
    ['with an entry that leads out', (bytes) => renamed(bytes, () => '../../../../../tmp/evil-')],
    ['with an absolute entry', (bytes) => renamed(bytes, () => '/tmp/evil-')],
    ['with an entry of Windows', (bytes) => renamed(bytes, () => 'C:\\evil-')],
    ['with a backslash that leads out', (bytes) => renamed(bytes, () => '..\\..\\evil-')],
    ['with a document of another name', (bytes) => renamed(bytes, (name) => name.toUpperCase())],
    ['with two entries of one name', (bytes) => renamed(bytes, () => 'documents/same')],
    ['with an encrypted database', (bytes) => patched(bytes, 'billfold.db', 8, 1, 2)],
    ['with a database packed in an unknown way', (bytes) => patched(bytes, 'billfold.db', 10, 99, 2)],
    ['with a database that says it is of 4 GB', (bytes) => patched(bytes, 'billfold.db', 24, 0xff_ff_ff_f0, 4)],
    ['with a database that says it is empty', (bytes) => patched(bytes, 'billfold.db', 24, 0, 4)],
    ['with facts that are somewhere else', (bytes) => patched(bytes, 'backup.json', 42, 7, 4)],
    ['with facts of 200 MB in 200 kB', () => bomb('backup.json', 200)],
    [
      'with a byte of a document turned',
      (bytes) => {
        const copy = Buffer.from(bytes);
        const at = copy.indexOf('%PDF-1.7');
        copy.writeUInt8((copy[at + 12] ?? 0) ^ 1, at + 12);
        return copy;
      },
    ],
  ])('%s is refused, and what is there stays', async (_what, harm) => {
    const file = join(place, `hostile-${String(++count)}.zip`);
    writeFileSync(file, harm(zip));
    await isRefused(file, 'backup-damaged');
  });

  it('as it was written is restored', async () => {
    const file = join(place, 'good.zip');
    writeFileSync(file, zip);
    const to = join(place, 'from-zip');
    mkdirSync(to);
    expect(await restoreBackup(to, file, inProcessWorker, { replace: false, signal })).toMatchObject({ ok: true });
  });
});
