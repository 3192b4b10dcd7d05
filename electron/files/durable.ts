import { chmod, close, constants, copyFile, fdatasync, fsync, link, open, rename, stat, unlink, writev } from 'node:fs';
import { promisify } from 'node:util';
import { isFileCode } from './file-error.ts';

/* Files that are whole on disk before they have their name. All paths absolute; failures are thrown as Node's errors. */

// The callback functions: file handle objects cost more than the work on small files.
const files = {
  chmod: promisify(chmod),
  close: promisify(close),
  copy: promisify(copyFile),
  fdatasync: promisify(fdatasync),
  fsync: promisify(fsync),
  link: promisify(link),
  open: promisify(open),
  rename: promisify(rename),
  stat: promisify(stat),
  unlink: promisify(unlink),
  writev: promisify(writev),
};

/** Writes a new file and flushes it. Leaves none behind when it fails. */
export const writePart = (part: string, bytes: Uint8Array): Promise<void> => writeNew(part, [bytes], true);

/** The same without flushing, for many files that `flushFiles` flushes together; the pieces are written one after the other. */
export const writeUnflushed = (part: string, pieces: readonly Uint8Array[]): Promise<void> =>
  writeNew(part, pieces, false);

async function writeNew(part: string, pieces: readonly Uint8Array[], flush: boolean): Promise<void> {
  const handle = await files.open(part, 'wx');
  try {
    for (let left = pieces; left.length > 0;) {
      const { bytesWritten } = await files.writev(handle, left);
      left = withoutFirst(left, bytesWritten);
    }
    if (flush) await files.fdatasync(handle);
    await files.close(handle);
  } catch (cause) {
    await files.close(handle).catch(ignore);
    await removePart(part);
    throw cause;
  }
}

/** What is left of the pieces, which may be very many, after so many bytes. */
function withoutFirst(pieces: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let over = bytes;
  return pieces.flatMap((piece) => {
    const written = Math.min(over, piece.length);
    over -= written;
    return written === piece.length ? [] : [piece.subarray(written)];
  });
}

/** Copies into a new file, by reference where the file system can, and flushes it. Returns the copy's size in bytes. */
export async function copyPart(source: string, part: string): Promise<number> {
  await copyUnflushed(source, part);
  try {
    await flushFile(part);
    return (await files.stat(part)).size;
  } catch (cause) {
    await removePart(part);
    throw cause;
  }
}

/** The same without flushing or size, for many copies that `flushFiles` flushes together. */
export async function copyUnflushed(source: string, part: string): Promise<void> {
  try {
    await files.copy(source, part, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } catch (cause) {
    if (!isFileCode(cause, 'EEXIST')) await removePart(part);
    throw cause;
  }
}

/** Waits until the file's bytes survive a power cut. */
export async function flushFile(file: string): Promise<void> {
  const handle = await openToFlush(file);
  try {
    await files.fdatasync(handle);
  } finally {
    await files.close(handle);
  }
}

// A copy has the mode of its source, which somebody may have made read-only.
async function openToFlush(file: string): Promise<number> {
  try {
    return await files.open(file, 'r+');
  } catch (cause) {
    if (!isFileCode(cause, 'EACCES', 'EPERM')) throw cause;
    await files.chmod(file, 0o644);
    return files.open(file, 'r+');
  }
}

/** Gives a finished part its name unless something has that name: then false, and the part stays. */
export async function placeNew(part: string, file: string): Promise<boolean> {
  try {
    await files.link(part, file);
  } catch (cause) {
    if (isFileCode(cause, 'EEXIST')) return false;
    if (isFileCode(cause, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) return placeWithoutLinks(part, file);
    throw cause;
  }
  await files.unlink(part);
  return true;
}

// FAT and some network drives have no hard links: an empty file of our own reserves the name, then gives way.
async function placeWithoutLinks(part: string, file: string): Promise<boolean> {
  try {
    await files.close(await files.open(file, 'wx'));
  } catch (cause) {
    if (isFileCode(cause, 'EEXIST')) return false;
    throw cause;
  }
  try {
    await files.rename(part, file);
  } catch (cause) {
    await removePart(file);
    throw cause;
  }
  return true;
}

/** Gives a finished part the name of a file that it replaces. */
export const placeOver = (part: string, file: string): Promise<void> => files.rename(part, file);

export async function removePart(part: string): Promise<void> {
  await files.unlink(part).catch(ignore);
}

/** Makes new names in these folders survive a power cut. Windows has no such call and needs none. */
export async function flushFolders(folders: Iterable<string>): Promise<void> {
  if (process.platform === 'win32') return;
  await Promise.all([...new Set(folders)].map(flushFolder));
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await files.open(folder, 'r');
  try {
    await files.fsync(handle);
  } catch (cause) {
    // Some network file systems cannot flush a folder.
    if (!isFileCode(cause, 'EINVAL', 'ENOTSUP', 'EBADF', 'EPERM')) throw cause;
  } finally {
    await files.close(handle);
  }
}

const ignore = (): undefined => undefined;
