import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { flushFolders, placeOver, removePart, writePart } from './durable.ts';

/** Writes a file that is whole on disk before it takes its name; what had the name before stays until then. Throws Node's file errors. */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const part = join(dirname(file), `.billfold-${randomUUID()}.part`);
  try {
    await writePart(part, bytes);
    await placeOver(part, file);
  } catch (cause) {
    await removePart(part);
    throw cause;
  }
  await flushFolders([dirname(file)]);
}
