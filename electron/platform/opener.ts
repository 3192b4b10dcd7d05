import { shell } from 'electron';
import type { Opener } from './ports.ts';

/** Hands addresses and folders to the system's own programs. */
export const createOpener = (): Opener => ({
  openAddress: (url) => shell.openExternal(url),
  showInFolder(file) {
    shell.showItemInFolder(file);
  },
  async openFolder(folder) {
    const problem = await shell.openPath(folder);
    if (problem) throw new Error(problem);
  },
});
