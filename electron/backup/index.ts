/* Copies of the data that outlive a disk, a mistake, and a damaged database. */
export { createDailyBackup } from './daily.ts';
export { newestDaily } from './daily-files.ts';
export { failureOf, openDataFolder, type OpenedFolder } from './data-folder.ts';
export { createDatabaseWorker } from './database-worker.ts';
export { recover } from './recover.ts';
export { restoreBackup, type RestoreOptions, stageRestore } from './restore.ts';
export { openBackup } from './read-backup.ts';
export { createWriteBackup } from './write-backup.ts';
