import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Migration } from '../../../electron/database/migration.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { type Database, openDatabase } from '../../../electron/database/open.ts';

const first: Migration = { version: 1, name: 'first', sql: 'CREATE TABLE notes (text TEXT) STRICT' };
const second: Migration = { version: 2, name: 'second', sql: 'ALTER TABLE notes ADD COLUMN tag TEXT' };
const broken: Migration = { version: 2, name: 'broken', sql: 'DELETE FROM notes; CREATE TABLE notes (text TEXT)' };

let folder: string;
let file: string;

const open = (...steps: Migration[]): Database => {
  const opened = openDatabase(file, steps);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
  file = join(folder, 'billfold.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('opening the database', () => {
  it('brings a new file to the newest shape, with durable writes', () => {
    const db = open(first, second);
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
    expect(existsSync(`${file}.before-2`)).toBe(false);
  });

  it('copies an older file before it migrates it, and keeps what is in it', () => {
    const old = open(first);
    old.exec("INSERT INTO notes VALUES ('kept')");
    old.close();
    const db = open(first, second);
    expect(db.prepare('SELECT text, tag FROM notes').all()).toEqual([{ text: 'kept', tag: null }]);
    db.close();
    file = `${file}.before-2`;
    const copy = open(first);
    expect(copy.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept' }]);
    copy.close();
  });

  it('tells a folder that cannot be made, and a file that cannot be opened', () => {
    writeFileSync(join(folder, 'in-the-way'), '');
    expect(openDatabase(join(folder, 'in-the-way', 'data', 'billfold.db'), [first])).toMatchObject({
      ok: false,
      error: { code: 'folder-not-found' },
    });
    mkdirSync(file);
    expect(openDatabase(file, [first])).toEqual({ ok: false, error: { code: 'folder-read-only', folder } });
  });

  it('takes no half copy for the copy', () => {
    open(first).close();
    const half = `${file}.before-2.${process.pid}.part`;
    writeFileSync(half, 'half');
    open(first, second).close();
    expect(existsSync(half)).toBe(false);
    file = `${file}.before-2`;
    open(first).close();
  });

  it('undoes a migration that fails half-way', () => {
    const old = open(first);
    old.exec("INSERT INTO notes VALUES ('kept')");
    old.close();
    expect(() => openDatabase(file, [first, broken])).toThrow();
    const db = open(first);
    expect(db.prepare('SELECT count(*) AS count FROM notes').get()).toEqual({ count: 1 });
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    db.close();
  });

  it('leaves a database of a newer Billfold alone', () => {
    open(first, second).close();
    const before = readFileSync(file);
    expect(openDatabase(file, [first])).toEqual({
      ok: false,
      error: { code: 'database-too-new', found: 2, supported: 1 },
    });
    expect(readFileSync(file)).toEqual(before);
  });

  it('says when the file is no database, and leaves it', () => {
    writeFileSync(file, 'this is not a database, but it is long enough to have a header of one '.repeat(20));
    expect(openDatabase(file, [first])).toMatchObject({ ok: false, error: { code: 'database-corrupt' } });
    expect(readFileSync(file, 'utf8')).toContain('this is not a database');
  });

  it('makes a table again that others refer to, and stops where a reference would break', () => {
    const referred: Migration = {
      version: 1,
      name: 'referred',
      sql: `CREATE TABLE books (id INTEGER PRIMARY KEY, kind TEXT CHECK (kind = 'novel'));
            CREATE TABLE pages (book INTEGER NOT NULL REFERENCES books(id));
            INSERT INTO books VALUES (1, 'novel'); INSERT INTO pages VALUES (1)`,
    };
    const fresh = (keep: string): Migration => ({
      version: 2,
      name: 'fresh',
      sql: `CREATE TABLE books_anew (id INTEGER PRIMARY KEY, kind TEXT);
            INSERT INTO books_anew SELECT * FROM books WHERE ${keep};
            DROP TABLE books; ALTER TABLE books_anew RENAME TO books`,
    });
    open(referred).close();
    expect(() => open(referred, fresh('FALSE'))).toThrow('breaks a reference');
    const db = open(referred, fresh('TRUE'));
    expect(db.prepare('SELECT * FROM pages JOIN books ON id = book').all()).toEqual([
      { book: 1, id: 1, kind: 'novel' },
    ]);
    expect(() => db.exec('DELETE FROM books')).toThrow('FOREIGN KEY');
    db.close();
  });

  it('keeps notifications and what refers to them when their kinds are widened', () => {
    const db = open(...migrations.filter(({ version }) => version < 7));
    db.exec(`INSERT INTO accounts (id, name, name_key, role, practice, created_at) VALUES ('a', 'A', 'a', 'finance', 0, '2026');
             INSERT INTO notifications (id, account_id, kind, state, created_at, attempts) VALUES (7, 'a', 'outage', 'failed', '2026', 3);
             INSERT INTO outages (account_id, raised_at, notification_id) VALUES ('a', '2026', 7)`);
    db.close();
    const newer = open(...migrations);
    expect(newer.prepare('SELECT id, kind, state, attempts FROM notifications').all()).toEqual([
      { id: 7, kind: 'outage', state: 'failed', attempts: 3 },
    ]);
    const added = newer.prepare(
      "INSERT INTO notifications (account_id, kind, created_at) VALUES ('a', 'details-changed', '2026')",
    );
    expect(added.run().lastInsertRowid).toBe(8);
    expect(() => newer.exec('DELETE FROM notifications WHERE id = 7')).toThrow('FOREIGN KEY');
    newer.close();
  });

  it('has migrations numbered without gaps, that run on an empty file', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    const db = open(...migrations);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  });
});
