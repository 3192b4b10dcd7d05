import { shell } from 'electron';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Opener } from './ports.ts';

/** Hands addresses and folders to the system's own programs. */
export const createOpener = (): Opener => ({
  async openAddress(url) {
    try {
      await shell.openExternal(url);
      return ok(null);
    } catch (cause) {
      const systemWords = cause instanceof Error ? cause.message : String(cause);
      return fail({ code: 'cannot-open', what: url, systemWords });
    }
  },
  showInFolder(file) {
    shell.showItemInFolder(file);
  },
  openFolder: openPath,
  openFile: openPath,
});

async function openPath(path: string): Promise<Result<null>> {
  const systemWords = await shell.openPath(path);
  return systemWords === '' ? ok(null) : fail({ code: 'cannot-open', what: path, systemWords });
}
