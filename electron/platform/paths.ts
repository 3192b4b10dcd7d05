import { join } from 'node:path';
import { app } from 'electron';

/** Where Billfold keeps its data: `BILLFOLD_DATA_DIR`, or the operating system's place for it. */
export const dataFolder = (environment: NodeJS.ProcessEnv): string =>
  environment['BILLFOLD_DATA_DIR'] ?? app.getPath('userData');

/** The database, secrets, log and documents inside the data folder. */
export const pathsIn = (folder: string) => ({
  database: join(folder, 'billfold.db'),
  secrets: join(folder, 'secrets.json'),
  log: join(folder, 'logs', 'billfold.log'),
  documents: join(folder, 'documents'),
});
