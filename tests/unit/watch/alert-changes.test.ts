import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AlertId } from '#shared/alerts.ts';
import { usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

let world: WatchWorld;
beforeEach(() => {
  world = watchWorld();
  world.addAccount('acme');
});
afterEach(() => {
  world.remove();
});

function saved(amount: number): AlertId {
  const alert = world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(amount), steps: [] });
  if (!alert.ok) throw new Error(alert.error.code);
  return alert.value.id;
}
const list = () => world.watch.alerts.list('acme');
const told = () => world.notifier.shown.map(({ body }) => body);

it('keeps an alert while its amount, steps, name and note change', () => {
  const id = saved(10_000);
  const edited = world.watch.alerts.edit(id, { threshold: usd(20_000), steps: [90, 75], name: 'Limit', note: 'Boss' });
  expect(edited).toMatchObject({ ok: true, value: { id, steps: [75, 90], name: 'Limit', note: 'Boss' } });
  world.watch.alerts.edit(id, { note: '' });
  expect(list()).toMatchObject([{ id, threshold: usd(20_000), steps: [75, 90], name: 'Limit', note: null }]);
});

it('takes no amount that another one watches, and gives back the one that had watched it', () => {
  const [first, second] = [saved(10_000), saved(20_000)];
  expect(world.watch.alerts.edit(first, { threshold: usd(20_000) })).toMatchObject({ error: { code: 'alert-exists' } });
  expect(world.watch.alerts.edit(first, { threshold: usd(0) })).toMatchObject({
    error: { code: 'amount-out-of-range' },
  });
  world.watch.alerts.remove(second);
  expect(world.watch.alerts.edit(first, { threshold: usd(20_000), name: 'Limit' })).toMatchObject({
    value: { id: second, name: 'Limit' },
  });
  expect(list()).toMatchObject([{ id: second }]);
});

it('another amount is told again in the same period, the same one is not', async () => {
  const id = saved(100);
  await world.watch.check('acme');
  world.watch.alerts.edit(id, { name: 'Limit', steps: [50] });
  await world.watch.check('acme');
  expect(told()).toHaveLength(1);
  world.watch.alerts.edit(id, { threshold: usd(200) });
  await world.watch.check('acme');
  expect(told()).toHaveLength(2);
});

it('triggers nothing while it is paused, and goes on by itself', async () => {
  const id = saved(100);
  world.watch.alerts.edit(id, { pausedUntil: '2026-11-12T00:00:00.000Z' });
  await world.watch.check('acme');
  expect(told()).toEqual([]);
  world.clock.set(Date.parse('2026-11-12T00:00:00.000Z'));
  await world.watch.check('acme');
  expect(told()).toHaveLength(1);
});

it('is no outage while it is paused', async () => {
  const id = saved(100);
  world.watch.alerts.edit(id, { pausedUntil: '2026-11-12T00:00:00.000Z' });
  world.source().state.subscriptions = [];
  await world.watch.check('acme');
  expect(world.watch.events.uncomparedCount('acme')).toBe(0);
  world.watch.alerts.edit(id, { pausedUntil: null });
  await world.watch.check('acme');
  expect(world.watch.events.uncomparedCount('acme')).toBe(1);
});
