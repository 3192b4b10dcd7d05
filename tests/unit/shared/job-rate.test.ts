import { describe, expect, it } from 'vitest';
import { durationOf, type ProgressSample, rateOf, secondsLeft, withSample } from '#shared/job-rate.ts';

const after = (...steps: readonly (readonly [number, number])[]) =>
  steps.reduce<readonly ProgressSample[]>((samples, [at, done]) => withSample(samples, { at, done }), []);

describe('rate and time left of a job', () => {
  it('says nothing in the first second', () => {
    expect(rateOf(after([0, 0]))).toBeNull();
    expect(rateOf(after([0, 0], [900, 50]))).toBeNull();
    expect(secondsLeft(after([0, 0], [900, 50]), 100)).toBeNull();
  });

  it('counts items a second and rounds the time left up', () => {
    const samples = after([0, 0], [2000, 50]);
    expect(rateOf(samples)).toBe(25);
    expect(secondsLeft(samples, 111)).toBe(3);
    expect(secondsLeft(samples, 50)).toBe(0);
  });

  it('follows a change of pace: only the last quarter of a minute counts', () => {
    const slowThenFast = after([0, 0], [60_000, 60], [75_000, 360], [80_000, 460]);
    expect(rateOf(slowThenFast)).toBe(20);
  });

  it('can still say the rate of a job that reports once a minute', () => {
    expect(rateOf(after([0, 0], [60_000, 30], [120_000, 60]))).toBe(0.5);
  });

  it('starts over with a job that starts over, and knows no end that nobody told', () => {
    expect(after([0, 90], [5000, 3])).toEqual([{ at: 5000, done: 3 }]);
    expect(secondsLeft(after([0, 0], [2000, 50]), null)).toBeNull();
    expect(secondsLeft(after([0, 50], [2000, 50]), 100)).toBeNull();
  });

  it.each([
    [0, { unit: 'seconds', seconds: 1 }],
    [59, { unit: 'seconds', seconds: 59 }],
    [60, { unit: 'minutes', minutes: 1 }],
    [61, { unit: 'minutes', minutes: 2 }],
    [3600, { unit: 'hours', hours: 1, minutes: 0 }],
    [5000, { unit: 'hours', hours: 1, minutes: 24 }],
  ])('%i seconds in words', (seconds, duration) => {
    expect(durationOf(seconds)).toEqual(duration);
  });
});
