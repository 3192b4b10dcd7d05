import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Notice } from '#shared/event-kinds.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

let world: WatchWorld;
beforeEach(() => {
  world = watchWorld();
  world.addAccount('acme');
});
afterEach(() => {
  world.remove();
});

const notice = (kind: Notice['kind'], subject: string): Notice => ({
  kind,
  subject,
  facts: { what: subject, amount: null, day: null },
});

it('each thing is told once, those of a kind together', async () => {
  const { notifications } = world.watch;
  const found = [notice('invoice-new', 'R-1'), notice('invoice-new', 'R-2'), notice('invoice-overdue', 'R-1')];
  expect(notifications.note('acme', found)).toBe(true);
  expect(notifications.note('acme', found)).toBe(false);
  await notifications.deliver();
  expect(world.notifier.shown.map(({ title, body }) => `${title}: ${body}`)).toEqual([
    'acme invoice-new: R-1, R-2',
    'acme invoice-overdue: R-1',
  ]);
  expect(notifications.note('acme', [...found, notice('invoice-new', 'R-3')])).toBe(true);
  await notifications.deliver();
  expect(world.notifier.shown.at(-1)).toMatchObject({ body: 'R-3' });
});

it('a click leads to where it can be seen', async () => {
  world.watch.notifications.note('acme', [notice('invoice-overdue', 'R-1')]);
  await world.watch.notifications.deliver();
  world.notifier.shown[0]?.click();
  expect(world.clicked).toEqual([{ accountId: 'acme', screen: 'invoices' }]);
});
