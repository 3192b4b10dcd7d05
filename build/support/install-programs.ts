import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { missingPrograms, type SystemProgram } from './machine.ts';
import { say } from './project.ts';

/** The slowest mirror and disk that are worth waiting for. */
const longestStepMs = 10 * 60_000;
const options = ['-q', '-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=30', '-o', 'DPkg::Lock::Timeout=120'];

/**
 * Installs system programs with apt-get, after saying each and what it is for. Its output is shown only where it
 * fails. False where one is still missing; the reason has been said.
 */
export function installPrograms(missing: readonly SystemProgram[]): boolean {
  say('Installing, because this machine does not have them:');
  for (const { debianPackage, purpose } of missing) say(`  ${debianPackage.padEnd(14)} ${purpose}`);
  const started = performance.now();
  const packages = missing.map(({ debianPackage }) => debianPackage);
  const steps = [['update'], ['install', '-y', '--no-install-recommends', ...packages]] as const;
  for (const [step, ...args] of steps) {
    const { status, stdout, stderr, error } = withoutServices(() =>
      spawnSync('apt-get', [...options, step, ...args], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: longestStepMs,
        maxBuffer: 64 * 1024 * 1024,
      }),
    );
    if (status === 0) continue;
    say(`apt-get ${step} failed: ${lastLines(`${stdout}\n${stderr}\n${error?.message ?? ''}`)}`);
    return false;
  }
  const still = missingPrograms(missing);
  if (still.length > 0) {
    say(`Installed, but still missing: ${still.map(({ program }) => program).join(', ')}.`);
    return false;
  }
  say(`Installed in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
  return true;
}

/** Debian asks this file before it starts a service: what the tests start themselves is not to run, and listen, beside them. */
const servicePolicy = '/usr/sbin/policy-rc.d';

function withoutServices<T>(work: () => T): T {
  try {
    writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { flag: 'wx', mode: 0o755 });
  } catch {
    // There is one already: whoever looks after this machine has decided.
    return work();
  }
  try {
    return work();
  } finally {
    rmSync(servicePolicy);
  }
}

const lastLines = (output: string): string =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-5)
    .join('\n');
