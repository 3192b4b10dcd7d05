import { createDatabaseWorker, createWriteBackup } from '../../../electron/backup/index.ts';
import { runDatabaseTask } from '../../../electron/backup/database-tasks.ts';
import type { DatabaseTask } from '../../../electron/backup/database-task.ts';
import { join } from 'node:path';
import { createLeases } from '../../../electron/database/lease.ts';
import type { Database } from '../../../electron/database/open.ts';
import { realClock } from '../archive/many-invoices.ts';

/** The database's child process without a process. */
export const inProcessWorker = createDatabaseWorker(() => {
  let tell: (message: unknown) => void = () => undefined;
  return {
    post(message) {
      void runDatabaseTask(message as DatabaseTask).then((answer) => {
        tell(answer);
      });
    },
    onMessage(listener) {
      tell = listener;
    },
    onExit: () => undefined,
    kill: () => undefined,
    memory: () => null,
  };
});

/** Writes backups of a folder whose database is open. */
export const backupOf = (db: Database, folder: string) =>
  createWriteBackup({
    folder,
    database: db.name,
    incoming: join(folder, 'incoming'),
    documentsFolder: () => join(folder, 'documents'),
    leases: createLeases(db, realClock),
    worker: inProcessWorker,
    clock: realClock,
    version: '1.2.3',
  });
