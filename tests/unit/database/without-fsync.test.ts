import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { withoutFsync } from '../../../electron/database/without-fsync.ts';

const normal = 1;
const full = 2;

function setUp() {
  const db = new Sqlite(':memory:');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE notes (text TEXT) STRICT');
  const insert = db.prepare('INSERT INTO notes VALUES (?)');
  const level = () => db.pragma('synchronous', { simple: true });
  const write = withoutFsync(db, (text: string | null) => {
    insert.run(text);
    if (text === null) throw new Error('nothing to write');
    return level();
  });
  return { db, level, write, texts: () => db.prepare('SELECT text FROM notes').pluck().all() };
}

it('waits for no disk while it writes, and lets others wait again', () => {
  const { write, level, texts } = setUp();
  expect(write('one')).toBe(normal);
  expect(level()).toBe(full);
  expect(() => write(null)).toThrow('nothing to write');
  expect(level()).toBe(full);
  expect(texts()).toEqual(['one', null]);
});

it('is as durable as the transaction that it is part of', () => {
  const { db, write, texts } = setUp();
  expect(db.transaction(() => write('one')).immediate()).toBe(full);
  expect(texts()).toEqual(['one']);
});
