import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The versions whose data folder is kept, oldest first. */
export const keptVersions: readonly string[] = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** A copy of a version's data folder, removed when disposed of. */
export function unpackDataFolder(version: string): { readonly path: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'data-folder-'));
  execFileSync('tar', ['-xzf', join(import.meta.dirname, version, 'data-folder.tar.gz'), '-C', folder]);
  return {
    path: join(folder, 'data'),
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
