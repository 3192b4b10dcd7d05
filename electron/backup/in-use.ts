import Sqlite from 'better-sqlite3';
import { hasContent } from './data-folder.ts';

/** Whether SQLite can make sense of a database at all; a page that is damaged further on is not looked for. */
export function isReadable(file: string): boolean {
  let database: Sqlite.Database | undefined;
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true });
    return (database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0) > 0;
  } catch {
    return false;
  } finally {
    database?.close();
  }
}

/**
 * Whether any program has the database open: only when nobody has can its log of writes be taken back into it, which
 * this does. False for one that is not there or cannot be read at all.
 */
export function isInUse(file: string): boolean {
  if (!hasContent(file)) return false;
  let database: Sqlite.Database | undefined;
  try {
    database = new Sqlite(file, { fileMustExist: true, timeout: 500 });
    database.pragma('journal_mode = DELETE');
    return false;
  } catch (cause) {
    return cause instanceof Sqlite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(cause.code);
  } finally {
    database?.close();
  }
}
