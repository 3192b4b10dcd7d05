import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Has a folder of Chromium's own files use the key of `safeStorage` that one of the places has, the first before the
 * others; where none has one nothing changes, and Electron makes one. Only Windows keeps that key in `sessionData` (in its
 * file `Local State`, shell/browser/browser_process_impl.cc): window and command have folders of their own and must read what the
 * other encrypted. To be called before Electron is ready. Throws Node's file errors.
 */
export function shareStorageKey(session: string, places: readonly string[]): void {
  const shared = places.map(keyIn).find((key) => key !== null);
  if (shared === undefined || shared === keyIn(session)) return;
  const state = stateIn(session);
  const os_crypt = { ...recordOf(state['os_crypt']), encrypted_key: shared };
  const file = fileIn(session);
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, JSON.stringify({ ...state, os_crypt }), { mode: 0o600 });
  renameSync(part, file);
}

const fileIn = (folder: string): string => join(folder, 'Local State');

function keyIn(folder: string): string | null {
  const key = recordOf(stateIn(folder)['os_crypt'])['encrypted_key'];
  return typeof key === 'string' && key !== '' ? key : null;
}

/** Empty where there is none that can be read: Chromium begins with an empty one then. */
function stateIn(folder: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return {};
  }
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
