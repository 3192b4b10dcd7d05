import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecoveryWay, RestoreReport } from '#shared/backup.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { migrations } from '../database/migrations/index.ts';
import { openDatabase } from '../database/open.ts';
import { fileErrorOf, flushFolders, isFileCode } from '../files/index.ts';
import { adoptDocuments, type AdoptionParts } from './adopt.ts';
import { dailyBackups } from './daily-files.ts';
import { hasContent, remainsIn } from './data-folder.ts';
import type { DatabaseWorker } from './database-worker.ts';
import { isInUse, isReadable } from './in-use.ts';
import { databaseName } from './manifest.ts';
import { ownNames, replaceData } from './replace-data.ts';
import { endEarlier, hasData, removeLeftovers, type RestoreOptions, stagingName } from './restore.ts';

export interface RecoveryParts extends Omit<AdoptionParts, 'db' | 'documentsFolder'> {
  /** The data folder. */
  readonly folder: string;
  readonly worker: DatabaseWorker;
}

/**
 * Gives a data folder a database that works: from the newest daily copy that is whole, from what can be read of a damaged
 * one, from the documents alone, or fresh. Then documents that it does not know are taken in. The new one is whole before
 * the old one, if there is any, is set aside.
 */
export async function recover(
  parts: RecoveryParts,
  way: RecoveryWay,
  options: RestoreOptions,
): Promise<Result<RestoreReport>> {
  const { folder } = parts;
  const database = join(folder, databaseName);
  const ended = endEarlier(folder);
  if (!ended.ok) return ended;
  if (!options.replace && hasContent(database) && isReadable(database))
    return fail({ code: 'data-folder-not-empty', folder });
  if (isInUse(database)) return fail({ code: 'data-folder-in-use', folder });
  const name = stagingName();
  const staging = join(folder, name);
  try {
    await removeLeftovers(folder);
    if (way === 'fresh') return ok(startFresh(folder, name));
    await mkdir(staging);
    const made = await makeDatabase(parts, way, join(staging, databaseName), options);
    if (!made.ok) return made;
    await flushFolders([staging]);
    if (isInUse(database)) return fail({ code: 'data-folder-in-use', folder });
    const setAside = replaceData(folder, { staging: name, away: [databaseName], come: [databaseName] });
    return ok({ ...made.value, setAside });
  } catch (cause) {
    if (options.signal.aborted) return fail({ code: 'cancelled' });
    if (isFileCode(cause, 'ENOSPC', 'EDQUOT')) return fail({ code: 'no-space', folder });
    return fail(fileErrorOf(cause, folder, folder));
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
}

function startFresh(folder: string, staging: string): RestoreReport {
  const setAside = hasData(folder) ? replaceData(folder, { staging, away: ownNames, come: [] }) : null;
  const nothing = { accounts: 0, invoices: 0, documents: 0, bytes: 0, unread: [], incomplete: [] };
  return { folder, ...nothing, verified: true, setAside };
}

async function makeDatabase(
  parts: RecoveryParts,
  way: Exclude<RecoveryWay, 'fresh'>,
  file: string,
  options: RestoreOptions,
): Promise<Result<Omit<RestoreReport, 'setAside'>>> {
  const { folder, worker } = parts;
  const { signal } = options;
  const from = join(folder, databaseName);
  let incomplete: readonly string[] = [];
  if (way === 'backup') {
    const copied = await copyNewest(folder, file, worker, signal);
    if (!copied.ok) return copied;
  } else if (way === 'salvage') {
    const salvaged = await salvageInto(from, file, worker, signal);
    if (!salvaged.ok && salvaged.error.code !== 'database-corrupt') return salvaged;
    // Where not even the list of tables can be read, the documents are all there is.
    incomplete = salvaged.ok ? salvaged.value.incomplete : ['*'];
  }
  const opened = openDatabase(file, migrations);
  if (!opened.ok) return opened;
  const { documentsFolder } = remainsIn(folder);
  const adoption = await adoptDocuments({ ...parts, db: opened.value, documentsFolder }, options);
  opened.value.close();
  if (!adoption.ok) return adoption;
  const checked = await worker({ task: 'check', file }, signal);
  if (!checked.ok) return checked;
  const { accounts, invoices, bytes } = checked.value;
  const { adopted, unread } = adoption.value;
  return ok({
    ...{ folder, accounts, invoices, documents: adopted, bytes, verified: true },
    ...{ unread: [...unread], incomplete: [...incomplete] },
  });
}

/** On a copy: its log of writes belongs to it, and reading it would change the damaged one. */
async function salvageInto(from: string, file: string, worker: DatabaseWorker, signal: AbortSignal) {
  const copy = `${file}.damaged`;
  for (const suffix of ['', '-wal'])
    await copyFile(`${from}${suffix}`, `${copy}${suffix}`).catch((cause: unknown) => {
      if (!isFileCode(cause, 'ENOENT')) throw cause;
    });
  const salvaged = await worker({ task: 'salvage', from: copy, to: file }, signal);
  for (const suffix of ['', '-wal', '-shm']) await rm(`${copy}${suffix}`, { force: true });
  return salvaged;
}

/** The newest daily copy that is whole. */
async function copyNewest(
  folder: string,
  file: string,
  worker: DatabaseWorker,
  signal: AbortSignal,
): Promise<Result<null>> {
  const place = join(folder, 'backups');
  let last: Result<null> = fail({ code: 'backup-not-found', place });
  for (const backup of dailyBackups(place)) {
    const copied = await worker({ task: 'copy', from: backup.file, to: file }, signal);
    if (copied.ok) return ok(null);
    if (copied.error.code !== 'database-corrupt') return copied;
    last = fail({ code: 'backup-damaged', file: backup.name, reason: 'unreadable' });
  }
  return last;
}
