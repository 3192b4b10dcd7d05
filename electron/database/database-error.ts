import { statfsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { AppError } from '#shared/errors.ts';
import { type SystemCode, systemCodeOf } from '#shared/system-code.ts';

/** Where nobody has looked what else could be done. */
export const damaged = (reason: SystemCode): AppError => ({
  code: 'database-corrupt',
  reason,
  backup: null,
  ways: ['salvage', 'fresh'],
});

// With less than this SQLite cannot write a page and its journal.
const leastFree = 64 * 1024;

/** What a failure of SQLite means to the user; null for anything that is a bug, or no failure of SQLite's. */
export function databaseErrorOf(cause: unknown, file: string): AppError | null {
  if (!(cause instanceof Sqlite.SqliteError)) return null;
  const { code } = cause;
  const folder = dirname(file);
  const lacksPart = code === 'SQLITE_ERROR' && /^no such (table|column|index): /.test(cause.message);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code) || lacksPart) return damaged(systemCodeOf(code));
  // The shared memory beside the database is a file, too: where it cannot grow the disk is full.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return { code: 'disk-full', folder };
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) return { code: 'folder-read-only', folder };
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return { code: 'database-busy', file: basename(file) };
  if (/^SQLITE_IOERR/.test(code))
    return isFull(folder)
      ? { code: 'disk-full', folder }
      : { code: 'file-failed', file: basename(file), reason: systemCodeOf(code) };
  return null;
}

/** Whether it concerns everything that is kept, not one row, as a constraint does. */
export const isOfDatabase = (cause: unknown): boolean =>
  cause instanceof Sqlite.SqliteError && !cause.code.startsWith('SQLITE_CONSTRAINT');

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < leastFree;
  } catch {
    return false;
  }
}
