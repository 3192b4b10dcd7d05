import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import { createSupervisor } from '../../../electron/program/supervisor.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

function setUp(restart = (): void => undefined) {
  const source = new EventEmitter();
  const clock = fakeClock();
  const logger = memoryLogger();
  let restarts = 0;
  const told: AppError[] = [];
  const supervisor = createSupervisor({
    source,
    clock,
    logger,
    restart() {
      restarts++;
      restart();
    },
    emit: (_, error) => told.push(error),
  });
  return { source, clock, logger, supervisor, told, restarts: () => restarts };
}

test.each(['unhandledRejection', 'uncaughtException'])(
  '%s is logged under a reference, and the watch starts over',
  async (event) => {
    const { source, clock, logger, supervisor, restarts } = setUp();
    source.emit(event, new TypeError('Object.defineProperty called on non-object'));
    const [reference = ''] = supervisor.references();
    expect(reference).toMatch(/^bug-/);
    expect(logger.text()).toContain(reference);
    expect(logger.text()).toContain('called on non-object');
    await clock.advance(999);
    expect(restarts()).toBe(0);
    await clock.advance(1);
    expect(restarts()).toBe(1);
  },
);

test('the first fault before each new beginning is told, and no flood of them', async () => {
  const { source, clock, supervisor, told } = setUp();
  for (let count = 0; count < 5; count++) source.emit('uncaughtException', new Error('again'));
  const fault = (index: number) => ({ code: 'internal', reference: supervisor.references()[index] });
  expect(told).toEqual([fault(0)]);
  await clock.advance(1_000);
  source.emit('uncaughtException', new Error('again'));
  source.emit('uncaughtException', new Error('again'));
  expect(told).toEqual([fault(0), fault(5)]);
});

test('a fault that comes again and again restarts once a minute', async () => {
  const { source, clock, restarts } = setUp();
  for (let second = 0; second < 120; second++) {
    source.emit('unhandledRejection', 'again');
    await clock.advance(1000);
  }
  expect(restarts()).toBe(2);
  await clock.advance(60_000);
  expect(restarts()).toBe(3);
});

test('where starting over fails it is tried again', async () => {
  let failures = 1;
  const { source, clock, logger, restarts } = setUp(() => {
    if (failures-- > 0) throw new Error('database is locked');
  });
  source.emit('uncaughtException', new Error('x'));
  await clock.advance(1000);
  expect(logger.text()).toContain('database is locked');
  await clock.advance(60_000);
  expect(restarts()).toBe(2);
  await clock.advance(600_000);
  expect(restarts()).toBe(2);
});

test('what is disposed of listens no longer', async () => {
  const { source, clock, supervisor, restarts } = setUp();
  source.emit('unhandledRejection', 1);
  supervisor.dispose();
  await clock.advance(600_000);
  expect(restarts()).toBe(0);
  expect(source.eventNames()).toEqual([]);
});
