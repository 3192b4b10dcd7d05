import { expect, test } from 'vitest';
import { watchOnline } from '../../../electron/platform/watch-online.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

test('tells once that the network returned, and stops when told to', async () => {
  const clock = fakeClock();
  let online = true;
  let returned = 0;
  const connectivity = watchOnline(clock, memoryLogger(), () => online);
  expect(clock.waiting).toBe(0);
  const stop = connectivity.onOnline(() => returned++);
  await clock.advance(60_000);
  expect(returned).toBe(0);
  online = false;
  await clock.advance(60_000);
  online = true;
  await clock.advance(14_000);
  await clock.advance(60_000);
  expect(returned).toBe(1);
  stop();
  expect(clock.waiting).toBe(0);
});
