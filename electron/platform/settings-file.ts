import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { damagedName } from './damaged-name.ts';
import type { SettingsFile } from './ports.ts';

/**
 * `settings.json` in the data folder, written atomically by electron-store. A file that cannot be read is kept
 * beside as `settings.damaged.json`, or the first of `settings.damaged-2.json` and so on that is free, and a new one begun;
 * where it cannot be put aside it stays, nothing is read of it, and nothing can be written.
 */
export function createSettingsFile(folder: string): SettingsFile {
  const open = () => new ElectronStore<Record<string, unknown>>({ cwd: folder, name: 'settings' });
  let store: ReturnType<typeof open>;
  let damaged: string | null = null;
  try {
    store = open();
  } catch (cause) {
    const file = join(folder, 'settings.json');
    if (!existsSync(file)) throw cause;
    damaged = damagedName(folder);
    try {
      renameSync(file, damaged);
    } catch (failure) {
      return unwritable(folder, file, failure);
    }
    store = open();
  }
  return {
    folder,
    damaged,
    read: () => store.store,
    write(content) {
      store.store = content;
    },
  };
}

const unwritable = (folder: string, file: string, failure: unknown): SettingsFile => ({
  folder,
  damaged: file,
  read: () => ({}),
  write() {
    throw failure;
  },
});
