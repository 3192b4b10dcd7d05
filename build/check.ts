// `npm run typecheck` and `npm run lint`: the checks that run no code of ours.
import { runTasks } from './checks/run-tasks.ts';
import { lintChecks, typeChecks } from './checks/tasks.ts';
import { say } from './support/project.ts';

const kinds = { types: typeChecks, lint: lintChecks };

const asked = process.argv.slice(2);
const tasks = Object.entries(kinds).flatMap(([kind, checks]) => (asked.includes(kind) ? checks : []));
if (tasks.length === 0) {
  say(`Say which checks to run: ${Object.keys(kinds).join(', ')}.`);
  process.exit(2);
}
const failed = await runTasks(tasks);
if (failed.length > 0) {
  say(`Failed: ${failed.join(', ')}.`);
  process.exitCode = 1;
}
