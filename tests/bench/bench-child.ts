// Does one task of the bench in a process of its own, so that its memory is its own, and prints what came of it as JSON.
import { tasks } from './tasks.ts';

const [name = '', options = '{}'] = process.argv.slice(2);
const task = tasks[name];
if (!task) throw new Error(`There is no task ${name}`);
// The cases and the tasks are written for each other.
process.stdout.write(`${JSON.stringify(await task(JSON.parse(options) as never))}\n`);
