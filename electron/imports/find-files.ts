import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { contentOfHead, headBytes } from '#shared/file-content.ts';
import { isFileCode, readHead } from '../files/index.ts';
import { isContainerName } from '../unpacking/index.ts';

/** Folders inside a folder are looked into so deep; links are not followed. */
export const deepest = 3;
const maxFiles = 5_000;

const isDocumentName = (file: string): boolean => /\.(pdf|xml)$/i.test(file);

/** What is looked for in a folder. */
export const isImportableName = (file: string): boolean => isDocumentName(file) || isContainerName(file);

/** An XML among other files is taken for its root element alone: most are settings of programs. */
async function isWanted(file: string): Promise<boolean> {
  if (!/\.xml$/i.test(file)) return isImportableName(file);
  const found = contentOfHead(await readHead(file, headBytes).catch(() => ''));
  return found !== 'xml';
}

/** The files of a selection: each file itself whatever its name, and what can be imported of each folder, sorted. */
export async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || files.length >= maxFiles) continue;
      const path = join(folder, entry.name);
      if (entry.isFile() && (await isWanted(path))) files.push(path);
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
