import { expect, test } from 'vitest';
import { createCrashHandling } from '../../../electron/windows/crashed-page.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

function page() {
  const done: string[] = [];
  const clock = fakeClock();
  const handling = createCrashHandling({
    clock,
    reload: () => done.push('loaded again'),
    giveUp: () => done.push('given up'),
  });
  return { ...handling, clock, done };
}

test('a page that had been shown is loaded again', () => {
  const { loaded, crashed, done } = page();
  loaded();
  crashed();
  expect(done).toEqual(['loaded again']);
});

test('one that crashes while it loads is tried once more, no oftener', () => {
  const { crashed, done } = page();
  crashed();
  crashed();
  expect(done).toEqual(['loaded again', 'given up']);
});

test('one that crashes a third time within five minutes is given up, though it was shown', async () => {
  const { loaded, crashed, clock, done } = page();
  for (const minutes of [2, 2, 0]) {
    loaded();
    crashed();
    await clock.advance(minutes * 60_000);
  }
  expect(done).toEqual(['loaded again', 'loaded again', 'given up']);
});

test('one that crashes now and then is loaded again each time', async () => {
  const { loaded, crashed, clock, done } = page();
  for (let times = 0; times < 5; times++) {
    loaded();
    crashed();
    await clock.advance(3 * 60_000);
  }
  expect(new Set(done)).toEqual(new Set(['loaded again']));
});

test('once a person has had it opened again, it has its tries again', () => {
  const { crashed, done } = page();
  crashed();
  crashed();
  crashed();
  expect(done).toEqual(['loaded again', 'given up', 'loaded again']);
});
