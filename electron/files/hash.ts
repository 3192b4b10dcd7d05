import { createHash, hash, subtle } from 'node:crypto';
import { close, createReadStream, open, read, stat } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

// The callback functions: file handle objects cost more than the work on small files.
const files = { close: promisify(close), open: promisify(open), read: promisify(read), stat: promisify(stat) };

/** So much is hashed in less time than handing it to another thread takes. */
const smallUpTo = 256 * 1024;
const wholeUpTo = 16 * 1024 * 1024;
/** Most documents are small: their bytes go through the same few buffers, one after the other. */
const spareBuffers: Buffer[] = [];

/** SHA-256 in lower-case hexadecimal digits. */
export const sha256Of = (bytes: Uint8Array | string): string => hash('sha256', bytes);

/** The same of pieces, one after the other. */
export function sha256OfPieces(pieces: readonly Uint8Array[]): string {
  const sum = createHash('sha256');
  for (const piece of pieces) sum.update(piece);
  return sum.digest('hex');
}

/** The same, made on a thread of its own. */
export const sumOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Buffer.from(await subtle.digest('SHA-256', bytes)).toString('hex');

/**
 * SHA-256 and size of a file. Large files are read in pieces. What has the name and is no regular file, a pipe for one, which
 * would keep its reader waiting for ever, counts as not there (`ENOENT`).
 */
export async function hashFile(file: string): Promise<{ sha256: string; bytes: number }> {
  const found = await files.stat(file);
  if (!found.isFile()) throw Object.assign(new Error(`${file} is no regular file`), { code: 'ENOENT' });
  return hashBytes(file, found.size);
}

/** The same of what is known to be a regular file, and how large it is. */
export async function hashBytes(file: string, size: number): Promise<{ sha256: string; bytes: number }> {
  const small = size <= smallUpTo ? await hashSmall(file, size) : null;
  if (small) return small;
  if (size <= wholeUpTo) {
    const content = await readFile(file);
    return { sha256: await sumOf(content), bytes: content.length };
  }
  const sum = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    sum.update(piece);
    bytes += piece.length;
  }
  return { sha256: sum.digest('hex'), bytes };
}

/** In one read. Null where the file is larger or smaller than it was said to be. */
async function hashSmall(file: string, size: number): Promise<{ sha256: string; bytes: number } | null> {
  const handle = await files.open(file, 'r');
  const buffer = spareBuffers.pop() ?? Buffer.allocUnsafeSlow(smallUpTo + 1);
  try {
    const { bytesRead } = await files.read(handle, buffer, 0, size + 1, null);
    return bytesRead === size ? { sha256: sha256Of(buffer.subarray(0, size)), bytes: size } : null;
  } finally {
    spareBuffers.push(buffer);
    await files.close(handle);
  }
}
