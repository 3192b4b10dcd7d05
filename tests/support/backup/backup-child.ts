/* A process of its own that backs up, restores or migrates, to be killed: `node backup-child.ts backup|restore|migrate FOLDER OTHER`. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder, restoreBackup } from '../../../electron/backup/index.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { backupOf, inProcessWorker } from './in-process.ts';

const [what, folder = '', other = ''] = process.argv.slice(2);
const { signal } = new AbortController();

const onProgress = (): void => void writeSync(1, '.');

async function run(): Promise<boolean> {
  if (what === 'restore')
    return (await restoreBackup(folder, other, inProcessWorker, { replace: true, onProgress, signal })).ok;
  // A copy of the database comes first, then each migration.
  const opened = openDataFolder(join(folder, 'billfold.db'), migrations);
  if (!opened.ok || what === 'migrate') return opened.ok;
  return (await backupOf(opened.value.db, folder)(other, { zip: false, onProgress, signal })).ok;
}

// The work begins; what came before is not worth a kill.
onProgress();
process.exitCode = (await run()) ? 0 : 1;
