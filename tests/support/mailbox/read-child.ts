/* A process of its own that reads a mailbox to its end, to be killed: `node read-child.ts read OPTIONS`. */
import { writeSync } from 'node:fs';
import { readAll, type ReadAllOptions } from './read-all.ts';

const [, , , options = '{}'] = process.argv;
const onStep = (): void => void writeSync(1, '.');
// The work begins; what came before is not worth a kill.
onStep();
// Whoever starts it and this are written for each other.
await readAll(JSON.parse(options) as ReadAllOptions, onStep);
process.exit(0);
