import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { flushFolders, placeNew, placeOver, removePart, writePart } from './durable.ts';

const partBeside = (file: string): string => join(dirname(file), `.billfold-${randomUUID()}.part`);

/**
 * Makes a file that is whole on disk before it takes its name; what had the name before stays until then. `write` writes
 * and flushes it under the name of a part. Throws Node's file errors.
 */
export async function makeWhole(
  file: string,
  write: (part: string) => Promise<unknown>,
  part = partBeside(file),
): Promise<void> {
  try {
    await write(part);
    await placeOver(part, file);
  } catch (cause) {
    await removePart(part);
    throw cause;
  }
  await flushFolders([dirname(file)]);
}

/** The same with bytes that are there already. */
export const writeWhole = (file: string, bytes: Uint8Array, part?: string): Promise<void> =>
  makeWhole(file, (path) => writePart(path, bytes), part);

/** The same for a name that nothing has; else false, and what has it stays. */
export async function writeNew(file: string, bytes: Uint8Array, part = partBeside(file)): Promise<boolean> {
  let isPlaced = false;
  try {
    await writePart(part, bytes);
    isPlaced = await placeNew(part, file);
  } finally {
    if (!isPlaced) await removePart(part);
  }
  await flushFolders([dirname(file)]);
  return isPlaced;
}
