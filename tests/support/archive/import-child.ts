/* A process of its own that imports a folder, to be killed: `node import-child.ts import FOLDER INBOX`. */
import { writeSync } from 'node:fs';
import { importAll } from './import-all.ts';

const [, , , folder = '', inbox = ''] = process.argv;
const onStep = (): void => void writeSync(1, '.');
// The work begins; what came before is not worth a kill.
onStep();
await importAll(folder, inbox, onStep);
process.exit(0);
