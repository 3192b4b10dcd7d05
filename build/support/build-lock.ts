import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { cacheFolder, say } from './project.ts';

const longestBuildMs = 10 * 60_000;

/**
 * Takes the one lock that lets a single process build at a time, and gives its release. The operating system holds
 * it (SQLite's own file lock), so it is free again the moment its holder ends, however that happens.
 */
export function takeBuildLock(folder = cacheFolder): Disposable {
  mkdirSync(folder, { recursive: true });
  const database = new Database(join(folder, 'build-lock.db'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    if (!isBusy(error)) throw error;
    say('Another build is running; waiting for it.');
    database.pragma(`busy_timeout = ${String(longestBuildMs)}`);
    database.exec('BEGIN EXCLUSIVE');
  }
  return { [Symbol.dispose]: () => database.close() };
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
