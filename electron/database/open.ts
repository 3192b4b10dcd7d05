import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Migration } from './migration.ts';

export type Database = Sqlite.Database;

/**
 * Opens the data folder's database and brings it to the newest shape: a copy is made first, then each missing
 * migration runs in one transaction with its version stamp. A database from a newer Billfold is left alone.
 */
export function openDatabase(file: string, migrations: readonly Migration[]): Result<Database> {
  mkdirSync(dirname(file), { recursive: true });
  const isNew = !existsSync(file);
  let database: Database | undefined;
  try {
    database = new Sqlite(file, { timeout: 10_000 });
    database.pragma('journal_mode = WAL');
    // FULL: firings and documents survive a power cut once they are committed.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    const found = versionOf(database);
    const supported = migrations.at(-1)?.version ?? 0;
    if (found > supported) {
      database.close();
      return fail({ code: 'database-too-new', found, supported });
    }
    if (found < supported) migrate(database, migrations, isNew ? null : `${file}.before-${supported}`);
    return ok(database);
  } catch (cause) {
    database?.close();
    if (isDamaged(cause)) return fail({ code: 'database-corrupt', reason: cause.message });
    throw cause;
  }
}

const versionOf = (database: Database): number => Number(database.pragma('user_version', { simple: true }));

const isDamaged = (cause: unknown): cause is Error =>
  cause instanceof Sqlite.SqliteError && ['SQLITE_CORRUPT', 'SQLITE_NOTADB'].includes(cause.code);

function migrate(database: Database, migrations: readonly Migration[], backup: string | null): void {
  if (backup !== null && !existsSync(backup)) database.prepare('VACUUM INTO ?').run(backup);
  for (const { version, sql } of migrations) {
    // Another process may have migrated meanwhile: the version is read inside the write transaction.
    database
      .transaction(() => {
        if (versionOf(database) >= version) return;
        database.exec(sql);
        database.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}
