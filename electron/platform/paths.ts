import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { fail, ok, type Result } from '#shared/result.ts';
import { fileErrorOf, isWritable } from '../files/index.ts';
import { shareStorageKey } from './storage-key.ts';

const commandSession = 'command-session';

/**
 * Chooses and makes the data folder: `BILLFOLD_DATA_DIR`, or the operating system's place for it. To be called before
 * Electron is ready. Commands keep Chromium's own files apart, because a window may be open on the same folder.
 */
export function setDataFolder(environment: NodeJS.ProcessEnv, user: 'window' | 'command' | 'doctor'): Result<string> {
  const folder = dataFolderOf(environment);
  // The doctor is to find what there is: it makes no folder that is missing.
  const isUsable = isWritable(folder) && (user !== 'doctor' || existsSync(folder));
  const place = isUsable ? folder : temporaryPlace();
  const session = user === 'window' ? place : join(place, commandSession);
  try {
    mkdirSync(session, { recursive: true });
    shareStorageKey(session, [folder, join(folder, commandSession)]);
  } catch (cause) {
    return fail(fileErrorOf(cause, folder, folder));
  }
  app.setPath('userData', place);
  app.setPath('sessionData', session);
  return ok(folder);
}

/** Where the data folder is, or would be; absolute. To be asked before `setDataFolder` puts Electron's own files elsewhere. */
export const dataFolderOf = (environment: NodeJS.ProcessEnv): string =>
  resolve(environment['BILLFOLD_DATA_DIR'] || app.getPath('userData'));

/** For Chromium's own files while the data folder cannot be written to; gone with the process. */
function temporaryPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'billfold-session-'));
  process.once('exit', () => {
    rmSync(place, { recursive: true, force: true });
  });
  return place;
}

/** The database, secrets, log and documents inside the data folder. */
export const pathsIn = (folder: string) => ({
  database: join(folder, 'billfold.db'),
  secrets: join(folder, 'secrets.json'),
  log: join(folder, 'logs', 'billfold.log'),
  documents: join(folder, 'documents'),
  incoming: join(folder, 'incoming'),
  backups: join(folder, 'backups'),
});
