import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summary, testRuns } from '../../../build/checks/test-runs.ts';
import { projectRoot } from '../../../build/support/project.ts';

const [vitest, , playwright] = testRuns;

describe('counting tests', () => {
  it('adds up what vitest reports', () => {
    expect(vitest?.count(vitestReport({ numPassedTests: 12 }))).toEqual({ passed: 12, failed: 0, failures: [] });
    expect(vitest?.count(vitestReport({ numPassedTests: 12, numFailedTests: 2, success: false }))).toMatchObject({
      passed: 12,
      failed: 2,
    });
  });

  it('counts a skipped or planned test as failed', () => {
    expect(vitest?.count(vitestReport({ numPassedTests: 5, numPendingTests: 1, numTodoTests: 1 }))).toMatchObject({
      passed: 5,
      failed: 2,
    });
    expect(playwright?.count(playwrightReport({ expected: 3, skipped: 1 }))).toMatchObject({ passed: 3, failed: 1 });
  });

  it('counts a file that could not be loaded, though none of its tests failed', () => {
    expect(vitest?.count(vitestReport({ numPassedTests: 5, success: false }))).toMatchObject({ passed: 5, failed: 1 });
  });

  it('counts an end-to-end test that passed only at a second try as failed', () => {
    expect(playwright?.count(playwrightReport({ expected: 3, unexpected: 1, flaky: 1 }))).toMatchObject({
      passed: 3,
      failed: 2,
    });
  });

  it('refuses a report that it does not understand', () => {
    expect(() => vitest?.count({})).toThrow();
    expect(() => playwright?.count({ stats: {} })).toThrow();
  });
});

describe('the names of what failed', () => {
  const test = (title: string, status: string, ...ancestorTitles: string[]) => ({ ancestorTitles, title, status });
  const file = (name: string, status: string, ...assertionResults: object[]) => ({
    name: join(projectRoot, name),
    status,
    assertionResults,
  });

  it('of vitest: file and title of every test that did not pass, and files without a test', () => {
    const testResults = [
      file('tests/unit/a.test.ts', 'passed', test('is fine', 'passed', 'money')),
      file('tests/unit/b.test.ts', 'failed', test('rounds', 'failed', 'money', 'of yen'), test('adds', 'passed')),
      file('tests/unit/c.test.ts', 'passed', test('is left out', 'skipped'), test('is planned', 'todo')),
      file('tests/unit/d.test.ts', 'failed'),
    ];
    expect(vitest?.count(vitestReport({ success: false, testResults })).failures).toEqual([
      'tests/unit/b.test.ts > money > of yen > rounds (failed)',
      'tests/unit/c.test.ts > is left out (skipped)',
      'tests/unit/c.test.ts > is planned (todo)',
      'tests/unit/d.test.ts (failed)',
    ]);
  });

  it('of Playwright: by file, suites and title, with the launcher; and errors outside of tests', () => {
    const spec = (title: string, ...statuses: string[]) => ({
      file: 'alert.spec.ts',
      title,
      tests: statuses.map((status, index) => ({ projectName: ['chromium-host', 'electron'][index] ?? '', status })),
    });
    const suites = [
      {
        title: 'alert.spec.ts',
        specs: [spec('fires once', 'expected', 'unexpected')],
        suites: [{ title: 'at night', specs: [spec('waits', 'flaky'), spec('is quiet', 'expected')] }],
      },
    ];
    const errors = [{ message: 'SyntaxError: gone\nat line 3' }];
    expect(playwright?.count(playwrightReport({ expected: 1 }, suites, errors))).toEqual({
      passed: 1,
      failed: 1,
      failures: [
        'tests/e2e/alert.spec.ts > fires once (electron)',
        'tests/e2e/alert.spec.ts > at night > waits (flaky, chromium-host)',
        'SyntaxError: gone',
      ],
    });
  });

  it('are followed by the start of the reason, without colours and stack', () => {
    const message =
      '\u001b[31mError: Property failed after 3 tests\u001b[39m\n{ seed: 7 }\n\nCounterexample: [0]\n    at f (a.ts:1:1)';
    const failed = { ...test('holds', 'failed'), failureMessages: [message, 'another'] };
    const reason = '\n      Error: Property failed after 3 tests\n      { seed: 7 }\n      Counterexample: [0]';
    expect(
      vitest?.count(vitestReport({ testResults: [file('tests/unit/b.test.ts', 'failed', failed)] })).failures,
    ).toEqual([`tests/unit/b.test.ts > holds (failed)${reason}`]);
    const results = [{ errors: [{ message }] }];
    const tests = [{ projectName: 'electron', status: 'unexpected', results }];
    const suites = [{ title: 'a.spec.ts', specs: [{ file: 'a.spec.ts', title: 'holds', tests }] }];
    expect(playwright?.count(playwrightReport({}, suites)).failures).toEqual([
      `tests/e2e/a.spec.ts > holds (electron)${reason}`,
    ]);
  });

  it('stand at the end, before the line that counts', () => {
    const tallies = [
      { passed: 7, failed: 1, failures: ['tests/unit/b.test.ts > rounds (failed)'] },
      { passed: 2, failed: 1, failures: ['tests/e2e/alert.spec.ts > fires once (electron)'] },
    ];
    expect(summary(tallies, ['Lint'])).toBe(
      'Failed:\n' +
        '  Check: Lint\n' +
        '  tests/unit/b.test.ts > rounds (failed)\n' +
        '  tests/e2e/alert.spec.ts > fires once (electron)\n' +
        '9 passed, 3 failed\n',
    );
    expect(summary([{ passed: 7, failed: 0, failures: [] }], [])).toBe('7 passed, 0 failed\n');
  });
});

function vitestReport(report: object) {
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  return { success: true, ...none, testResults: [], ...report };
}

function playwrightReport(stats: object, suites: object[] = [], errors: object[] = []) {
  return { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, suites, errors };
}
