import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { RecoveryWay } from '#shared/backup.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { databaseErrorOf } from '../database/database-error.ts';
import type { Migration } from '../database/migration.ts';
import { type Database, openDatabase } from '../database/open.ts';
import { fileErrorOf, isWritable } from '../files/index.ts';
import { dailyBackups } from './daily-files.ts';
import { finishReplacement } from './replace-data.ts';

export interface OpenedFolder {
  readonly db: Database;
  /** The folder cannot be written to: `db` is a copy, and what is written there is lost. */
  readonly readOnly: boolean;
  /** Removes the copy; after the database was closed. */
  readonly dispose: () => void;
}

/** What a data folder holds beside its database. */
export interface Remains {
  /** The name of the newest daily copy of the database. */
  readonly backup: string | null;
  /** Whether the archive's folder holds any document. */
  readonly documents: boolean;
  readonly documentsFolder: string;
  /** Whether there is anything at all that a former Billfold wrote. */
  readonly any: boolean;
}

export function remainsIn(folder: string): Remains {
  const backup = dailyBackups(join(folder, 'backups'))[0]?.name ?? null;
  const documentsFolder = archiveFolderOf(folder) ?? join(folder, 'documents');
  const documents = hasDocuments(documentsFolder);
  const others = ['secrets.json', 'settings.json', 'billfold.db-wal'];
  const any = backup !== null || documents || others.some((name) => existsSync(join(folder, name)));
  return { backup, documents, documentsFolder, any };
}

/** Where the settings say that documents are kept; null for the data folder itself. */
function archiveFolderOf(folder: string): string | null {
  try {
    const content = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as { archiveFolder?: unknown };
    return typeof content.archiveFolder === 'string' ? content.archiveFolder : null;
  } catch {
    return null;
  }
}

function hasDocuments(folder: string): boolean {
  const namesIn = (path: string): string[] => {
    try {
      return readdirSync(path);
    } catch {
      return [];
    }
  };
  return namesIn(folder).some((name) => /^[0-9a-f]{2}$/.test(name) && namesIn(join(folder, name)).length > 0);
}

/**
 * Opens a data folder's database, and begins a new one only where nothing says that there ever was one. A folder that
 * cannot be written to is opened for looking at: on a copy of its database. Fails with `database-missing` and
 * `database-corrupt`, which name what could be put back, or as `openDatabase` does.
 */
export function openDataFolder(file: string, migrations: readonly Migration[]): Result<OpenedFolder> {
  const folder = dirname(file);
  try {
    if (isWritable(folder)) finishReplacement(folder);
  } catch (cause) {
    return fail(fileErrorOf(cause, folder, file));
  }
  const remains = remainsIn(folder);
  if (!hasContent(file) && remains.any)
    return fail({ code: 'database-missing', folder, backup: remains.backup, ways: waysOf(remains, false) });
  if (hasContent(file) && !(isWritable(folder) && isWritable(file))) return openCopy(file, migrations);
  const opened = openDatabase(file, migrations);
  if (opened.ok) return ok({ db: opened.value, readOnly: false, dispose: () => undefined });
  return fail(withWays(opened.error, remains));
}

const waysOf = ({ backup, documents }: Remains, isDamaged: boolean): RecoveryWay[] => [
  ...(backup === null ? [] : (['backup'] as const)),
  ...(isDamaged ? (['salvage'] as const) : []),
  ...(documents ? (['adopt'] as const) : []),
  'fresh',
];

const withWays = (error: AppError, remains: Remains): AppError =>
  error.code === 'database-corrupt' ? { ...error, backup: remains.backup, ways: waysOf(remains, true) } : error;

/** What a failure of a data folder's database means, with what can be done; null for a bug. */
export function failureOf(cause: unknown, file: string): AppError | null {
  const error = databaseErrorOf(cause, file);
  return error && withWays(error, remainsIn(dirname(file)));
}

export function hasContent(file: string): boolean {
  try {
    return statSync(file).size > 0;
  } catch {
    return false;
  }
}

function openCopy(file: string, migrations: readonly Migration[]): Result<OpenedFolder> {
  let copy: ReadableCopy;
  try {
    copy = copyOf(file);
  } catch (cause) {
    return fail(fileErrorOf(cause, tmpdir(), file));
  }
  const opened = openDatabase(copy.file, migrations);
  if (opened.ok) return ok({ db: opened.value, readOnly: true, dispose: copy.dispose });
  copy.dispose();
  return fail(opened.error);
}

/** A database that SQLite can read. `dispose` after it was closed. */
interface ReadableCopy {
  readonly file: string;
  readonly dispose: () => void;
}

/** The database itself, or a copy of it where its folder cannot be written to. Throws Node's file errors. */
export const readableCopy = (file: string): ReadableCopy =>
  isWritable(dirname(file)) && isWritable(file) ? { file, dispose: () => undefined } : copyOf(file);

/** With what its log of writes holds: SQLite could read neither where it may not make files beside the database. */
function copyOf(file: string): ReadableCopy {
  const place = mkdtempSync(join(tmpdir(), 'billfold-look-'));
  const dispose = () => {
    rmSync(place, { recursive: true, force: true });
  };
  try {
    for (const source of [file, `${file}-wal`])
      if (existsSync(source)) copyFileSync(source, join(place, basename(source)));
  } catch (cause) {
    dispose();
    throw cause;
  }
  return { file: join(place, basename(file)), dispose };
}
