import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FSWatcher } from 'chokidar';
import type { ImportFolder } from '#shared/import/items.ts';
import { createLoop } from '../background/index.ts';
import { bugOf } from '../logging/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import { deepest, isImportableName } from './find-files.ts';

interface Parts {
  readonly folders: () => readonly { readonly accountId: string; readonly folder: string }[];
  /** A file is whole when its size has not changed for so long. */
  readonly settledMillis: number;
  readonly onFile: (accountId: string, path: string) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Watched {
  readonly folder: string;
  readonly watcher: FSWatcher;
}

const lookAgainMillis = 60_000;

/** Watches the folders in which people put invoices. A folder that is away, as on a drive, is looked for again. */
export function createWatchedFolders({ folders, settledMillis, onFile, clock, logger }: Parts) {
  const watched = new Map<string, Watched>();
  let running = false;
  let closing: Promise<unknown> = Promise.resolve();

  const isThere = (folder: string): Promise<boolean> =>
    stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );

  function end(accountId: string): void {
    const known = watched.get(accountId);
    watched.delete(accountId);
    if (known) closing = Promise.all([closing, known.watcher.close()]);
  }

  async function begin(accountId: string, folder: string): Promise<void> {
    // Loaded when a folder is watched: it would slow down each start.
    const { watch } = await import('chokidar');
    if (!running || watched.has(accountId)) return;
    const watcher = watch(folder, {
      depth: deepest - 1,
      followSymlinks: false,
      ignored: (path, found) =>
        path !== folder && (basename(path).startsWith('.') || (found?.isFile() === true && !isImportableName(path))),
      awaitWriteFinish: { stabilityThreshold: settledMillis, pollInterval: Math.min(100, settledMillis) },
    });
    const take = (path: string) => {
      onFile(accountId, path);
    };
    watcher.on('add', take).on('change', take);
    watcher.on('error', (cause) => {
      logger.warn('A watched folder could not be read', { account: accountId, cause });
    });
    watched.set(accountId, { folder, watcher });
  }

  async function look(): Promise<void> {
    const wanted = new Map(folders().map(({ accountId, folder }) => [accountId, folder]));
    for (const [accountId, { folder }] of watched) {
      if (wanted.get(accountId) !== folder || !(await isThere(folder))) end(accountId);
    }
    for (const [accountId, folder] of wanted) {
      try {
        if (running && !watched.has(accountId) && (await isThere(folder))) await begin(accountId, folder);
      } catch (cause) {
        // It keeps no other folder from being watched.
        bugOf(logger, 'A folder could not be watched', cause, { account: accountId });
      }
    }
  }

  return {
    /** Brings what is watched in step with what should be. */
    look,

    async of(accountId: string): Promise<ImportFolder | null> {
      const found = folders().find((each) => each.accountId === accountId);
      return found ? { label: found.folder, missing: !(await isThere(found.folder)) } : null;
    },

    start(): Disposer {
      running = true;
      const stopLooking = createLoop({
        ...{ clock, logger, name: 'Watching folders', firstMillis: 0, everyMillis: lookAgainMillis },
        turn: look,
      }).start();
      return () => {
        running = false;
        stopLooking();
        for (const accountId of watched.keys()) end(accountId);
      };
    },

    idle: () => closing,
  };
}
