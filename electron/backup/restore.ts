import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RestoreReport } from '#shared/backup.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { isGone } from '../database/lease.ts';
import { migrations } from '../database/migrations/index.ts';
import { fileErrorOf, flushFiles, flushFolders, hashFile, inParallel, isFileCode, isInside } from '../files/index.ts';
import { isWritable, writeWhole } from '../files/index.ts';
import { hasContent, remainsIn } from './data-folder.ts';
import type { DatabaseWorker } from './database-worker.ts';
import { isInUse } from './in-use.ts';
import { databaseName, settingsName } from './manifest.ts';
import { type OpenBackup, openBackup } from './read-backup.ts';
import { finishReplacement, ownNames, replaceData } from './replace-data.ts';

export interface RestoreOptions {
  /** What is there is set aside; without this a folder that holds anything is left alone. */
  readonly replace: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** A backup that was read into the data folder and found whole, and waits to take its place. */
export interface StagedRestore {
  /** Sets aside what is there and puts the backup in its place. Nobody may have the database open. */
  finish(): Result<RestoreReport>;
  discard(): Promise<void>;
}

const parallel = 4;
/** The rest of Billfold needs some of the disk, too. */
const spare = 16 * 1024 * 1024;

/** Whether a data folder holds anything that must not be lost. */
export const hasData = (folder: string): boolean => hasContent(join(folder, databaseName)) || remainsIn(folder).any;

/**
 * Restores a data folder from a backup. Everything is copied beside what is there and read again before that is touched:
 * whatever ends it, the folder is as it was or restored. Keys are in no backup.
 */
export async function restoreBackup(
  folder: string,
  from: string,
  worker: DatabaseWorker,
  options: RestoreOptions,
): Promise<Result<RestoreReport>> {
  const ended = endEarlier(folder);
  if (!ended.ok) return ended;
  if (!options.replace && hasData(folder)) return fail({ code: 'data-folder-not-empty', folder });
  if (isInUse(join(folder, databaseName))) return fail({ code: 'data-folder-in-use', folder });
  const staged = await stageRestore(folder, from, worker, options);
  if (!staged.ok) return staged;
  if (!isInUse(join(folder, databaseName))) return staged.value.finish();
  await staged.value.discard();
  return fail({ code: 'data-folder-in-use', folder });
}

/** A replacement that was begun and killed is ended before another one begins. */
export function endEarlier(folder: string): Result<null> {
  try {
    finishReplacement(folder);
    return ok(null);
  } catch (cause) {
    return fail(fileErrorOf(cause, folder, folder));
  }
}

export async function stageRestore(
  folder: string,
  from: string,
  worker: DatabaseWorker,
  { onProgress, signal }: RestoreOptions,
): Promise<Result<StagedRestore>> {
  if (!isWritable(folder)) return fail({ code: 'folder-read-only', folder });
  const opened = await openBackup(resolve(from));
  if (!opened.ok) return opened;
  const backup = opened.value;
  const name = stagingName();
  const staging = join(folder, name);
  const discard = () => rm(staging, { recursive: true, force: true });
  try {
    await mkdir(folder, { recursive: true });
    await removeLeftovers(folder);
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < backup.facts.bytes + spare) return fail({ code: 'no-space', folder });
    await mkdir(staging);
    const copied = await copyAll(backup, staging, worker, onProgress, signal);
    if (copied.ok) return ok({ discard, finish: () => finish(folder, name, backup) });
    await discard();
    return copied;
  } catch (cause) {
    await discard().catch(() => undefined);
    if (signal.aborted) return fail({ code: 'cancelled' });
    if (isFileCode(cause, 'ENOSPC', 'EDQUOT')) return fail({ code: 'no-space', folder });
    return fail(fileErrorOf(cause, folder, folder));
  } finally {
    backup.close();
  }
}

async function copyAll(
  backup: OpenBackup,
  staging: string,
  worker: DatabaseWorker,
  onProgress: RestoreOptions['onProgress'],
  signal: AbortSignal,
): Promise<Result<null>> {
  const supported = migrations.at(-1)?.version ?? 0;
  if (backup.facts.databaseVersion > supported) return fail({ code: 'backup-too-new', version: backup.facts.billfold });
  const paths = [...backup.sums.keys()];
  let steps = 0;
  const step = () => onProgress?.(Math.floor(++steps / 2), paths.length);
  const folders = new Set(paths.map((path) => dirname(join(staging, path))));
  for (const each of folders) await mkdir(each, { recursive: true });
  const problems: Result<never>[] = [];
  await inParallel(paths, parallel, async (path) => {
    if (signal.aborted || problems.length > 0) return;
    const target = join(staging, path);
    // The names were judged when the backup was opened; this is the place where it would hurt.
    if (!isInside(target, staging)) throw new Error('A path leads out of its folder');
    const source = backup.fileOf(path);
    if (source !== null) await copyFile(source, target);
    else {
      const stream = await backup.read(path);
      if (!stream.ok) {
        problems.push(stream);
        return;
      }
      await pipeline(stream.value, createWriteStream(target, { flags: 'wx', mode: 0o600 }), { signal }).catch(
        (cause: unknown) => {
          if (signal.aborted || isFileCode(cause, 'ENOSPC', 'EDQUOT', 'EIO', 'EROFS')) throw cause;
          problems.push(fail({ code: 'backup-damaged', file: path, reason: 'unreadable' }));
        },
      );
    }
    step();
  });
  await flushFiles(
    staging,
    paths.map((path) => join(staging, path)).filter(() => problems.length === 0 && !signal.aborted),
  );
  await inParallel(paths, parallel, async (path) => {
    if (signal.aborted || problems.length > 0) return;
    const { sha256 } = await hashFile(join(staging, path));
    if (sha256 !== backup.sums.get(path))
      problems.push(fail({ code: 'backup-damaged', file: path, reason: 'changed' }));
    step();
  });
  if (signal.aborted) return fail({ code: 'cancelled' });
  const [problem] = problems;
  if (problem) return problem;
  const checked = await worker({ task: 'check', file: join(staging, databaseName) }, signal);
  if (!checked.ok)
    return checked.error.code === 'database-corrupt'
      ? fail({ code: 'backup-damaged', file: databaseName, reason: 'unreadable' })
      : checked;
  if (checked.value.version > supported) return fail({ code: 'backup-too-new', version: backup.facts.billfold });
  await keepDocumentsHere(join(staging, settingsName));
  await flushFolders([staging, ...folders]);
  return ok(null);
}

/** The documents are in the data folder from now on, wherever they were on the computer that was backed up. */
async function keepDocumentsHere(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // Settings that cannot be read are put aside when they are opened.
    return;
  }
  if (typeof content === 'object' && content !== null && 'archiveFolder' in content)
    await writeWhole(file, Buffer.from(JSON.stringify({ ...content, archiveFolder: null }, null, '\t')));
}

function finish(folder: string, staging: string, { facts, sums }: OpenBackup): Result<RestoreReport> {
  const { accounts, invoices, documents, bytes } = facts;
  const come = ownNames.filter((name) => [...sums.keys()].some((path) => path === name || path.startsWith(`${name}/`)));
  try {
    const setAside = replaceData(folder, { staging, away: ownNames, come });
    const report = { folder, accounts, invoices, documents, bytes, verified: true };
    return ok({ ...report, setAside, unread: [], incomplete: [] });
  } catch (cause) {
    return fail(fileErrorOf(cause, folder, folder));
  }
}

/** The name of a folder, within the data folder, for what is to take the place of the data. */
export const stagingName = (): string => `.restore-${process.pid}-${randomUUID()}`;

/** What restores left behind that were killed. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^\.restore-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && isGone(`${hostname()}|${pid}`))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}
