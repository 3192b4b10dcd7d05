import { expect, it } from 'vitest';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import { createEventChannel } from '../../../electron/events/index.ts';
import { startAccountList } from '../../../electron/windows/account-list.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

function start(summaries: () => Promise<AccountSummary[]>) {
  const clock = fakeClock();
  const logger = memoryLogger();
  const { emit, on } = createEventChannel(logger);
  const shown: AccountSummary[][] = [];
  const stop = startAccountList({ on, clock, logger, summaries, show: (accounts) => shown.push(accounts) });
  return { clock, logger, emit, shown, stop };
}

it('is shown soon after the start, and once for many changes', async () => {
  const { clock, emit, shown } = start(() => Promise.resolve([]));
  await clock.advance(100);
  expect(shown).toHaveLength(1);
  for (const accountId of ['a', 'b', 'c']) {
    emit('snapshot.changed', { accountId });
    emit('alerts.changed', { accountId });
    emit('accounts.changed', null);
  }
  await clock.advance(99);
  expect(shown).toHaveLength(1);
  await clock.advance(1);
  expect(shown).toHaveLength(2);
  emit('invoices.changed', { accountId: 'a' });
  await clock.advance(1_000);
  expect(shown).toHaveLength(2);
});

it('is read again after a time that it could not be read, which is logged', async () => {
  let tries = 0;
  const { clock, emit, shown, logger } = start(() =>
    ++tries === 1 ? Promise.reject(new Error('locked')) : Promise.resolve([]),
  );
  await clock.advance(100);
  expect(logger.text()).toContain('locked');
  emit('accounts.changed', null);
  await clock.advance(100);
  expect(shown).toHaveLength(1);
});

it('is shown to nobody any more when it was ended, not even what was asked for before', async () => {
  const summaries = Promise.withResolvers<AccountSummary[]>();
  const { clock, emit, shown, stop } = start(() => summaries.promise);
  await clock.advance(100);
  emit('accounts.changed', null);
  stop();
  summaries.resolve([]);
  await clock.advance(1_000);
  expect(shown).toEqual([]);
  expect(clock.waiting).toBe(0);
});
