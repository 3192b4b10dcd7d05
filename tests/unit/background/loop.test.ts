import { describe, expect, test } from 'vitest';
import { createLoop } from '../../../electron/background/index.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

function setUp(turn: (turns: number) => Promise<unknown> | undefined) {
  const clock = fakeClock();
  const logger = memoryLogger();
  let turns = 0;
  const stop = createLoop({
    ...{ clock, logger, name: 'A loop', firstMillis: 10, everyMillis: 100 },
    turn: () => turn(++turns),
  }).start();
  return { clock, logger, stop, turns: () => turns };
}

test.each<[string, (turns: number) => Promise<unknown> | undefined]>([
  ['rejects', (turns) => (turns < 3 ? Promise.reject(new Error(`turn ${turns}`)) : Promise.resolve())],
  [
    'throws',
    (turns) => {
      if (turns < 3) throw new Error(`turn ${turns}`);
      return undefined;
    },
  ],
])('comes round again after a turn that %s, which is logged', async (_, turn) => {
  const { clock, logger, stop, turns } = setUp(turn);
  await clock.advance(9);
  expect(turns()).toBe(0);
  await clock.advance(1);
  expect(turns()).toBe(1);
  await clock.advance(350);
  expect(turns()).toBe(4);
  expect(logger.lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
    'error A loop failed',
    'error A loop failed',
  ]);
  expect(logger.text()).toContain('turn 2');
  stop();
  expect(clock.waiting).toBe(0);
});

test('the first turn may come at once', () => {
  const clock = fakeClock();
  let turns = 0;
  createLoop({
    ...{ clock, logger: memoryLogger(), name: 'A loop', firstMillis: 0, everyMillis: 100 },
    turn() {
      turns++;
      return undefined;
    },
  }).start();
  expect(turns).toBe(1);
});

test('a turn that takes long is not begun twice, and none follows when it is stopped meanwhile', async () => {
  const ends = Promise.withResolvers<null>();
  const { clock, logger, stop, turns } = setUp(() => ends.promise);
  await clock.advance(10_000);
  expect(turns()).toBe(1);
  stop();
  ends.reject(new Error('stopped'));
  await clock.advance(10_000);
  expect(turns()).toBe(1);
  expect(logger.lines).toEqual([]);
});

test('its turn is told by the signal that it was stopped, and idle waits for its end', async () => {
  const clock = fakeClock();
  const ends = Promise.withResolvers<null>();
  const signals: AbortSignal[] = [];
  const loop = createLoop({
    ...{ clock, logger: memoryLogger(), name: 'A loop', firstMillis: 0, everyMillis: 100 },
    turn(signal) {
      signals.push(signal);
      return ends.promise;
    },
  });
  const stop = loop.start();
  stop();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  let idle = false;
  void loop.idle().then(() => {
    idle = true;
  });
  await clock.advance(1_000);
  expect(idle).toBe(false);
  ends.resolve(null);
  await clock.advance(0);
  expect(idle).toBe(true);
});

describe('one without an interval', () => {
  function wakened(turn: () => Promise<unknown> | undefined) {
    const clock = fakeClock();
    let turns = 0;
    const loop = createLoop({
      ...{ clock, logger: memoryLogger(), name: 'A loop', firstMillis: 10, everyMillis: null },
      turn() {
        turns++;
        return turn();
      },
    });
    return { clock, loop, turns: () => turns };
  }

  test('comes once at first, and then when it is woken, once for many times', async () => {
    const { clock, loop, turns } = wakened(() => undefined);
    const stop = loop.start();
    loop.wake(5);
    await clock.advance(9);
    expect(turns()).toBe(0);
    await clock.advance(1_000);
    expect(turns()).toBe(1);
    for (let count = 0; count < 3; count++) loop.wake(5);
    await clock.advance(1_000);
    expect(turns()).toBe(2);
    stop();
    expect(clock.waiting).toBe(0);
  });

  test('that is woken during a turn comes again after it', async () => {
    const end: (() => void)[] = [];
    const { clock, loop, turns } = wakened(() => new Promise<void>((resolve) => end.push(resolve)));
    loop.start();
    await clock.advance(10);
    loop.wake(5);
    await clock.advance(1_000);
    expect(turns()).toBe(1);
    end[0]?.();
    await clock.advance(5);
    expect(turns()).toBe(2);
    end[1]?.();
    await clock.advance(1_000);
    expect(turns()).toBe(2);
  });

  test('is woken by nothing before it was started and after it was stopped, and may be started again', async () => {
    const { clock, loop, turns } = wakened(() => undefined);
    loop.wake(5);
    loop.start()();
    loop.wake(5);
    await clock.advance(1_000);
    expect(turns()).toBe(0);
    loop.start();
    await clock.advance(10);
    expect(turns()).toBe(1);
  });
});
