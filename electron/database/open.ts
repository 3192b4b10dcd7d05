import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { fail, ok, type Result } from '#shared/result.ts';
import { fileErrorOf } from '../files/index.ts';
import { databaseErrorOf } from './database-error.ts';
import type { Migration } from './migration.ts';
import { knowTransactions } from './transactions.ts';

export type Database = Sqlite.Database;

/**
 * Opens the data folder's database and brings it to the newest shape: a copy is made first, then each missing
 * migration runs in one transaction with its version stamp. A database from a newer Billfold is left alone.
 * Fails with `database-too-new`, `database-corrupt`, or what is wrong with the folder or its disk.
 */
export function openDatabase(file: string, migrations: readonly Migration[]): Result<Database> {
  let database: Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const isNew = !existsSync(file);
    database = new Sqlite(file, { timeout: 10_000 });
    knowTransactions(database);
    database.pragma('journal_mode = WAL');
    // A migration that a power cut undoes is made again.
    database.pragma('synchronous = NORMAL');
    const found = versionOf(database);
    const supported = migrations.at(-1)?.version ?? 0;
    if (found > supported) {
      database.close();
      return fail({ code: 'database-too-new', found, supported });
    }
    if (found < supported) migrate(database, migrations, isNew ? null : `${file}.before-${supported}`);
    database.pragma('foreign_keys = ON');
    // FULL: what is committed survives a power cut, but for what is written `withoutFsync`.
    database.pragma('synchronous = FULL');
    return ok(database);
  } catch (cause) {
    database?.close();
    return fail(databaseErrorOf(cause, file) ?? fileErrorOf(cause, dirname(file), file));
  }
}

const versionOf = (database: Database): number => Number(database.pragma('user_version', { simple: true }));

function migrate(database: Database, migrations: readonly Migration[], backup: string | null): void {
  if (backup !== null && !existsSync(backup)) copyTo(database, backup);
  // A table that others refer to can only be made again like this: sqlite.org/lang_altertable.html#otheralter.
  database.pragma('foreign_keys = OFF');
  for (const { version, sql } of migrations) {
    // Another process may have migrated meanwhile: the version is read inside the write transaction.
    database
      .transaction(() => {
        if (versionOf(database) >= version) return;
        dropCapture(database);
        database.exec(sql);
        const [broken] = database.prepare('PRAGMA foreign_key_check').all();
        if (broken !== undefined) throw new Error(`Migration ${version} breaks a reference: ${JSON.stringify(broken)}`);
        database.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}

/** A team's triggers: every desk makes the same migration by itself. The program makes them again. */
function dropCapture(database: Database): void {
  const named = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'team_*'";
  for (const name of database.prepare<[], string>(named).pluck().all()) database.exec(`DROP TRIGGER "${name}"`);
}

/** Under its name the copy is whole, also when the program is killed or another one makes a copy at the same time. */
function copyTo(database: Database, backup: string): void {
  const part = `${backup}.${process.pid}.part`;
  rmSync(part, { force: true });
  try {
    database.prepare('VACUUM INTO ?').run(part);
    renameSync(part, backup);
  } finally {
    rmSync(part, { force: true });
  }
}
