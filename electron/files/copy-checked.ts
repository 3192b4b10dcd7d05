import { lstat } from 'node:fs/promises';
import { copyUnflushed, removePart } from './durable.ts';
import { hashBytes, hashFile } from './hash.ts';

/**
 * Copies a file into a new one, unflushed, where its bytes are those that are expected; false where they are not, or where
 * no file is. Neither a link nor a pipe is followed. Throws Node's errors, and leaves no part behind.
 */
export async function copyChecked(source: string, part: string, sha256: string): Promise<boolean> {
  const found = await lstat(source);
  if (!found.isFile()) return false;
  await copyUnflushed(source, part);
  try {
    // The copy, not its source: a disk that keeps something else is found out, too.
    if ((await hashBytes(part, found.size)).sha256 === sha256) return true;
  } catch (cause) {
    await removePart(part);
    throw cause;
  }
  await removePart(part);
  return false;
}

/** Whether a file is there with the bytes that are expected. Throws Node's errors. */
export const hasBytes = async (file: string, sha256: string): Promise<boolean> =>
  (await lstat(file)).isFile() && (await hashFile(file)).sha256 === sha256;
