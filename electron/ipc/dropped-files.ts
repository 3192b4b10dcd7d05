import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { filesChannel } from '#shared/ipc/bridge.ts';
import type { Disposer } from '../platform/ports.ts';

export interface DroppedFiles {
  /** The paths of one drop, once: absolute ones. Empty for an id that is not known. */
  take(dropId: string): readonly string[];
}

const pathsSchema = z.array(z.string().max(32_768)).max(5_000);
const maxKept = 20;

/**
 * Takes the paths of files that were dropped on the window. Preload asks the system for them; the page itself neither
 * sees a path nor can it make one up, because this channel is not among those that it can call.
 */
export function receiveDroppedFiles(isTrusted: (event: IpcMainInvokeEvent) => boolean): {
  readonly dropped: DroppedFiles;
  readonly stop: Disposer;
} {
  const drops = new Map<string, readonly string[]>();
  ipcMain.handle(filesChannel, (event, paths: unknown) => {
    if (!isTrusted(event)) throw new Error('This sender may not call');
    // What a page makes up itself is no file of the system and has an empty path.
    const absolute = pathsSchema.parse(paths).filter((path) => isAbsolute(path));
    const dropId = randomUUID();
    drops.set(dropId, absolute);
    for (const oldest of drops.keys()) if (drops.size > maxKept) drops.delete(oldest);
    return dropId;
  });
  return {
    dropped: {
      take(dropId) {
        const paths = drops.get(dropId) ?? [];
        drops.delete(dropId);
        return paths;
      },
    },
    stop: () => {
      ipcMain.removeHandler(filesChannel);
    },
  };
}
