import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { inProject, projectRoot, say } from '../support/project.ts';
import { heading } from './run-tasks.ts';

/** How many tests ran, and how they ended. A skipped test counts as failed: nothing is left out silently. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** File and title of each that failed, was left out, or passed only at a second try; below it the start of why. */
  readonly failures: readonly string[];
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
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          ...{ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() },
          failureMessages: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
});

const playwrightSpec = z.object({
  file: z.string(),
  title: z.string(),
  tests: z.array(
    z.object({
      ...{ projectName: z.string(), status: z.string() },
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })).optional(),
    }),
  ),
});
const playwrightSuite = z.object({
  title: z.string(),
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(playwrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** As much of a reason as says which case it was: a property names its seed and its counterexample in the first lines. */
const reasonLines = 6;
const reasonWidth = 400;

function failure(file: string, titles: readonly string[], state: string, reasons: readonly string[] = []): string {
  const lines = stripVTControlCharacters(reasons[0] ?? '')
    .split('\n')
    .filter((text) => text.trim() !== '' && !/^\s+at /.test(text))
    .slice(0, reasonLines);
  return [
    `${[file, ...titles].join(' > ')} (${state})`,
    ...lines.map((text) => `    ${text.slice(0, reasonWidth)}`),
  ].join('\n  ');
}

const vitest = (name: string, report: string, ...flags: readonly string[]): TestRun => ({
  name,
  command: [
    inProject('node_modules/vitest/vitest.mjs'),
    'run',
    '--allowOnly=false',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(report)}`,
    ...flags,
  ],
  environment: {},
  report: reportOf(report),
  count(report) {
    const run = vitestReport.parse(report);
    const failed = run.numFailedTests + run.numPendingTests + run.numTodoTests;
    const failures = run.testResults.flatMap(({ name, status, assertionResults }) => {
      const file = relative(projectRoot, name);
      const tests = assertionResults
        .filter((test) => test.status !== 'passed')
        .map(({ ancestorTitles, title, status: state, failureMessages }) =>
          failure(file, [...ancestorTitles, title], state, failureMessages),
        );
      // A file that could not be loaded, or whose set-up failed, may name no test.
      return tests.length === 0 && status !== 'passed' ? [failure(file, [], status)] : tests;
    });
    return {
      passed: run.numPassedTests,
      failed: run.success ? failed : Math.max(failed, 1),
      failures,
    };
  },
});

/** Every test of a suite that did not simply pass. The outermost suite is the file, which each test names itself. */
function failuresIn(suite: z.infer<typeof playwrightSuite>, titles: readonly string[]): string[] {
  return [
    ...suite.specs.flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status !== 'expected')
        .map(({ projectName, status, results = [] }) =>
          failure(
            `tests/e2e/${file}`,
            [...titles, title],
            status === 'unexpected' ? projectName : `${status}, ${projectName}`,
            results.flatMap(({ errors }) => errors.map(({ message = '' }) => message)),
          ),
        ),
    ),
    ...(suite.suites ?? []).flatMap((inner) => failuresIn(inner, [...titles, inner.title])),
  ];
}

const playwright: TestRun = {
  name: 'End-to-end tests',
  command: [inProject('node_modules/@playwright/test/cli.js'), 'test', '--forbid-only', '--reporter=list,json'],
  environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf('playwright') },
  report: reportOf('playwright'),
  count(report) {
    const { stats, suites, errors } = playwrightReport.parse(report);
    const failed = stats.unexpected + stats.flaky + stats.skipped;
    // Of tests that could not be loaded there is only an error.
    const outside = errors.map(({ message = 'an error' }) => message.split('\n', 1)[0] ?? '');
    return {
      passed: stats.expected,
      failed: outside.length > 0 ? Math.max(failed, 1) : failed,
      failures: [...suites.flatMap((suite) => failuresIn(suite, [])), ...outside],
    };
  },
};

/** Coverage is counted where it costs little. Integration tests would be much slower, and mostly start processes that it does not see. */
export const testRuns: readonly TestRun[] = [
  vitest('Unit and window tests', 'unit', '--project=unit', '--project=renderer', '--coverage.enabled'),
  // They start shells, package tools, message buses and Chromium as Linux has them.
  ...(process.platform === 'linux'
    ? [vitest('Integration tests', 'integration', '--project=integration', '--project=chromium-host')]
    : []),
  playwright,
];

/** Runs one test runner with its usual output on this terminal, and counts from the report that it writes. */
export function runTests(run: TestRun): Tally {
  say(`── ${run.name}`);
  const started = performance.now();
  mkdirSync(dirname(run.report), { recursive: true });
  rmSync(run.report, { force: true });
  const { status } = spawnSync(process.execPath, run.command, {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    // The tests start hundreds of processes of the same modules.
    env: { ...process.env, NODE_COMPILE_CACHE: inProject('.cache', 'compiled'), ...run.environment },
  });
  const tally = readTally(run, status === 0);
  const good = tally.failed === 0;
  say(heading(run.name, good ? 'passed' : 'FAILED', performance.now() - started));
  return tally;
}

function readTally(run: TestRun, endedWell: boolean): Tally {
  try {
    const tally = run.count(JSON.parse(readFileSync(run.report, 'utf8')));
    if (tally.passed + tally.failed === 0) return oneFailure(`${run.name}: no test was run`);
    if (endedWell || tally.failed > 0) return tally;
    return { ...tally, failed: 1, failures: [`${run.name}: ended with an error`] };
  } catch (error) {
    return oneFailure(`${run.name} left no readable report: ${String(error)}`);
  }
}

const oneFailure = (failure: string): Tally => ({ passed: 0, failed: 1, failures: [failure] });

/** The last lines of `npm test`: what failed, by name, and the counts. */
export function summary(tallies: readonly Tally[], failedChecks: readonly string[]): string {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, failedChecks.length);
  const names = [...failedChecks.map((name) => `Check: ${name}`), ...tallies.flatMap(({ failures }) => failures)];
  const list = names.length === 0 ? '' : `Failed:\n${names.map((name) => `  ${name}\n`).join('')}`;
  return `${list}${String(passed)} passed, ${String(failed)} failed\n`;
}
