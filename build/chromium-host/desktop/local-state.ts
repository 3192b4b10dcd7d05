import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Windows' DPAPI made of a key begins so; here the key itself follows. */
const wrapped = Buffer.from('DPAPI');

/**
 * The key that Electron on Windows keeps in `Local State` of `sessionData` (shell/browser/browser_process_impl.cc,
 * components/os_crypt/sync/os_crypt_win.cc): made at the first start on that folder, so that another folder has another.
 */
export function localStateKey(sessionData: string): Buffer {
  const file = join(sessionData, 'Local State');
  const state = stateIn(file);
  const kept = Buffer.from(state.os_crypt?.encrypted_key ?? '', 'base64');
  if (kept.length === wrapped.length + 32) return kept.subarray(wrapped.length);
  const key = randomBytes(32);
  mkdirSync(sessionData, { recursive: true });
  const encrypted_key = Buffer.concat([wrapped, key]).toString('base64');
  writeFileSync(file, JSON.stringify({ ...state, os_crypt: { ...state.os_crypt, encrypted_key } }));
  return key;
}

interface LocalState {
  readonly os_crypt?: { readonly encrypted_key?: string };
}

/** One that cannot be read is replaced, as Chromium's JsonPrefStore does. */
function stateIn(file: string): LocalState {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LocalState) : {};
  } catch {
    return {};
  }
}
