// `npm run setup`: installs the system programs that development and tests need, or says how.
import { spawnSync } from 'node:child_process';
import { installCommand, isDebianLike, isRoot, missingSystemPrograms, systemPrograms } from './support/machine.ts';
import { say } from './support/project.ts';

process.exitCode = setUp();

function setUp(): number {
  if (process.platform !== 'linux') {
    say(
      'Only Linux needs system programs for the tests. Install Google Chrome or Chromium for machines without Electron.',
    );
    return 0;
  }
  const missing = missingSystemPrograms();
  for (const program of systemPrograms) {
    const state = missing.includes(program) ? 'missing' : 'there';
    say(`  ${state.padEnd(8)} ${program.debianPackage.padEnd(14)} ${program.purpose}`);
  }
  if (missing.length === 0) {
    say('Everything is there.');
    return 0;
  }
  const packages = missing.map(({ debianPackage }) => debianPackage);
  if (!isDebianLike()) {
    const programs = missing.map(({ program }) => program);
    say(`Please install with your system's package manager what brings these programs: ${programs.join(', ')}.`);
    return 1;
  }
  if (!isRoot()) {
    say(`Installing needs an administrator. Please run:\n\n  ${installCommand(packages)}\n`);
    return 1;
  }
  return install(packages);
}

function install(packages: readonly string[]): number {
  say(`Installing ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [['update'], ['install', '-y', '--no-install-recommends', ...packages]];
  for (const step of steps) {
    const { status } = spawnSync('apt-get', ['-q', ...step], { env, stdio: ['ignore', 2, 2] });
    if (status === 0) continue;
    say(`apt-get ${step[0] ?? ''} failed; its reason is above.`);
    return 1;
  }
  const still = missingSystemPrograms();
  if (still.length === 0) {
    say('Everything is there now.');
    return 0;
  }
  say(`Installed, but still missing: ${still.map(({ debianPackage }) => debianPackage).join(', ')}.`);
  return 1;
}
