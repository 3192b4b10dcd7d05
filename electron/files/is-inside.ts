import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path is in a folder, at any depth, or that folder itself. Both absolute; links are not followed. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
