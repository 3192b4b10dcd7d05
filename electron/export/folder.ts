import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { ifMissing, isFileCode, isInside, makeFolder, removePart } from '../files/index.ts';

/** The folder that an export goes to, and what is in it. Paths are relative, with `/`. Failures are thrown as Node's errors. */
export type TargetFolder = Awaited<ReturnType<typeof openTargetFolder>>;

const partName = /^\.billfold-([\w-]+)-\d+\.part$/;

/**
 * `make` makes the folder, `use` wants it to be there, `look` only looks and takes a missing one for an empty one. Parts
 * that ended jobs left in it are removed, unless it is only looked at: `isEnded` knows them by id.
 */
export async function openTargetFolder(
  folder: string,
  purpose: 'make' | 'use' | 'look',
  isEnded: (jobId: string) => boolean,
) {
  if (purpose === 'make') await makeFolder(folder);
  const root = await realpath(folder).catch((cause: unknown) => {
    if (purpose === 'look' && isFileCode(cause, 'ENOENT')) return folder;
    throw cause;
  });
  const listings = new Map<string, Set<string>>();
  const confined = new Set<string>(['']);
  let parts = 0;

  async function list(subfolder: string): Promise<Set<string>> {
    const known = listings.get(subfolder);
    if (known) return known;
    const found = new Set(await readdir(join(root, subfolder)).catch(ifMissing([], ['ENOENT'])));
    listings.set(subfolder, found);
    return found;
  }

  if (purpose !== 'look') {
    for (const name of await list('')) {
      const jobId = partName.exec(name)?.[1];
      if (jobId !== undefined && isEnded(jobId)) await removePart(join(root, name));
    }
  }

  function requireInside(subfolder: string, real: string): void {
    if (!isInside(real, root))
      throw Object.assign(new Error(`${subfolder} leads out of the folder`), { code: 'EXDEV' });
  }

  /** Of `a/b/c` those of `a`, `a/b`, `a/b/c` that are there. */
  async function there(subfolder: string): Promise<string[]> {
    const found: string[] = [];
    for (const name of subfolder.split('/')) {
      const part = join(found.at(-1) ?? '', name);
      // A link that leads nowhere is there, too, and says so when it is followed.
      const isThere = await lstat(join(root, part)).then(
        () => true,
        () => false,
      );
      if (!isThere) break;
      found.push(part);
    }
    return found;
  }

  return {
    root,
    absolute: (path: string): string => join(root, path),
    partFor: (jobId: string): string => join(root, `.billfold-${jobId}-${++parts}.part`),

    /** Whether something had that name when its folder was first looked at. */
    async had(path: string): Promise<boolean> {
      const slash = path.lastIndexOf('/');
      return (await list(path.slice(0, Math.max(0, slash)))).has(path.slice(slash + 1));
    },

    /** Something came to have that name meanwhile. */
    async notice(path: string): Promise<void> {
      const slash = path.lastIndexOf('/');
      (await list(path.slice(0, Math.max(0, slash)))).add(path.slice(slash + 1));
    },

    /** Makes a subfolder; throws when links lead it out of the folder. */
    async prepare(subfolder: string): Promise<void> {
      if (confined.has(subfolder)) return;
      // First what is there already: nothing may be made behind a link that leads out.
      for (const part of await there(subfolder)) requireInside(part, await realpath(join(root, part)));
      await makeFolder(join(root, subfolder));
      requireInside(subfolder, await realpath(join(root, subfolder)));
      confined.add(subfolder);
    },
  };
}
