import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFileCode } from './file-error.ts';

/**
 * What systemd hands to a service (`LoadCredentialEncrypted`): a file of this name in `$CREDENTIALS_DIRECTORY`, which nobody
 * else can read. Null where there is none.
 */
export function credential(environment: Readonly<Record<string, string | undefined>>, name: string): string | null {
  const folder = environment['CREDENTIALS_DIRECTORY'];
  if (folder === undefined || folder === '') return null;
  try {
    return readFileSync(join(folder, name), 'utf8').trim() || null;
  } catch (cause) {
    if (isFileCode(cause, 'ENOENT', 'EACCES')) return null;
    throw cause;
  }
}
