import { createHash, hash, subtle } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';

const wholeUpTo = 16 * 1024 * 1024;

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
 * SHA-256 and size of a file. The sum is made on a thread of its own; large files are read in pieces. What has the name and
 * is no regular file, a pipe for one, which would keep its reader waiting for ever, counts as not there (`ENOENT`).
 */
export async function hashFile(file: string): Promise<{ sha256: string; bytes: number }> {
  const found = await stat(file);
  if (!found.isFile()) throw Object.assign(new Error(`${file} is no regular file`), { code: 'ENOENT' });
  const { size } = found;
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
