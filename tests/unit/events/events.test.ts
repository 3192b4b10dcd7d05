import { expect, expectTypeOf, test } from 'vitest';
import { createEventChannel, type Emit } from '../../../electron/events/index.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

function setUp() {
  const logger = memoryLogger();
  const heard: string[] = [];
  return { logger, heard, ...createEventChannel(logger) };
}

test('an event reaches its subscribers before emit returns, in their order, and no others', () => {
  const { emit, on, heard } = setUp();
  on('invoices.changed', ({ accountId }) => heard.push(`first ${accountId}`));
  on('alerts.changed', () => heard.push('other'));
  on('invoices.changed', ({ accountId }) => heard.push(`second ${accountId}`));
  emit('invoices.changed', { accountId: 'acme' });
  expect(heard).toEqual(['first acme', 'second acme']);
});

test('an event that nobody waits for is dropped', () => {
  const { emit, on, heard } = setUp();
  emit('exports.changed', null);
  on('exports.changed', () => heard.push('exports'));
  expect(heard).toEqual([]);
});

test('a subscriber that throws hurts neither the emitter nor the other subscribers, and is logged', () => {
  const { emit, on, heard, logger } = setUp();
  on('imports.changed', () => {
    throw new Error('a bug of the first');
  });
  on('imports.changed', () => heard.push('second'));
  emit('imports.changed', null);
  expect(heard).toEqual(['second']);
  expect(logger.text()).toContain('a bug of the first');
  expect(logger.lines).toMatchObject([{ data: { event: 'imports.changed' } }]);
});

test('a subscription that was disposed of hears nothing, and the same function may have another', () => {
  const { emit, on, heard } = setUp();
  const listener = ({ accountId }: { accountId: string }) => heard.push(accountId);
  const stop = on('snapshot.changed', listener);
  on('snapshot.changed', listener);
  stop();
  stop();
  emit('snapshot.changed', { accountId: 'acme' });
  expect(heard).toEqual(['acme']);
});

test('subscriptions may begin and end while an event is told', () => {
  const { emit, on, heard } = setUp();
  let stopSecond = (): void => undefined;
  const stopFirst = on('accounts.changed', () => {
    heard.push('first');
    stopFirst();
    stopSecond();
    on('accounts.changed', () => heard.push('third'));
  });
  stopSecond = on('accounts.changed', () => heard.push('second'));
  emit('accounts.changed', null);
  expect(heard).toEqual(['first']);
  emit('accounts.changed', null);
  expect(heard).toEqual(['first', 'third']);
});

test('who emits a few events is given no others', () => {
  const { emit } = setUp();
  expectTypeOf(emit).toExtend<Emit<'imports.changed'>>();
  expectTypeOf<Parameters<Emit<'imports.changed'>>>().toEqualTypeOf<['imports.changed', null]>();
});
