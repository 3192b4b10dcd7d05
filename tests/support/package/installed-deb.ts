import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../waits.ts';

/** A root folder of its own that dpkg installs into, with a list of packages of its own. Nothing outside it changes. */
export async function rootForDeb(root: string) {
  await mkdir(join(root, 'var/lib/dpkg/info'), { recursive: true });
  await mkdir(join(root, 'var/lib/dpkg/updates'));
  for (const list of ['status', 'available']) await writeFile(join(root, 'var/lib/dpkg', list), '');
  const forced = ['not-root', 'script-chrootless', 'depends', 'bad-path'].map((what) => `--force-${what}`);
  // The scripts find the folder in DPKG_ROOT; what belongs to root there belongs to whoever runs the test.
  const dpkg = (...args: readonly string[]) =>
    run('fakeroot', ['dpkg', `--root=${root}`, `--log=${join(root, 'var/lib/dpkg/log')}`, ...forced, ...args]);
  return {
    install: (deb: string) => dpkg('--install', deb),
    purge: (name: string) => dpkg('--purge', name),
    /** What is in the folder beside dpkg's own lists. */
    files: async () => filesIn(root, 'var/lib/dpkg'),
  };
}

/** Paths of all files in a folder but those under one path, sorted. */
export async function filesIn(root: string, except = ' '): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !path.startsWith(except))
    .sort();
}
