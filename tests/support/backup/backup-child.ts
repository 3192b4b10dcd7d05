/* A process of its own that backs up, restores or migrates, to be killed: `node backup-child.ts backup|restore|migrate FOLDER OTHER`. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { restoreBackup } from '../../../electron/backup/index.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';
import { backupOf, inProcessWorker } from './in-process.ts';

const [what, folder = '', other = ''] = process.argv.slice(2);
const { signal } = new AbortController();

async function run(): Promise<boolean> {
  if (what === 'restore') return (await restoreBackup(folder, other, inProcessWorker, { replace: true, signal })).ok;
  const opened = openDatabase(join(folder, 'billfold.db'), migrations);
  if (!opened.ok || what === 'migrate') return opened.ok;
  return (await backupOf(opened.value, folder)(other, { zip: false, signal })).ok;
}

// The work begins; what came before is not worth a kill.
writeSync(1, '.');
process.exitCode = (await run()) ? 0 : 1;
