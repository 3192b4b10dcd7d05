// `npm run setup`: installs the system programs that development and tests need, or says how.
import { installPrograms } from './support/install-programs.ts';
import { mayInstall, missingPrograms, remedyFor, testPrograms } from './support/machine.ts';
import { say } from './support/project.ts';

process.exitCode = setUp() ? 0 : 1;

function setUp(): boolean {
  if (process.platform !== 'linux') {
    say('Only Linux needs system programs for the tests.');
    return true;
  }
  const missing = missingPrograms(testPrograms);
  for (const program of testPrograms) {
    const state = missing.includes(program) ? 'missing' : 'there';
    say(`  ${state.padEnd(8)} ${program.debianPackage.padEnd(14)} ${program.purpose}`);
  }
  if (missing.length === 0) {
    say('Everything is there.');
    return true;
  }
  if (mayInstall()) return installPrograms(missing);
  say(`Please ${remedyFor(missing)}`);
  return false;
}
