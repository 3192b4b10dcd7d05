import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { BackupProblem } from '#shared/backup.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Entry, openPromise } from 'yauzl';
import { z } from 'zod';
import { hashFile, isFileCode, sha256Of } from '../files/index.ts';
import {
  type BackupFacts,
  databaseName,
  factsName,
  factsSchema,
  format,
  longestFacts,
  longestLine,
  longestSums,
} from './manifest.ts';
import { parseSums, type Sums, sumsName } from './manifest.ts';

export interface OpenBackup {
  readonly facts: BackupFacts;
  readonly sums: Sums;
  /** A file of it as a stream; fails where it is not there, or no ordinary file. */
  read(path: string): Promise<Result<Readable>>;
  /** The absolute path of a file of it; null where it is within a ZIP. */
  fileOf(path: string): string | null;
  /** Reads everything and compares it with the sums. */
  verify(signal: AbortSignal): Promise<Result<null>>;
  close(): void;
}

/** A place that files are read from by their paths. */
interface Place {
  /** Null where there is no such file. */
  sizeOf(path: string): Promise<number | null>;
  read(path: string): Promise<Readable>;
  fileOf(path: string): string | null;
  close(): void;
}

const damaged = (file: string, reason: BackupProblem): Result<never> => fail({ code: 'backup-damaged', file, reason });

/**
 * Opens a backup: a folder or ZIP that `backup` wrote, or a folder that holds some, of which the newest complete one is
 * taken. Fails with `backup-not-found`, `backup-damaged` or `backup-too-new`.
 */
export async function openBackup(from: string): Promise<Result<OpenBackup>> {
  let place: Place | null;
  try {
    place = await placeAt(from);
  } catch (cause) {
    if (cause instanceof Error && !isFileCode(cause, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'))
      return damaged(from, 'unreadable');
    place = null;
  }
  if (!place) return fail({ code: 'backup-not-found', place: from });
  const opened = await openIn(place).catch(() => damaged(factsName, 'unreadable'));
  if (!opened.ok) place.close();
  return opened;
}

async function placeAt(from: string): Promise<Place | null> {
  const found = await stat(from);
  if (found.isFile()) return zipPlace(from);
  if (await isThere(join(from, factsName))) return folderPlace(from);
  const names = (await readdir(from)).filter((name) => /^billfold-\d{4}-\d{2}-\d{2}-\d{6}(-\d+)?(\.zip)?$/.test(name));
  for (const name of names.sort().reverse()) {
    const place = join(from, name);
    if (name.endsWith('.zip')) return zipPlace(place);
    if (await isThere(join(place, factsName))) return folderPlace(place);
  }
  return null;
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

async function openIn(place: Place): Promise<Result<OpenBackup>> {
  const factsText = await textOf(place, factsName, longestFacts);
  if (!factsText.ok) return factsText;
  const json = parsedJson(factsText.value);
  const newer = z.object({ format: z.int().min(format + 1), billfold: z.string().catch('') }).safeParse(json);
  if (newer.success) return fail({ code: 'backup-too-new', version: newer.data.billfold });
  const facts = factsSchema.safeParse(json);
  if (!facts.success) return damaged(factsName, 'unreadable');
  // A line is a sum and a path that a backup may have: a list that says it is longer is none of this many files.
  const list = await textOf(place, sumsName, Math.min(longestSums, facts.data.files * longestLine));
  if (!list.ok) return list;
  if (sha256Of(list.value) !== facts.data.sums) return damaged(sumsName, 'changed');
  const sums = parseSums(list.value);
  if ('refused' in sums) return damaged(sums.refused, 'name');
  if (sums.size !== facts.data.files) return damaged(sumsName, 'changed');
  if (!sums.has(databaseName)) return damaged(databaseName, 'missing');
  // Before anything is written: all files there, and together no more bytes than were announced.
  let bytes = 0;
  for (const path of sums.keys()) {
    const size = await place.sizeOf(path);
    if (size === null) return damaged(path, 'missing');
    bytes += size;
  }
  if (bytes !== facts.data.bytes) {
    const wrong = await firstWrong(place, sums);
    return damaged(wrong ?? sumsName, 'changed');
  }
  return ok({
    facts: facts.data,
    sums,
    async read(path) {
      try {
        return ok(await place.read(path));
      } catch {
        return damaged(path, 'unreadable');
      }
    },
    fileOf: (path) => place.fileOf(path),
    async verify(signal) {
      for (const [path, sum] of sums) {
        if (signal.aborted) return fail({ code: 'cancelled' });
        if ((await hashOf(place, path).catch(() => null)) !== sum) return damaged(path, 'changed');
      }
      return ok(null);
    },
    close: () => {
      place.close();
    },
  });
}

/** Which file it is whose size is not what it was. */
async function firstWrong(place: Place, sums: Sums): Promise<string | null> {
  for (const [path, sum] of sums) if ((await hashOf(place, path).catch(() => null)) !== sum) return path;
  return null;
}

async function hashOf(place: Place, path: string): Promise<string> {
  const file = place.fileOf(path);
  if (file !== null) return (await hashFile(file)).sha256;
  const sum = createHash('sha256');
  for await (const piece of (await place.read(path)) as AsyncIterable<Buffer>) sum.update(piece);
  return sum.digest('hex');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function textOf(place: Place, path: string, most: number): Promise<Result<string>> {
  const size = await place.sizeOf(path);
  if (size === null) return damaged(path, 'missing');
  if (size > most) return damaged(path, 'unreadable');
  const pieces: Buffer[] = [];
  for await (const piece of (await place.read(path)) as AsyncIterable<Buffer>) pieces.push(piece);
  return ok(Buffer.concat(pieces).toString('utf8'));
}

/** Links are not followed: neither files nor folders may be any. */
async function folderPlace(folder: string): Promise<Place> {
  const root = await realpath(folder);
  const real = new Map<string, Promise<boolean>>();
  const isRealFolder = (path: string): Promise<boolean> => {
    const known = real.get(path) ?? realpath(path).then((found) => found === path);
    real.set(path, known);
    return known;
  };
  return {
    async sizeOf(path) {
      const file = join(root, path);
      try {
        const found = await lstat(file);
        return found.isFile() && (await isRealFolder(dirname(file))) ? found.size : null;
      } catch (cause) {
        if (isFileCode(cause, 'ENOENT', 'ENOTDIR')) return null;
        throw cause;
      }
    },
    read: (path) => Promise.resolve(createReadStream(join(root, path), { highWaterMark: 1 << 20 })),
    fileOf: (path) => join(root, path),
    close: () => undefined,
  };
}

/** Only entries are ever read that the list of sums names; where two have one name, none is. */
async function zipPlace(file: string): Promise<Place> {
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true });
  const entries = new Map<string, Entry | null>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entries.has(entry.fileName) ? null : entry);
  } catch (cause) {
    zip.close();
    throw cause;
  }
  return {
    sizeOf: (path) => Promise.resolve(entries.get(path)?.uncompressedSize ?? null),
    async read(path) {
      const entry = entries.get(path);
      if (!entry) throw new Error('There is no such entry');
      return zip.openReadStreamPromise(entry);
    },
    fileOf: () => null,
    close: () => {
      zip.close();
    },
  };
}
