import { lstat, readFile } from 'node:fs/promises';
import { copyUnflushed, removePart, writeUnflushed } from './durable.ts';
import { hashFile, sumOf } from './hash.ts';

// More is read in pieces.
const wholeUpTo = 16 * 1024 * 1024;

/**
 * Copies a file into a new one, unflushed, where its bytes are those that are expected; false where they are not, or where
 * no file is. Neither a link nor a pipe is followed. Throws Node's errors, and leaves no part behind.
 */
export async function copyChecked(source: string, part: string, sha256: string): Promise<boolean> {
  const found = await lstat(source);
  if (!found.isFile()) return false;
  if (found.size <= wholeUpTo) {
    const bytes = await readFile(source);
    if ((await sumOf(bytes)) !== sha256) return false;
    await writeUnflushed(part, [bytes]);
    return true;
  }
  await copyUnflushed(source, part);
  if ((await hashFile(part)).sha256 === sha256) return true;
  await removePart(part);
  return false;
}

/** Whether a file is there with the bytes that are expected. Throws Node's errors. */
export const hasBytes = async (file: string, sha256: string): Promise<boolean> =>
  (await lstat(file)).isFile() && (await hashFile(file)).sha256 === sha256;
