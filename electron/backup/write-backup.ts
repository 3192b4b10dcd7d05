import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackupReport } from '#shared/backup.ts';
import { dayOf } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { nameOfPath } from '../archive/index.ts';
import { isGone, type Leases, newHolder } from '../database/lease.ts';
import {
  fileErrorOf,
  flushFiles,
  flushFolders,
  hashFile,
  ifMissing,
  inParallel,
  isFileCode,
  isInside,
} from '../files/index.ts';
import { makeFolder, sha256Of, writePart, zipOf } from '../files/index.ts';
import type { Clock } from '../platform/ports.ts';
import type { DatabaseWorker } from './database-worker.ts';
import { type BackupFacts, databaseName, factsName, format, isBackupPath, settingsName } from './manifest.ts';
import { type Sums, sumsName, sumsText } from './manifest.ts';
import { openBackup } from './read-backup.ts';

interface BackupParts {
  /** The data folder. */
  readonly folder: string;
  readonly database: string;
  readonly incoming: string;
  readonly documentsFolder: () => string;
  readonly leases: Leases;
  readonly worker: DatabaseWorker;
  readonly clock: Clock;
  readonly version: string;
}

export interface BackupOptions {
  readonly zip: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

const parallel = 4;

/**
 * Writes a backup into a folder: database, documents, files that wait to be imported, and settings; no keys. It has its
 * name only once every file was read again and found right.
 */
export function createWriteBackup(parts: BackupParts) {
  return async function writeBackup(to: string, options: BackupOptions): Promise<Result<BackupReport>> {
    const target = resolve(to);
    for (const own of [parts.folder, parts.documentsFolder()])
      if (isInside(target, own)) return fail({ code: 'folder-is-ours', folder: own });
    const release = parts.leases.take('backup');
    if (!release) return fail({ code: 'job-running', job: 'backup' });
    const part = join(target, `.billfold-backup.${encodeURIComponent(newHolder())}.part`);
    try {
      await makeFolder(target);
      await removeLeftovers(target);
      const written = await write(parts, target, part, options);
      return options.signal.aborted && !written.ok ? fail({ code: 'cancelled' }) : written;
    } catch (cause) {
      if (isFileCode(cause, 'ENOSPC', 'EDQUOT')) return fail({ code: 'no-space', folder: target });
      return fail(fileErrorOf(cause, target, target));
    } finally {
      await rm(part, { recursive: true, force: true }).catch(() => undefined);
      release();
    }
  };
}

interface Source {
  readonly path: string;
  readonly file: string;
}

async function write(
  { folder, database, incoming, documentsFolder, worker, clock, version }: BackupParts,
  target: string,
  part: string,
  { zip, onProgress, signal }: BackupOptions,
): Promise<Result<BackupReport>> {
  await mkdir(part);
  // The database first: what its rows name was on disk before them.
  const copied = await worker({ task: 'copy', from: database, to: join(part, databaseName) }, signal);
  if (!copied.ok) return copied.error.code === 'disk-full' ? fail({ code: 'no-space', folder: target }) : copied;
  const below = [...(await filesBelow(documentsFolder(), 'documents')), ...(await filesBelow(incoming, 'incoming'))];
  const skipped = below.flatMap(({ path, isTaken }) => (isTaken ? [] : [path])).sort();
  const sources: Source[] = [
    ...below.filter(({ isTaken }) => isTaken),
    ...((await isFile(join(folder, settingsName))) ? [{ path: settingsName, file: join(folder, settingsName) }] : []),
  ];
  const total = sources.length + 1;
  let steps = 0;
  const step = () => onProgress?.(Math.floor(++steps / 2), total);
  const sums = new Map<string, string>();
  let bytes = 0;
  const take = (path: string, found: { sha256: string; bytes: number }) => {
    sums.set(path, found.sha256);
    bytes += found.bytes;
    step();
  };

  const folders = new Set(sources.map(({ path }) => dirname(join(part, path))));
  for (const each of folders) await mkdir(each, { recursive: true });
  const there: Source[] = [];
  await inParallel(sources, parallel, async (source) => {
    if (signal.aborted) return;
    const { path, file } = source;
    const target = join(part, path);
    try {
      if (hashInName(path) !== null) {
        // Read and written again, and not linked: a backup must not share its bytes with what it is a backup of.
        if (!zip) await copyFile(file, target);
        there.push(zip ? source : { path, file: target });
      } else {
        // What may be changed just now is taken as it was at one moment.
        await writePart(target, await readFile(file));
        there.push({ path, file: target });
      }
      step();
    } catch (cause) {
      // Removed meanwhile, as the documents of a practice account are.
      if (!isFileCode(cause, 'ENOENT')) throw cause;
    }
  });
  if (signal.aborted) return fail({ code: 'cancelled' });
  const order = there.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  await flushFiles(
    part,
    order.map(({ file }) => file).filter((file) => isInside(file, part)),
  );
  take(databaseName, await hashFile(join(part, databaseName)));
  const fileOf = new Map(sources.map(({ path, file }) => [path, file]));
  const differing: string[] = [];
  await inParallel(order, parallel, async ({ path, file }) => {
    if (signal.aborted) return;
    const found = await hashFile(file);
    const named = hashInName(path);
    // A document is named after its content: only one that is damaged in the archive itself differs.
    if (named !== null && found.sha256 !== named) {
      const source = await hashFile(fileOf.get(path) ?? file);
      if (source.sha256 !== found.sha256) differing.push(path);
    }
    take(path, found);
  });
  if (sums.size <= order.length) return fail({ code: 'cancelled' });
  const [differs] = differing;
  if (differs !== undefined) return fail({ code: 'file-failed', file: differs, reason: 'EIO' });

  const sorted: Sums = new Map([...sums].sort(([one], [other]) => (one < other ? -1 : 1)));
  const list = sumsText(sorted);
  const now = instantFromMillis(clock.now());
  const { accounts, invoices, version: databaseVersion } = copied.value;
  const documents = order.filter(({ path }) => hashInName(path) !== null).length;
  const facts: BackupFacts = {
    ...{ format, billfold: version, databaseVersion, madeAt: now, accounts, invoices, documents },
    ...{ files: sorted.size, bytes, sums: sha256Of(list) },
  };
  const name = `billfold-${now.slice(0, 19).replaceAll(':', '').replace('T', '-')}`;
  const factsText = `${JSON.stringify(facts, null, 2)}\n`;
  const report = { accounts, invoices, documents, bytes, verified: true, skipped };
  if (zip) {
    const file = join(part, 'backup.zip');
    const day = dayOf(now);
    const stored = new Map(order.map((each) => [each.path, each.file]));
    stored.set(databaseName, join(part, databaseName));
    const entries = await Promise.all(
      [...sorted.keys()].map(async (path) => {
        const source = stored.get(path) ?? '';
        return { name: path, day, content: { file: source, bytes: (await stat(source)).size } };
      }),
    );
    const texts = [
      { name: sumsName, day, content: [Buffer.from(list)] },
      { name: factsName, day, content: [Buffer.from(factsText)] },
    ];
    await pipeline(zipOf([...entries, ...texts]), createWriteStream(file, { flags: 'wx' }), { signal });
    await flushFiles(part, [file]);
    const good = await isGoodZip(file, signal);
    if (!good.ok) return good;
    const folderOrFile = await free(join(target, name), '.zip');
    await rename(file, folderOrFile);
    await flushFolders([target]);
    return ok({ folder: folderOrFile, ...report });
  }
  await writePart(join(part, sumsName), Buffer.from(list));
  await writePart(join(part, factsName), Buffer.from(factsText));
  await flushFolders([part, ...folders]);
  const place = await free(join(target, name), '');
  await rename(part, place);
  await flushFolders([target]);
  return ok({ folder: place, ...report });
}

const hashInName = (path: string): string | null =>
  path.startsWith('documents/') ? (nameOfPath(path)?.sha256 ?? null) : null;

/** Reads every entry again and compares its hash. */
async function isGoodZip(file: string, signal: AbortSignal): Promise<Result<null>> {
  const opened = await openBackup(file);
  if (!opened.ok) return opened;
  try {
    return await opened.value.verify(signal);
  } finally {
    opened.value.close();
  }
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

/** A name that nothing has yet: nothing is ever overwritten. */
async function free(path: string, extension: string): Promise<string> {
  for (let number = 1; ; number++) {
    const file = `${path}${number === 1 ? '' : `-${number}`}${extension}`;
    if (!(await stat(file).catch(() => null))) return file;
  }
}

/** All but parts that are being written. Links, and names that other systems cannot write, are not taken along. */
async function filesBelow(folder: string, prefix: string): Promise<(Source & { isTaken: boolean })[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ifMissing([], ['ENOENT']));
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.endsWith('.part'))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = [prefix, ...file.slice(folder.length + 1).split(sep)].join('/');
      return { file, path, isTaken: entry.isFile() && isBackupPath(path) };
    });
}

/** What backups left behind that were killed. */
async function removeLeftovers(target: string): Promise<void> {
  for (const name of await readdir(target)) {
    const holder = /^\.billfold-backup\.(.+)\.part$/.exec(name)?.[1];
    if (holder !== undefined && isGone(decodeURIComponent(holder)))
      await rm(join(target, name), { recursive: true, force: true });
  }
}
