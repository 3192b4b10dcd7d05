import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { truncateSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createTerminal, documentOf, filesBelow, sumsHold, type Terminal } from '../../support/billfold.ts';
import { restoreDocument } from '../../support/command-documents.ts';
import { lockFolder, makeImmutable } from '../../support/small-mounts.ts';
import { connected } from '../../support/connected-terminal.ts';

const place = connected('sk_test_recovery', 'Acme');
let original: string;

beforeAll(async () => {
  const { terminal } = place();
  expect((await terminal.billfold('sync')).code).toBe(0);
  original = terminal.dataFolder;
});

/** A copy of the data folder, to be harmed. */
function copyOf(name: string, harm: (folder: string) => void): Terminal {
  const dataFolder = join(place().folder, name);
  cpSync(original, dataFolder, { recursive: true });
  harm(dataFolder);
  return createTerminal({ dataFolder, key: 'sk_test_recovery' });
}

const withoutDatabase = (folder: string): void => {
  for (const name of readdirSync(folder)) if (name.startsWith('billfold.db')) rmSync(join(folder, name));
};
const withoutBackups = (folder: string): void => {
  rmSync(join(folder, 'backups'), { recursive: true, force: true });
};
const documentsIn = (folder: string): string[] =>
  filesBelow(join(folder, 'documents')).filter((path) => path.endsWith('.pdf'));

function rows(folder: string, sql: string): unknown[] {
  const db = new Sqlite(join(folder, 'billfold.db'), { readonly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}
const invoices = (folder: string): unknown[] =>
  rows(
    folder,
    'SELECT account_id, id, number, status, issued_at, total, currency, document_sha256, source FROM invoices ORDER BY id',
  );
const withDocument = (folder: string): unknown[] =>
  rows(
    folder,
    'SELECT account_id, id, number, status, issued_at, total, currency, document_sha256, source FROM invoices WHERE document_sha256 NOT NULL ORDER BY id',
  );

describe('a data folder whose database is gone', () => {
  const lost: [string, (folder: string) => void][] = [
    ['gone', withoutDatabase],
    [
      'empty',
      (folder) => {
        withoutDatabase(folder);
        writeFileSync(join(folder, 'billfold.db'), '');
      },
    ],
    [
      'gone with all but the settings',
      (folder) => {
        withoutDatabase(folder);
        withoutBackups(folder);
        rmSync(join(folder, 'documents'), { recursive: true });
        rmSync(join(folder, 'secrets.json'), { force: true });
        writeFileSync(join(folder, 'settings.json'), '{"version":1}');
      },
    ],
    [
      'gone with all but its log of writes',
      (folder) => {
        withoutDatabase(folder);
        withoutBackups(folder);
        rmSync(join(folder, 'documents'), { recursive: true });
        writeFileSync(join(folder, 'billfold.db-wal'), 'x');
      },
    ],
  ];

  it.each(lost)('%s: no command starts over; each says what can be done', async (name, harm) => {
    const terminal = copyOf(`lost-${name.replaceAll(' ', '-')}`, harm);
    for (const command of [['check'], ['sync'], ['accounts', 'list'], ['export', '--out', join(place().folder, 'x')]]) {
      const end = await terminal.billfold(...command, '--json');
      expect(end.code).toBe(1);
      expect(JSON.parse(end.stdout)).toMatchObject({ error: { code: 'database-missing' } });
      expect(end.stderr).toContain('billfold restore --fresh');
      expect(end.stderr.includes('restore --adopt')).toBe(existsSync(join(terminal.dataFolder, 'documents')));
      expect(end.stderr.includes('restore --last-backup')).toBe(existsSync(join(terminal.dataFolder, 'backups')));
    }
    const database = join(terminal.dataFolder, 'billfold.db');
    expect(existsSync(database) && statSync(database).size > 0).toBe(false);
  });

  it('is the same again from the documents and their list alone', async () => {
    const terminal = copyOf('adopted', (folder) => {
      for (const name of readdirSync(folder)) if (name !== 'documents') rmSync(join(folder, name), { recursive: true });
    });
    const adopted = await terminal.billfold('restore', '--adopt', '--json');
    expect(adopted).toMatchObject({ code: 0 });
    const report = documentOf(restoreDocument, adopted);
    expect(report).toMatchObject({ accounts: 1, documents: documentsIn(original).length, unread: [] });
    expect(withDocument(terminal.dataFolder)).toEqual(withDocument(original));
    expect(rows(terminal.dataFolder, 'SELECT name FROM accounts WHERE removed_at IS NULL')).toEqual([{ name: 'Acme' }]);
    const out = join(place().folder, 'adopted-out');
    expect((await terminal.billfold('export', '--out', out)).code).toBe(0);
    expect(sumsHold(out)).toBeGreaterThan(documentsIn(original).length);
  });

  it('goes on with the same account once it has its key: nothing is there twice', async () => {
    const terminal = copyOf('adopted-on', (folder) => {
      withoutDatabase(folder);
      withoutBackups(folder);
    });
    expect((await terminal.billfold('restore', '--adopt')).code).toBe(0);
    const again = await terminal.billfold(
      ...['accounts', 'add', '--source', 'stripe', '--name', 'Acme too', '--base-url', place().server.url],
      ...['--customer', place().server.customerId],
    );
    expect([0, 1]).toContain(again.code);
    expect(withDocument(terminal.dataFolder)).toEqual(withDocument(original));
  });

  it('gets every PDF back under its number without the list, too, as far as the pages tell', async () => {
    const terminal = copyOf('read', (folder) => {
      withoutDatabase(folder);
      withoutBackups(folder);
      rmSync(join(folder, 'documents', 'index.jsonl'));
      const hidden = join(folder, 'documents', 'aa');
      mkdirSync(hidden, { recursive: true });
      writeFileSync(join(hidden, `${'a'.repeat(64)}.pdf`), '%PDF-1.4 nothing that could be read');
    });
    const adopted = await terminal.billfold('restore', '--adopt', '--json');
    expect(adopted.code).toBe(0);
    const { documents, unread } = documentOf(restoreDocument, adopted);
    expect(unread).toEqual([`aa/${'a'.repeat(64)}.pdf`]);
    expect(adopted.stderr).toContain('you can import it yourself');
    expect(documents).toBe(documentsIn(original).length);
    const numbers = (folder: string) =>
      rows(
        folder,
        'SELECT number, currency, abs(total) AS total, document_sha256 FROM invoices WHERE document_sha256 NOT NULL ORDER BY document_sha256',
      );
    expect(numbers(terminal.dataFolder)).toEqual(numbers(original));
  });

  it('starts over only when asked, and keeps what is there', async () => {
    const terminal = copyOf('fresh', withoutDatabase);
    const fresh = await terminal.billfold('restore', '--fresh', '--json');
    expect(documentOf(restoreDocument, fresh)).toMatchObject({ setAside: join(terminal.dataFolder, 'set-aside', '1') });
    expect(documentsIn(join(terminal.dataFolder, 'set-aside', '1'))).toEqual(documentsIn(original));
    const check = await terminal.billfold('check', '--json');
    expect(check).toMatchObject({ code: 0 });
  });

  it('that never was one begins without a question', async () => {
    const terminal = createTerminal({ dataFolder: join(place().folder, 'fresh'), key: null });
    expect((await terminal.billfold('accounts', 'list', '--json')).code).toBe(0);
  });
});

describe('a daily copy of the database', () => {
  it('is made by a sync once a day, whole, and not again', async () => {
    const names = readdirSync(join(original, 'backups'));
    expect(names).toHaveLength(1);
    const before = statSync(join(original, 'backups', names[0] ?? '')).mtimeMs;
    expect((await place().terminal.billfold('sync')).code).toBe(0);
    expect(readdirSync(join(original, 'backups'))).toEqual(names);
    expect(statSync(join(original, 'backups', names[0] ?? '')).mtimeMs).toBe(before);
  });

  it('is put back, with the documents that came after it', async () => {
    const terminal = copyOf('put-back', (folder) => {
      const [name = ''] = readdirSync(join(folder, 'backups'));
      const file = join(folder, 'backups', name);
      const db = new Sqlite(file);
      // As if the newest half had come later.
      db.pragma('foreign_keys = ON');
      db.exec('DELETE FROM invoices WHERE row > 6');
      db.close();
      withoutDatabase(folder);
    });
    const restored = await terminal.billfold('restore', '--last-backup', '--json');
    expect(restored).toMatchObject({ code: 0 });
    expect(documentOf(restoreDocument, restored).documents).toBeGreaterThan(2);
    expect(withDocument(terminal.dataFolder)).toEqual(withDocument(original));
    // The keys belong to the same accounts on the same computer.
    expect((await terminal.billfold('check')).code).toBe(0);
  });

  it('that is damaged is passed over for an older one', async () => {
    const terminal = copyOf('older-copy', (folder) => {
      const [name = ''] = readdirSync(join(folder, 'backups'));
      const older = join(folder, 'backups', 'billfold-2026-01-01.db');
      cpSync(join(folder, 'backups', name), older);
      utimesSync(older, new Date('2026-01-01'), new Date('2026-01-01'));
      writeFileSync(join(folder, 'backups', name), 'damaged '.repeat(2_000));
      withoutDatabase(folder);
    });
    expect((await terminal.billfold('restore', '--last-backup')).code).toBe(0);
    expect(withDocument(terminal.dataFolder)).toEqual(withDocument(original));
  });

  it('never takes the place of a database that works, unless told so', async () => {
    const terminal = copyOf('works', () => undefined);
    const refused = await terminal.billfold('restore', '--last-backup', '--json');
    expect(documentOf(restoreDocument, refused).error?.code).toBe('data-folder-not-empty');
    expect((await terminal.billfold('restore', '--last-backup', '--replace')).code).toBe(0);
    expect(existsSync(join(terminal.dataFolder, 'set-aside', '1', 'billfold.db'))).toBe(true);
  });
});

describe('a damaged database', () => {
  const overwrite = (file: string, at: number, bytes: number): void => {
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(bytes, 0xa5), 0, bytes, at);
    closeSync(handle);
  };

  it('is named with what can be done, and left as it is', async () => {
    const terminal = copyOf('no-database', (folder) => {
      withoutDatabase(folder);
      writeFileSync(join(folder, 'billfold.db'), 'this is no database '.repeat(500));
    });
    const before = readFileSync(join(terminal.dataFolder, 'billfold.db'));
    const end = await terminal.billfold('check');
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/damaged.*restore --last-backup.*billfold-\d{4}.*restore --salvage/);
    expect(readFileSync(join(terminal.dataFolder, 'billfold.db'))).toEqual(before);
    expect((await terminal.billfold('restore', '--last-backup')).code).toBe(0);
    expect(readFileSync(join(terminal.dataFolder, 'set-aside', '1', 'billfold.db'))).toEqual(before);
    expect((await terminal.billfold('check')).code).toBe(0);
  });

  it.each([0.2, 0.4, 0.6, 0.8])('with a hole at %f of it is saved as far as it can be read', async (share) => {
    const terminal = copyOf(`salvaged-${String(share)}`, (folder) => {
      const file = join(folder, 'billfold.db');
      const db = new Sqlite(file);
      db.pragma('journal_mode = DELETE');
      db.close();
      const page = Math.floor((statSync(file).size / 4096) * share);
      overwrite(file, page * 4096, 3 * 4096);
    });
    const salvaged = await terminal.billfold('restore', '--salvage', '--json');
    expect(salvaged).toMatchObject({ code: 0 });
    const report = documentOf(restoreDocument, salvaged);
    expect(report.setAside).toBe(join(terminal.dataFolder, 'set-aside', '1'));
    // What the damage took of the invoices came back from the list of documents.
    expect(withDocument(terminal.dataFolder)).toEqual(withDocument(original));
    expect((await terminal.billfold('accounts', 'list')).stdout).toContain('Acme');
    expect((await terminal.billfold('sync')).code).toBe(0);
    expect(invoices(terminal.dataFolder)).toEqual(invoices(original));
  });

  it('cut short says so', async () => {
    const terminal = copyOf('cut', (folder) => {
      const file = join(folder, 'billfold.db');
      const db = new Sqlite(file);
      db.pragma('journal_mode = DELETE');
      db.close();
      truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096);
    });
    const end = await terminal.billfold('verify');
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/damaged/);
    expect((await terminal.billfold('restore', '--salvage')).code).toBe(0);
    expect(withDocument(terminal.dataFolder)).toEqual(withDocument(original));
  });

  it('that lacks a table is no riddle', async () => {
    const terminal = copyOf('no-table', (folder) => {
      const db = new Sqlite(join(folder, 'billfold.db'));
      db.exec('DROP TABLE checks');
      db.close();
    });
    const end = await terminal.billfold('check');
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/damaged \(SQLITE_ERROR\)/);
    expect(end.stderr).not.toContain('    at ');
  });
});

describe('a data folder that cannot be written to', () => {
  const readOnly = (name: string): Terminal => {
    const terminal = copyOf(name, () => undefined);
    onTestFinished(lockFolder(terminal.dataFolder).unlock);
    return terminal;
  };

  it('is listed, verified, exported and backed up; what would change it says why it cannot', async () => {
    const terminal = readOnly('read-only');
    const out = join(place().folder, 'read-only-out');
    expect((await terminal.billfold('accounts', 'list')).stdout).toContain('Acme');
    expect(await terminal.billfold('verify', '--json')).toMatchObject(
      await place().terminal.billfold('verify', '--json'),
    );
    expect(await terminal.billfold('export', '--out', out)).toMatchObject({ code: 0 });
    expect(sumsHold(out)).toBeGreaterThan(documentsIn(original).length);
    expect(await terminal.billfold('backup', '--to', join(place().folder, 'read-only-backup'))).toMatchObject({
      code: 0,
    });
    for (const command of [['check'], ['sync'], ['alerts', 'add', '--account', 'Acme', '--threshold', '1']]) {
      const end = await terminal.billfold(...command, '--json');
      expect(end.code).toBe(1);
      expect(JSON.parse(end.stdout)).toMatchObject({ error: { code: 'data-folder-read-only' } });
    }
  });

  it('with settings that cannot be read goes on with the usual ones, and says where the file is', async () => {
    const file = (terminal: Terminal) => join(terminal.dataFolder, 'settings.json');
    const terminal = copyOf('read-only-settings', (folder) => {
      writeFileSync(join(folder, 'settings.json'), '{"version":1,"settings":{');
    });
    onTestFinished(lockFolder(terminal.dataFolder).unlock);
    const out = join(place().folder, 'read-only-settings-out');
    const exported = await terminal.billfold('export', '--out', out);
    expect(exported).toMatchObject({ code: 0, stderr: expect.stringContaining(`kept as ${file(terminal)}`) as string });
    expect(exported.stderr).not.toMatch(/\bat .*\.js:/);
    expect(sumsHold(out)).toBeGreaterThan(documentsIn(original).length);
    expect(readFileSync(file(terminal), 'utf8')).toBe('{"version":1,"settings":{');
  });

  it('is shown with what its log of writes holds', async () => {
    const written = copyOf('read-only-log', () => undefined);
    const db = new Sqlite(join(written.dataFolder, 'billfold.db'));
    db.pragma('wal_autocheckpoint = 0');
    db.exec("UPDATE accounts SET name = 'Only in the log'");
    const immutable = makeImmutable(written.dataFolder, join(written.dataFolder, 'billfold.db'));
    onTestFinished(() => {
      immutable.undo();
      db.close();
    });
    expect((await written.billfold('accounts', 'list')).stdout).toContain('Only in the log');
  });
});
