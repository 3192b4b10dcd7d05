import { shell } from 'electron';
import { fail, ok } from '#shared/result.ts';
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
  async openFolder(folder) {
    const reason = await shell.openPath(folder);
    return reason === '' ? ok(null) : fail({ code: 'cannot-open', what: folder, reason });
  },
});
