import { expect, it } from 'vitest';
import { en } from '#shared/messages/en.ts';
import { createEventChannel } from '../../../electron/events/index.ts';
import { startAttention } from '../../../electron/windows/attention.ts';
import { toolTipOf, trayStateOf } from '../../../electron/windows/tray-state.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

const attention = (open: number, unwatched: string[], accounts = 12) => ({ open, unwatched, accounts });

it('is green only where every account is watched and there is nothing to do', () => {
  expect(trayStateOf(attention(0, []))).toBe('watching');
  expect(trayStateOf(attention(1, []))).toBe('to-do');
  expect(trayStateOf(attention(0, ['Acme']))).toBe('unwatched');
  expect(trayStateOf(attention(0, [], 0))).toBe('idle');
});

it('says in the tool tip how much there is to do and who is not watched', () => {
  expect(toolTipOf(attention(0, []), en.tray)).toBe('Billfold is watching');
  expect(toolTipOf(attention(0, [], 0), en.tray)).toBe('Billfold: no accounts yet');
  expect(toolTipOf(attention(1, []), en.tray)).toBe('Billfold: 1 thing to do');
  expect(toolTipOf(attention(2, ['Acme', 'Beta']), en.tray)).toBe(
    'Billfold: 2 things to do\n2 of 12 accounts not watched: Acme, Beta',
  );
  expect(toolTipOf(attention(0, ['A', 'B', 'C', 'D']), en.tray)).toBe('4 of 12 accounts not watched: A, B and 2 more');
});

it('keeps each name in the tool tip short, on one line and the right way around', () => {
  expect(toolTipOf(attention(0, ['Ac\u202eme\nAll is watched', 'B'.repeat(200)]), en.tray)).toBe(
    `2 of 12 accounts not watched: Acme All is watched, ${'B'.repeat(29)}…`,
  );
});

it('is read soon after a change and once for many, and again as time passes', async () => {
  const clock = fakeClock();
  const logger = memoryLogger();
  const { emit, on } = createEventChannel(logger);
  let reads = 0;
  const stop = startAttention({
    ...{ on, clock, logger, show: () => undefined },
    read: () => {
      reads++;
      return Promise.resolve(attention(0, []));
    },
  });
  await clock.advance(100);
  expect(reads).toBe(1);
  emit('snapshot.changed', { accountId: 'a' });
  emit('imports.changed', null);
  emit('desk.changed', null);
  await clock.advance(100);
  expect(reads).toBe(2);
  await clock.advance(16 * 60_000);
  expect(reads).toBe(3);
  stop();
  expect(clock.waiting).toBe(0);
});
