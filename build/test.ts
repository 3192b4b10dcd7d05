// `npm test`: everything that has to be true of a checkout, in one command. The last line counts.
import { runTasks } from './checks/run-tasks.ts';
import { buildTask, lintChecks, typeChecks } from './checks/tasks.ts';
import { runTests, summary, testRuns } from './checks/test-runs.ts';
import { installPrograms } from './support/install-programs.ts';
import { inWords, mayInstall, missingPrograms, remedyFor, testPrograms } from './support/machine.ts';
import { say } from './support/project.ts';

requireSystemPrograms();

const failedChecks = await runTasks([buildTask, ...lintChecks, ...typeChecks]);
const tallies = testRuns.map(runTests);

const good = failedChecks.length === 0 && tallies.every(({ failed }) => failed === 0);
process.exitCode = good && tallies.some(({ passed }) => passed > 0) ? 0 : 1;
process.stdout.write(summary(tallies, failedChecks));

/** Installs what is missing where that is allowed; else stops with the one thing to do. */
function requireSystemPrograms(): void {
  const missing = process.platform === 'linux' ? missingPrograms(testPrograms) : [];
  if (missing.length === 0 || (mayInstall() && installPrograms(missing))) return;
  const programs = missing.map(({ program }) => program);
  say(`The tests need ${inWords(programs)}, which this machine does not have. Please ${remedyFor(missing)}`);
  process.exit(1);
}
