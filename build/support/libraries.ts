import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Libraries that find files of their own beside their code: packed as folders, with what they need. All others are built in. */
export const packedAsFolders: readonly string[] = ['better-sqlite3', 'pdfjs-dist', 'pdfkit', 'tesseract.js'];

/** What better-sqlite3 was compiled with. */
const neverLoaded = new Set(['node-addon-api']);

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

export interface Library {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string | undefined;
  readonly folder: string;
}

/** Folders of installed libraries and of all that they depend on, each once. */
export function withDependencies(root: string, names: readonly string[]): Library[] {
  const found = new Map<string, Library>();
  const add = (name: string, from: string): void => {
    const folder = folderOf(name, from);
    if (found.has(folder)) return;
    const { version, license, dependencies = {} } = manifest.parse(read(folder));
    found.set(folder, { name, version, license, folder });
    for (const dependency of Object.keys(dependencies)) if (!neverLoaded.has(dependency)) add(dependency, folder);
  };
  for (const name of names) add(name, root);
  return [...found.values()];
}

const read = (folder: string): unknown => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** As Node looks for it: beside whoever needs it, then further up. */
function folderOf(name: string, from: string): string {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(from);
  if (above === from) throw new Error(`${name} is not installed.`);
  return folderOf(name, above);
}
