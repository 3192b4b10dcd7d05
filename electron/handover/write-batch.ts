import { createWriteStream } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { flushFolders, ifMissing, makeFolder, writePart, zipOf } from '../files/index.ts';
import type { BatchFile } from './files.ts';

/** The folder that a batch is written in before it takes its name. */
const partOf = (folder: string, id: string): string => join(dirname(folder), `.billfold-hand-over-${id}`);

/** A file of a batch's folder that says whose it is, for a start after a crash. */
const markName = '.billfold-hand-over.json';
const markOf = (id: string): string => `${JSON.stringify({ batch: id })}\n`;

/**
 * Writes all files of a batch, flushed, into a folder that has no name yet. Throws Node's file errors, and what the signal
 * was aborted with; then nothing stays.
 */
export async function writeBatch(
  folder: string,
  id: string,
  files: readonly BatchFile[],
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<void> {
  const part = partOf(folder, id);
  try {
    await makeFolder(part);
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      const path = join(part, file.name);
      if ('bytes' in file) await writePart(path, file.bytes);
      else {
        await pipeline(zipOf(file.entries), createWriteStream(path, { flags: 'wx' }), { signal });
        await flush(path);
      }
      progress(index + 1);
    }
    await writePart(join(part, markName), Buffer.from(markOf(id)));
    await flushFolders([part]);
  } catch (cause) {
    await discardBatch(folder, id);
    throw cause;
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives the written folder its name, which nothing has: from then on the batch is there, whole. Where it fails it is not. */
export async function placeBatch(folder: string, id: string): Promise<void> {
  await rename(partOf(folder, id), folder);
  try {
    await flushFolders([dirname(folder)]);
  } catch (cause) {
    await rename(folder, partOf(folder, id));
    throw cause;
  }
}

/** Takes away what was written and never placed. */
export const discardBatch = (folder: string, id: string): Promise<void> =>
  rm(partOf(folder, id), { recursive: true, force: true });

/** Whether the folder is there with this batch in it. */
export async function isPlaced(folder: string, id: string): Promise<boolean> {
  const handle = await open(join(folder, markName), 'r').catch(ifMissing(null));
  if (!handle) return false;
  try {
    return (await handle.readFile('utf8')) === markOf(id);
  } finally {
    await handle.close();
  }
}

/** A name in the folder that nothing has: the wanted one, else with a number. */
export async function freeName(parent: string, wanted: string): Promise<string> {
  const there = new Set(await readdir(parent).catch(ifMissing<string[]>([])));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    if (!there.has(name)) return join(parent, name);
  }
}
