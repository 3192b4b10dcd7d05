// `npm test`: everything that has to be true of a checkout, in one command. The last line counts.
import { spawnSync } from 'node:child_process';
import { runTasks } from './checks/run-tasks.ts';
import { buildTask, lintChecks, typeChecks } from './checks/tasks.ts';
import { runTests, summary, testRuns } from './checks/test-runs.ts';
import { installCommand, isRoot, missingSystemPrograms } from './support/machine.ts';
import { inProject, say } from './support/project.ts';

requireSystemPrograms();

const failedChecks = await runTasks([buildTask, ...lintChecks, ...typeChecks]);
const tallies = testRuns.map(runTests);

const good = failedChecks.length === 0 && tallies.every(({ failed }) => failed === 0);
process.exitCode = good && tallies.some(({ passed }) => passed > 0) ? 0 : 1;
process.stdout.write(summary(tallies, failedChecks));

/** Installs what is missing where that is allowed without asking (as root, in CI); else stops with the command. */
function requireSystemPrograms(): void {
  const missing = process.platform === 'linux' ? missingSystemPrograms() : [];
  if (missing.length === 0) return;
  const inContinuousIntegration = Boolean(process.env['CI']);
  if (isRoot() || inContinuousIntegration) {
    const setup = spawnSync(process.execPath, [inProject('build', 'setup.ts')], { stdio: ['ignore', 2, 2] });
    if (setup.status === 0) return;
  }
  const packages = missing.map(({ debianPackage }) => debianPackage);
  say(`The tests need system programs that are missing. Please run:\n\n  ${installCommand(packages)}\n`);
  process.exit(1);
}
