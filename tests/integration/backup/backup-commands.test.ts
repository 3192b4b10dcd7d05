import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentOf, filesBelow, filesWith, sumsHold } from '../../support/billfold.ts';
import { backupDocument, restoreDocument } from '../../support/command-documents.ts';
import { python } from '../../support/archive/export-setup.ts';
import { connected, newAccount } from '../../support/connected-terminal.ts';
import { createTerminal, type Terminal } from '../../support/billfold.ts';

const key = 'sk_test_backupcanary';
const place = connected(key, 'Acme');
let terminal: Terminal;
/** A folder with one whole backup. */
let kept: string;
let backup: string;

/** Every row of every table that is the user's. */
function rowsOf(dataFolder: string): Record<string, unknown[]> {
  const db = new Sqlite(join(dataFolder, 'billfold.db'), { readonly: true });
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .pluck()
    .all()
    .filter((name) => !/^(sqlite_|invoice_search|leases$)/.test(name));
  const rows = Object.fromEntries(tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all()]));
  db.close();
  return rows;
}

const freshPlace = (name: string): Terminal => createTerminal({ dataFolder: join(place().folder, name), key: null });
const documentsIn = (folder: string): string[] =>
  filesBelow(join(folder, 'documents')).filter((path) => path.endsWith('.pdf'));

beforeAll(async () => {
  ({ terminal } = place());
  expect((await terminal.billfold('sync')).code).toBe(0);
  expect((await terminal.billfold('alerts', 'add', '--account', 'Acme', '--threshold', '100')).code).toBe(0);
  expect((await terminal.billfold('check')).code).toBe(10);
  writeFileSync(join(terminal.dataFolder, 'settings.json'), '{"version":1,"settings":{"checkIntervalMinutes":30}}');
  kept = join(place().folder, 'kept');
  const written = await terminal.billfold('backup', '--to', kept, '--json');
  expect(written).toMatchObject({ code: 0 });
  backup = documentOf(backupDocument, written).folder ?? '';
});

describe('a backup', () => {
  it('holds database, documents and settings, whose sums hold, and no key', () => {
    expect(filesBelow(backup)).toContain('billfold.db');
    expect(documentsIn(backup)).toEqual(documentsIn(terminal.dataFolder));
    expect(sumsHold(backup)).toBe(filesBelow(backup).length - 2);
    expect(filesWith(backup, key)).toEqual([]);
    expect(existsSync(join(backup, 'secrets.json'))).toBe(false);
    expect(readdirSync(kept)).toHaveLength(1);
  });

  it('tells in JSON what it holds', async () => {
    const written = await terminal.billfold('backup', '--to', join(place().folder, 'again'), '--json');
    expect(documentOf(backupDocument, written)).toMatchObject({
      accounts: 1,
      documents: documentsIn(terminal.dataFolder).length,
      verified: true,
      error: null,
    });
  });

  it('restored into an empty folder is the same, row by row and hash by hash', async () => {
    const other = freshPlace('restored');
    const restored = await other.billfold('restore', '--from', kept, '--json');
    expect(restored).toMatchObject({ code: 0, stderr: expect.stringContaining('Keys aren’t restored') as string });
    expect(documentOf(restoreDocument, restored)).toMatchObject({
      folder: other.dataFolder,
      verified: true,
      setAside: null,
    });
    expect(rowsOf(other.dataFolder)).toEqual(rowsOf(backup));
    expect(documentsIn(other.dataFolder)).toEqual(documentsIn(terminal.dataFolder));
    for (const path of documentsIn(other.dataFolder))
      expect(readFileSync(join(other.dataFolder, 'documents', path))).toEqual(
        readFileSync(join(terminal.dataFolder, 'documents', path)),
      );
    const [before, after] = await Promise.all([terminal, other].map((each) => each.billfold('verify', '--json')));
    expect(after).toEqual(before);
    // It goes on where it was, once it has its key again.
    expect((await other.billfold('check')).stderr).toContain('has no key');
  });

  it('as a ZIP restores as well', async () => {
    const zips = join(place().folder, 'zips');
    const written = await terminal.billfold('backup', '--to', zips, '--zip', '--json');
    const { folder } = documentOf(backupDocument, written);
    expect(folder).toMatch(/\.zip$/);
    expect(readdirSync(zips)).toHaveLength(1);
    const other = freshPlace('from-zip');
    expect((await other.billfold('restore', '--from', folder ?? '')).code).toBe(0);
    expect(documentsIn(other.dataFolder)).toEqual(documentsIn(terminal.dataFolder));
    expect(rowsOf(other.dataFolder)['invoices']).toEqual(rowsOf(terminal.dataFolder)['invoices']);
  });

  it('as a ZIP is read whole by Python, which knows nothing of how it was written', async () => {
    const written = await terminal.billfold('backup', '--to', join(place().folder, 'python-zips'), '--zip', '--json');
    const { folder: zip } = documentOf(backupDocument, written);
    const read = python(
      `import hashlib, json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
sums = dict(line.split('  ', 1)[::-1] for line in archive.read('SHA256SUMS').decode().splitlines())
actual = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
assert all(actual[name] == sum for name, sum in sums.items())
print(json.dumps({'names': archive.namelist(), 'summed': sorted(sums), 'manifest': json.loads(archive.read('backup.json'))}))`,
      zip ?? '',
    ) as { names: string[]; summed: string[]; manifest: unknown };
    expect(read.names.filter((name) => name.endsWith('.pdf')).length).toBe(documentsIn(terminal.dataFolder).length);
    expect(new Set(read.names).size).toBe(read.names.length);
    expect(read.summed).toContain('billfold.db');
    expect(read.manifest).toMatchObject({ format: 1 });
  });

  it('has a list of its documents that Python reads line by line, each of a file that is there', () => {
    const lines = python(
      `import json, sys
print(json.dumps([json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]))`,
      join(terminal.dataFolder, 'documents', 'index.jsonl'),
    ) as { sha256: string; invoice: { number: string } }[];
    expect(lines.map(({ sha256 }) => `${sha256.slice(0, 2)}/${sha256}.pdf`).toSorted()).toEqual(
      documentsIn(terminal.dataFolder).toSorted(),
    );
    for (const { invoice } of lines) expect(invoice.number).toMatch(/\S/);
  });

  it('takes a moved archive folder along, and restores it into the data folder', async () => {
    const moved = await newAccount(place(), 'moved');
    expect((await moved.billfold('sync')).code).toBe(0);
    const archive = join(place().folder, 'elsewhere');
    cpSync(join(moved.dataFolder, 'documents'), archive, { recursive: true });
    rmSync(join(moved.dataFolder, 'documents'), { recursive: true });
    writeFileSync(join(moved.dataFolder, 'settings.json'), JSON.stringify({ version: 1, archiveFolder: archive }));
    const to = join(place().folder, 'moved-backup');
    expect((await moved.billfold('backup', '--to', to)).code).toBe(0);
    rmSync(archive, { recursive: true });
    const other = freshPlace('moved-restored');
    expect((await other.billfold('restore', '--from', to)).code).toBe(0);
    expect((await other.billfold('verify')).code).toBe((await terminal.billfold('verify')).code);
    expect(documentsIn(other.dataFolder).length).toBeGreaterThan(5);
  });

  it('is not written into the archive itself', async () => {
    const inside = await terminal.billfold('backup', '--to', join(terminal.dataFolder, 'documents', 'x'), '--json');
    expect(inside).toMatchObject({ code: 1 });
    expect(documentOf(backupDocument, inside).error?.code).toBe('folder-is-ours');
    expect(existsSync(join(terminal.dataFolder, 'documents', 'x'))).toBe(false);
  });
});

describe('a restore', () => {
  /** The backup, changed. */
  function changed(name: string, change: (folder: string) => void): string {
    const folder = join(place().folder, `changed-${name}`);
    cpSync(backup, folder, { recursive: true });
    change(folder);
    return folder;
  }
  const firstDocument = (folder: string): string => `documents/${documentsIn(folder)[0] ?? ''}`;

  const broken: [string, (folder: string) => void, string, string][] = [
    [
      'without its list',
      (folder) => {
        rmSync(join(folder, 'backup.json'));
      },
      'backup-not-found',
      'no complete backup',
    ],
    [
      'without a document',
      (folder) => {
        rmSync(join(folder, firstDocument(folder)));
      },
      'backup-damaged',
      'is missing',
    ],
    [
      'with another document of the same size',
      (folder) => {
        const file = join(folder, firstDocument(folder));
        writeFileSync(file, Buffer.alloc(readFileSync(file).length, 'x'));
      },
      'backup-damaged',
      'has changed since the backup',
    ],
    [
      'with a longer database',
      (folder) => {
        writeFileSync(join(folder, 'billfold.db'), 'x', { flag: 'a' });
      },
      'backup-damaged',
      'billfold.db',
    ],
    [
      'with another list of sums',
      (folder) => {
        writeFileSync(join(folder, 'SHA256SUMS'), '\n', { flag: 'a' });
      },
      'backup-damaged',
      'SHA256SUMS',
    ],
    [
      'whose document is a link',
      (folder) => {
        const file = join(folder, firstDocument(folder));
        cpSync(file, join(place().folder, 'linked.pdf'));
        rmSync(file);
        symlinkSync(join(place().folder, 'linked.pdf'), file);
      },
      'backup-damaged',
      'is missing',
    ],
    [
      'of a newer Billfold',
      (folder) => {
        const facts = JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8')) as object;
        writeFileSync(join(folder, 'backup.json'), JSON.stringify({ ...facts, format: 2, billfold: '9.0.0' }));
      },
      'backup-too-new',
      '9.0.0',
    ],
    [
      'of a newer database',
      (folder) => {
        const facts = JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8')) as object;
        writeFileSync(join(folder, 'backup.json'), JSON.stringify({ ...facts, databaseVersion: 9_999 }));
      },
      'backup-too-new',
      'newer Billfold',
    ],
  ];

  it.each(broken)('refuses one %s, and leaves the data alone', async (name, change, code, words) => {
    const from = changed(name.replaceAll(' ', '-'), change);
    const other = freshPlace(`refused-${name.replaceAll(' ', '-')}`);
    const refused = await other.billfold('restore', '--from', from, '--json');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(words) as string });
    expect(documentOf(restoreDocument, refused).error?.code).toBe(code);
    expect(readdirSync(other.dataFolder).filter((file) => file !== 'command-session' && file !== 'logs')).toEqual([]);
  });

  it('leaves a folder with data alone unless told otherwise, then sets those aside', async () => {
    const other = await newAccount(place(), 'kept-data');
    const before = rowsOf(other.dataFolder);
    const refused = await other.billfold('restore', '--from', kept, '--json');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('--replace') as string });
    expect(documentOf(restoreDocument, refused).error?.code).toBe('data-folder-not-empty');
    expect(rowsOf(other.dataFolder)).toEqual(before);
    // As a restore leaves it that was killed before it moved anything.
    mkdirSync(join(other.dataFolder, 'set-aside', '1'), { recursive: true });
    for (const number of ['1', '2']) {
      const replaced = await other.billfold('restore', '--from', kept, '--replace', '--json');
      expect(documentOf(restoreDocument, replaced).setAside).toBe(join(other.dataFolder, 'set-aside', number));
    }
    expect(rowsOf(join(other.dataFolder, 'set-aside', '1'))['accounts']).toEqual(before['accounts']);
    expect(rowsOf(other.dataFolder)['invoices']).toEqual(rowsOf(backup)['invoices']);
  });

  it('does not touch data that a program has open', async () => {
    const other = await newAccount(place(), 'open-data');
    const open = new Sqlite(join(other.dataFolder, 'billfold.db'));
    open.prepare('SELECT count(*) FROM accounts').get();
    const refused = await other.billfold('restore', '--from', kept, '--replace', '--json');
    open.close();
    expect(documentOf(restoreDocument, refused).error?.code).toBe('data-folder-in-use');
    expect(existsSync(join(other.dataFolder, 'set-aside'))).toBe(false);
  });

  it('ends one that was killed while it put the data in their place', async () => {
    const other = await newAccount(place(), 'killed-restore');
    const staging = join(other.dataFolder, '.restore-1-x');
    mkdirSync(staging);
    for (const name of ['billfold.db', 'documents'])
      cpSync(join(backup, name), join(staging, name), { recursive: true });
    mkdirSync(join(other.dataFolder, 'set-aside', '1'), { recursive: true });
    const journal = {
      ...{ version: 1, staging: '.restore-1-x', aside: 'set-aside/1' },
      ...{ away: ['billfold.db', 'secrets.json'], come: ['billfold.db', 'documents'] },
    };
    writeFileSync(join(other.dataFolder, 'restore.json'), JSON.stringify(journal));
    const listed = await other.billfold('accounts', 'list', '--json');
    expect(listed.code).toBe(0);
    expect(rowsOf(other.dataFolder)['invoices']).toEqual(rowsOf(backup)['invoices']);
    expect(existsSync(join(other.dataFolder, 'set-aside', '1', 'billfold.db'))).toBe(true);
    expect(readdirSync(other.dataFolder)).not.toContain('restore.json');
    expect(readdirSync(other.dataFolder)).not.toContain('.restore-1-x');
  });
});
