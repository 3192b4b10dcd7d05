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
      return fail({ code: 'cannot-open', what: url, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  },
  showInFolder(file) {
    shell.showItemInFolder(file);
  },
  openFolder: openPath,
  openFile: openPath,
});

async function openPath(path: string): Promise<Result<null>> {
  const reason = await shell.openPath(path);
  return reason === '' ? ok(null) : fail({ code: 'cannot-open', what: path, reason });
}
