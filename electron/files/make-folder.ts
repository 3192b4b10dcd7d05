import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFileCode } from './file-error.ts';

/** Makes a folder and what is missing above it. On failure throws the error of the very folder that could not be made. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    // On a read-only disk Node says that the folder does not exist, and not why it cannot.
    if (isFileCode(cause, 'ENOENT')) await mkdir(await firstMissing(folder));
    throw cause;
  }
}

async function firstMissing(folder: string): Promise<string> {
  const parent = dirname(folder);
  if (parent === folder) return folder;
  const isThere = await stat(parent).then(
    () => true,
    () => false,
  );
  return isThere ? folder : firstMissing(parent);
}
