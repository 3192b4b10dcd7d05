import { describe, expect, it } from 'vitest';
import { testRuns } from '../../../build/checks/test-runs.ts';

const [vitest, playwright] = testRuns;

describe('counting tests', () => {
  it('adds up what vitest reports', () => {
    expect(vitest?.count(vitestReport({ numPassedTests: 12 }))).toEqual({ passed: 12, failed: 0 });
    expect(vitest?.count(vitestReport({ numPassedTests: 12, numFailedTests: 2, success: false }))).toEqual({
      passed: 12,
      failed: 2,
    });
  });

  it('counts a skipped or planned test as failed', () => {
    expect(vitest?.count(vitestReport({ numPassedTests: 5, numPendingTests: 1, numTodoTests: 1 }))).toEqual({
      passed: 5,
      failed: 2,
    });
    expect(playwright?.count({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 1 } })).toEqual({
      passed: 3,
      failed: 1,
    });
  });

  it('counts a file that could not be loaded, though none of its tests failed', () => {
    expect(vitest?.count(vitestReport({ numPassedTests: 5, success: false }))).toEqual({ passed: 5, failed: 1 });
  });

  it('counts an end-to-end test that passed only at a second try as failed', () => {
    expect(playwright?.count({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } })).toEqual({
      passed: 3,
      failed: 2,
    });
  });

  it('refuses a report that it does not understand', () => {
    expect(() => vitest?.count({})).toThrow();
    expect(() => playwright?.count({ stats: {} })).toThrow();
  });
});

function vitestReport(counts: object) {
  return { success: true, numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, ...counts };
}
