import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { inProject, projectRoot, say } from '../support/project.ts';
import { heading } from './run-tasks.ts';

/** How many tests ran, and how they ended. A skipped test counts as failed: nothing is left out silently. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

interface TestRun {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: Record<string, string>;
  readonly report: string;
  readonly count: (report: unknown) => Tally;
}

const reportOf = (runner: string) => inProject('.cache', 'test-reports', `${runner}.json`);

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

const vitest: TestRun = {
  name: 'Unit, window and integration tests',
  command: [
    inProject('node_modules/vitest/vitest.mjs'),
    'run',
    '--allowOnly=false',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf('vitest')}`,
  ],
  environment: {},
  report: reportOf('vitest'),
  count(report) {
    const run = vitestReport.parse(report);
    const failed = run.numFailedTests + run.numPendingTests + run.numTodoTests;
    return { passed: run.numPassedTests, failed: run.success ? failed : Math.max(failed, 1) };
  },
};

const playwright: TestRun = {
  name: 'End-to-end tests',
  command: [inProject('node_modules/@playwright/test/cli.js'), 'test', '--forbid-only', '--reporter=list,json'],
  environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf('playwright') },
  report: reportOf('playwright'),
  count(report) {
    const { expected, unexpected, flaky, skipped } = playwrightReport.parse(report).stats;
    return { passed: expected, failed: unexpected + flaky + skipped };
  },
};

export const testRuns: readonly TestRun[] = [vitest, playwright];

/** Runs one test runner with its usual output on this terminal, and counts from the report that it writes. */
export function runTests(run: TestRun): Tally {
  say(`── ${run.name}`);
  const started = performance.now();
  mkdirSync(dirname(run.report), { recursive: true });
  rmSync(run.report, { force: true });
  const { status } = spawnSync(process.execPath, run.command, {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...run.environment },
  });
  const tally = readTally(run, status === 0);
  const good = tally.failed === 0;
  say(heading(run.name, good ? 'passed' : 'FAILED', performance.now() - started));
  return tally;
}

function readTally(run: TestRun, endedWell: boolean): Tally {
  try {
    const tally = run.count(JSON.parse(readFileSync(run.report, 'utf8')));
    if (tally.passed + tally.failed === 0) return { passed: 0, failed: 1 };
    return endedWell ? tally : { passed: tally.passed, failed: Math.max(tally.failed, 1) };
  } catch (error) {
    say(`${run.name} left no readable report: ${String(error)}`);
    return { passed: 0, failed: 1 };
  }
}
