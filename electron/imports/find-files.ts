import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isFileCode } from '../files/index.ts';
import { isContainerName } from '../unpacking/index.ts';

/** Folders inside a folder are looked into so deep; links are not followed. */
export const deepest = 3;
const maxFiles = 5_000;

const isPdfName = (file: string): boolean => extname(file).toLowerCase() === '.pdf';

/** What is looked for in a folder. */
export const isImportableName = (file: string): boolean => isPdfName(file) || isContainerName(file);

/** The files of a selection: each file itself whatever its name, and what can be imported of each folder, sorted. */
export async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || files.length >= maxFiles) continue;
      const path = join(folder, entry.name);
      if (entry.isFile() && isImportableName(path)) files.push(path);
      else if (entry.isDirectory() && depth < deepest) await walk(path, depth + 1);
    }
  };
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) await walk(path, 1);
      else files.push(path);
    } catch (cause) {
      // It is gone, or may not be read: taken all the same, so that its row says so.
      if (!isFileCode(cause, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM')) throw cause;
      files.push(path);
    }
  }
  return [...new Set(files)].slice(0, maxFiles);
}
