import { expect, test } from 'vitest';
import { createRequestLimit } from '../../../electron/sources/stripe/request-limit.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

/** Asks for turns and notes when each came. */
function ask(turns: number, limit: ReturnType<typeof createRequestLimit>, clock: ReturnType<typeof fakeClock>) {
  const starts: number[] = [];
  const from = clock.now();
  for (let turn = 0; turn < turns; turn++) void limit.turn().then(() => starts.push(clock.now() - from));
  return starts;
}

test('no second sees more starts than allowed, and none is lost', async () => {
  const clock = fakeClock();
  const starts = ask(50, createRequestLimit(20, clock), clock);
  await clock.advance(5000);
  expect(starts).toHaveLength(50);
  for (const start of starts) {
    expect(starts.filter((other) => other >= start && other < start + 1000).length).toBeLessThanOrEqual(20);
  }
  expect(Math.max(...starts)).toBe(2000);
});

test('a wall clock that is set back stops nothing', async () => {
  const clock = fakeClock();
  const limit = createRequestLimit(1, clock);
  await limit.turn();
  clock.set(clock.now() - 3_600_000);
  const starts = ask(2, limit, clock);
  await clock.advance(2000);
  expect(starts).toEqual([1000, 2000]);
});

test('a pause holds everything back, the longest counts', async () => {
  const clock = fakeClock();
  const limit = createRequestLimit(20, clock);
  limit.pause(1000);
  limit.pause(3000);
  const starts = ask(2, limit, clock);
  await clock.advance(5000);
  expect(starts).toEqual([3000, 3000]);
});

test('an abort gives the turn up, and its slot to the next', async () => {
  const clock = fakeClock();
  const limit = createRequestLimit(1, clock);
  await limit.turn();
  const controller = new AbortController();
  const aborted = expect(limit.turn(controller.signal)).rejects.toThrow('stop');
  const starts = ask(1, limit, clock);
  controller.abort(new Error('stop'));
  await aborted;
  await expect(limit.turn(AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  await clock.advance(1000);
  expect(starts).toEqual([1000]);
});
