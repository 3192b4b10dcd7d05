/* Copies of the data that outlive a disk, a mistake, and a damaged database. */
export { createDailyBackup } from './daily.ts';
export { dailyBackups, isOfFuture, newestDaily } from './daily-files.ts';
export { failureOf, hasContent, openDataFolder, type OpenedFolder, readableCopy, remainsIn } from './data-folder.ts';
export { createDatabaseWorker, type DatabaseWorker } from './database-worker.ts';
export { recover } from './recover.ts';
export { restoreBackup, type RestoreOptions, stageRestore } from './restore.ts';
export { isReplacing } from './replace-data.ts';
export { openBackup } from './read-backup.ts';
export { createWriteBackup } from './write-backup.ts';
