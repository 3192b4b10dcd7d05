import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

/**
 * Chooses and makes the data folder: `BILLFOLD_DATA_DIR`, or the operating system's place for it. To be called before
 * Electron is ready. Commands keep Chromium's own files apart, because a window may be open on the same folder.
 */
export function useDataFolder(environment: NodeJS.ProcessEnv, user: 'window' | 'command'): string {
  const folder = environment['BILLFOLD_DATA_DIR'] ?? app.getPath('userData');
  const session = user === 'window' ? folder : join(folder, 'command-session');
  mkdirSync(session, { recursive: true });
  app.setPath('userData', folder);
  app.setPath('sessionData', session);
  return folder;
}

/** The database, secrets, log and documents inside the data folder. */
export const pathsIn = (folder: string) => ({
  database: join(folder, 'billfold.db'),
  secrets: join(folder, 'secrets.json'),
  log: join(folder, 'logs', 'billfold.log'),
  documents: join(folder, 'documents'),
});
