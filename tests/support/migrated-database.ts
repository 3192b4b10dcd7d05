import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { migrations } from '../../electron/database/migrations/index.ts';
import { type Database, openDatabase } from '../../electron/database/open.ts';

let empty: Buffer | undefined;

function open(file: string): Database {
  const opened = openDatabase(file, migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/** Of the newest shape without rows, as bytes: making it again takes a test longer than what it tests. */
function emptyDatabase(): Buffer {
  if (empty) return empty;
  const made = open(':memory:');
  try {
    return (empty = made.serialize());
  } finally {
    made.close();
  }
}

/** A database of the newest shape, empty where there was none; `:memory:` is none of a file's. */
export function openMigrated(file: string): Database {
  if (file === ':memory:') {
    const database = new Sqlite(emptyDatabase());
    database.pragma('foreign_keys = ON');
    return database;
  }
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, emptyDatabase());
  return open(file);
}
