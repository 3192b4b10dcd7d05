import { expect, test } from 'vitest';
import { startLoop } from '../../../electron/background/index.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

function setUp(turn: (turns: number) => Promise<unknown> | undefined) {
  const clock = fakeClock();
  const logger = memoryLogger();
  let turns = 0;
  const stop = startLoop({
    ...{ clock, logger, name: 'A loop', firstMillis: 10, everyMillis: 100 },
    turn: () => turn(++turns),
  });
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
  startLoop({
    ...{ clock, logger: memoryLogger(), name: 'A loop', firstMillis: 0, everyMillis: 100 },
    turn() {
      turns++;
      return undefined;
    },
  });
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
