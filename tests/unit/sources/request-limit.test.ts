import { expect, test } from 'vitest';
import { limitFor } from '../../../electron/sources/stripe/client.ts';
import { createRequestLimit } from '../../../electron/sources/stripe/request-limit.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

type Limit = ReturnType<typeof createRequestLimit>;
type TestClock = ReturnType<typeof fakeClock>;

/** Asks for turns, each for a request of the given length, and notes when each came. */
function ask(turns: number, limit: Limit, clock: TestClock, millis = 0) {
  const starts: number[] = [];
  const from = clock.now();
  for (let turn = 0; turn < turns; turn++) {
    void limit.turn().then((ended) => {
      starts.push(clock.now() - from);
      clock.after(millis, ended);
    });
  }
  return starts;
}

/** Takes a turn for a request that ends at once. */
const take = async (limit: Limit) => {
  const ended = await limit.turn();
  ended();
};

test.each([0, 150, 2500])(
  'of requests of %s ms no second sees more than allowed, however late they arrive',
  async (millis) => {
    const clock = fakeClock();
    const starts = ask(50, createRequestLimit(20, clock), clock, millis);
    await clock.advance(3 * (1000 + millis));
    expect(starts).toHaveLength(50);
    // The first of each wave may arrive only as it ends; the next wave arrives at once.
    expect(starts).toEqual(
      [0, 1, 2].flatMap((wave) => Array.from({ length: wave < 2 ? 20 : 10 }, () => wave * (1000 + millis))),
    );
  },
);

test('a wall clock that is set back stops nothing', async () => {
  const clock = fakeClock();
  const limit = createRequestLimit(1, clock);
  await take(limit);
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
  await take(limit);
  const controller = new AbortController();
  const aborted = expect(limit.turn(controller.signal)).rejects.toThrow('stop');
  const starts = ask(1, limit, clock);
  controller.abort(new Error('stop'));
  await aborted;
  await expect(limit.turn(AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  await clock.advance(1000);
  expect(starts).toEqual([1000]);
});

test('a low-priority request gives way to those that come after it', async () => {
  const clock = fakeClock();
  const limit = createRequestLimit(1, clock);
  await take(limit);
  const order: string[] = [];
  for (const [name, lowPriority] of [
    ['low priority', true],
    ['first', false],
    ['second', false],
  ] as const) {
    void limit.turn(undefined, lowPriority).then((ended) => {
      order.push(name);
      ended();
    });
  }
  await clock.advance(4000);
  expect(order).toEqual(['first', 'second', 'low priority']);
});

test.each([
  { key: 'sk_test_abc', isPractice: false, inFirstSecond: 24 },
  { key: 'sk_live_abc', isPractice: false, inFirstSecond: 90 },
  { key: 'sk_test_abc', isPractice: true, inFirstSecond: 90 },
])('a key $key (practice: $isPractice) asks $inFirstSecond times a second', async (limit) => {
  const clock = fakeClock();
  const starts = ask(200, limitFor(limit.key, clock, limit.isPractice), clock);
  await clock.advance(999);
  expect(starts).toHaveLength(limit.inFirstSecond);
});
