import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MoneyAlert, NewAlert } from '#shared/alerts.ts';
import { type Money, money } from '#shared/money.ts';
import { anInvoice, anUpcoming, aSubscription, november, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

let world: WatchWorld;
beforeEach(() => {
  world = watchWorld();
});
afterEach(() => {
  world.remove();
});

const save = (threshold: Money, changes: Partial<Pick<MoneyAlert, 'measure' | 'steps'>> = {}) => {
  const alert: NewAlert = { accountId: 'acme', measure: 'total', threshold, steps: [], ...changes };
  const saved = world.watch.alerts.save(alert);
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value;
};
const check = async () => {
  const [outcome] = await world.watch.check('acme');
  if (!outcome) throw new Error('No outcome');
  return outcome;
};
const told = () => world.notifier.shown.map(({ title, body }) => `${title}: ${body}`);
const billed = (total: Money, subscription = 'sub_1') => {
  world.source().state.upcoming[subscription] = anUpcoming({ total, amountDue: total, lines: [] });
};

describe('what an alert watched has gone', () => {
  beforeEach(async () => {
    save(usd(10000));
    billed(usd(5000));
    await check();
  });

  test('a list that empties: said, told once, however often it is looked at', async () => {
    world.source().state.subscriptions = [];
    for (let turn = 0; turn < 3; turn++) {
      const outcome = await check();
      expect(outcome.alerts).toMatchObject([
        { outcome: 'not-compared', reason: 'subscription-gone', subscriptionId: 'sub_1', plan: 'Pro', exceeded: false },
      ]);
      expect(outcome.gone).toMatchObject([{ subscriptionId: 'sub_1', plan: 'Pro', since: '2026-11-10T09:00:00.000Z' }]);
    }
    expect(told()).toEqual(['acme not compared: 100.00 Pro subscription-gone']);
    expect(world.watch.events.uncomparedCount('acme')).toBe(1);
  });

  test('a list that shrinks keeps what it lost as gone, and goes on with the others', async () => {
    const second = aSubscription({ id: 'sub_2', plan: 'Archive' });
    world.source().state.subscriptions = [aSubscription(), second];
    billed(usd(7000), 'sub_2');
    await check();
    world.source().state.subscriptions = [second];
    const { alerts } = await check();
    expect(alerts).toMatchObject([
      { outcome: 'not-exceeded', subscriptionId: 'sub_2', reason: null },
      { outcome: 'not-compared', subscriptionId: 'sub_1', reason: 'subscription-gone' },
    ]);
    billed(usd(12000), 'sub_2');
    await check();
    expect(told()).toEqual([
      'acme not compared: 100.00 Pro subscription-gone',
      'acme: total 120.00 over 100 % of 100.00 USD',
    ]);
  });

  test('what comes back is compared again, and told again when it goes again', async () => {
    const all = world.source().state.subscriptions;
    world.source().state.subscriptions = [];
    await check();
    world.source().state.subscriptions = all;
    expect((await check()).alerts).toMatchObject([{ outcome: 'not-exceeded' }]);
    expect(world.watch.events.uncomparedCount('acme')).toBe(0);
    expect((await check()).gone).toEqual([]);
    world.source().state.subscriptions = [];
    await check();
    expect(told()).toHaveLength(2);
  });

  test('of a vendor that tells no billing period, what comes back is compared at once', async () => {
    const all = [aSubscription({ period: null })];
    world.source().state.subscriptions = [];
    await check();
    // In another period than before, of which only its upcoming invoice tells.
    const december = { start: '2026-12-01T00:00:00.000Z', end: '2027-01-01T00:00:00.000Z' } as const;
    world.clock.set(Date.parse('2026-12-20T09:00:00.000Z'));
    await check();
    world.source().state.subscriptions = all;
    world.source().state.upcoming['sub_1'] = anUpcoming({ total: usd(5000), lines: [], period: december });
    expect((await check()).alerts).toMatchObject([{ outcome: 'not-exceeded', reason: null }]);
    expect(told().filter((each) => each.includes('billed-unknown'))).toEqual([]);
  });

  test('what the user does not wait for is gone for good, and no alert watches it any more', async () => {
    world.source().state.subscriptions = [aSubscription({ id: 'sub_2', plan: 'Archive' })];
    billed(usd(7000), 'sub_2');
    await check();
    expect(world.watch.known.dismissGone('acme', 'sub_1')).toBe(true);
    expect(world.watch.known.dismissGone('acme', 'sub_1')).toBe(false);
    const outcome = await check();
    expect(outcome.gone).toEqual([]);
    expect(outcome.alerts).toMatchObject([{ outcome: 'not-exceeded', subscriptionId: 'sub_2' }]);
    expect(world.watch.events.uncomparedCount('acme')).toBe(0);
  });

  test('a period that was taken for closed while it was gone is compared late all the same', async () => {
    const all = world.source().state.subscriptions;
    world.source().state.subscriptions = [];
    await check();
    world.clock.set(Date.parse('2026-11-20T09:00:00.000Z'));
    await check();
    world.source().state.subscriptions = all;
    await check();
    world.clock.set(Date.parse('2026-12-02T09:00:00.000Z'));
    const december = { start: '2026-12-01T00:00:00.000Z', end: '2027-01-01T00:00:00.000Z' } as const;
    world.source().state.upcoming = { sub_1: anUpcoming({ total: usd(100), lines: [], period: december }) };
    const final = { id: 'in_nov', period: november, total: usd(15000), createdAt: december.start };
    world.source().state.invoices = [anInvoice(final)];
    await check();
    expect(told().at(-1)).toContain('late, from 2026-11-01');
  });

  test('a currency that changes is told once; the same subscription is meant, though others are in the old one', async () => {
    world.source().state.subscriptions = [aSubscription(), aSubscription({ id: 'sub_2', plan: 'Archive' })];
    billed(usd(1000), 'sub_2');
    await check();
    billed(money(99999999, 'EUR'));
    for (let turn = 0; turn < 2; turn++)
      expect((await check()).alerts).toMatchObject([
        { outcome: 'not-compared', reason: 'other-currency', subscriptionId: 'sub_1', exceeded: false },
        { outcome: 'not-exceeded', subscriptionId: 'sub_2' },
      ]);
    expect(told()).toEqual(['acme not compared: 100.00 Pro other-currency']);
  });

  test('another subscription that was always billed in another currency is none of the alert’s', async () => {
    world.source().state.subscriptions = [aSubscription(), aSubscription({ id: 'sub_2', plan: 'Archive' })];
    billed(money(99999999, 'EUR'), 'sub_2');
    expect((await check()).alerts).toMatchObject([{ outcome: 'not-exceeded', subscriptionId: 'sub_1' }]);
    expect(told()).toEqual([]);
  });

  test('one reason after the other is one outage', async () => {
    billed(money(1, 'EUR'));
    await check();
    world.source().state.subscriptions = [];
    await check();
    world.source().state.subscriptions = [aSubscription({ status: 'canceled' })];
    expect((await check()).alerts).toMatchObject([{ outcome: 'not-compared', reason: 'cancelled' }]);
    expect(told()).toHaveLength(1);
  });

  test('several alerts with one cause are told together, once', async () => {
    save(usd(20000));
    save(usd(30000), { measure: 'forecast' });
    await check();
    world.source().state.subscriptions = [];
    await check();
    expect(told()).toEqual([
      'acme not compared: 100.00 Pro subscription-gone, 200.00 Pro subscription-gone, 300.00 Pro subscription-gone',
    ]);
  });

  test('removing the alert ends it, and withdraws what nobody was shown', async () => {
    world.notifier.answer = { outcome: 'failed', notifier: 'fake', reason: 'refused' };
    world.source().state.subscriptions = [];
    await check();
    expect(world.watch.events.uncomparedCount('acme')).toBe(1);
    for (const { id } of world.watch.alerts.list('acme')) world.watch.alerts.remove(id);
    expect(world.watch.events.uncomparedCount('acme')).toBe(0);
    await check();
    world.notifier.answer = { outcome: 'shown', notifier: 'fake' };
    await world.clock.advance(3_600_000);
    await world.watch.notifications.deliver();
    expect(told()).toEqual([]);
  });
});

describe('an account that fails', () => {
  test('is told once for the account, and its alerts are listed as not compared', async () => {
    save(usd(10000));
    billed(usd(5000));
    await check();
    world.source().breakWith({ code: 'key-refused', host: 'api.example.com' });
    const outcome = await check();
    expect(outcome).toMatchObject({ ok: false, alerts: [{ outcome: 'not-compared', reason: 'key-refused' }] });
    await check();
    expect(told()).toEqual(['acme outage: refused']);
    expect(world.watch.alerts.standings('acme')).toMatchObject([{ outcome: 'not-compared', reason: 'key-refused' }]);
  });

  test('never says "not exceeded" of one preview that could not be read, and tells of the account alone', async () => {
    save(usd(10000));
    world.source().breakWith({ code: 'server-failed', status: 500, requestId: null }, 'upcoming');
    for (let turn = 0; turn < 3; turn++)
      expect((await check()).alerts).toMatchObject([{ outcome: 'not-compared', reason: 'unreadable' }]);
    expect(world.notifier.shown.map(({ title }) => title)).toEqual(['acme outage']);
  });

  test('keeps an outage of an alert as it was', async () => {
    save(money(100, 'EUR'));
    await check();
    world.source().breakWith({ code: 'server-unreachable', host: 'h', reason: 'ERR_FAILED' });
    await check();
    world.source().recover();
    await check();
    expect(told()).toEqual(['acme not compared: 1.00 Pro other-currency']);
  });
});

test('invoices that may not be read leave it open what was billed already: what exceeds without them has exceeded', async () => {
  world.source().breakWith({ code: 'permission-missing', permission: 'rak_invoice_read' }, 'invoices');
  save(usd(10000), { steps: [50] });
  billed(usd(6000));
  const outcome = await check();
  expect(outcome.alerts).toMatchObject([
    { step: 50, outcome: 'exceeded', triggeredNow: true },
    { step: 100, outcome: 'not-compared', reason: 'billed-unknown' },
  ]);
  expect(told()).toContain('acme not compared: 100.00 Pro billed-unknown');
  billed(usd(10001));
  expect((await check()).alerts[1]).toMatchObject({ outcome: 'exceeded', triggeredNow: true });
});

test('a forecast that is not made yet is waited for, and is no outage', async () => {
  world.clock.set(Date.parse('2026-11-01T06:00:00.000Z'));
  save(usd(10000), { measure: 'forecast' });
  expect((await check()).alerts).toMatchObject([{ outcome: 'not-compared', reason: 'forecast-too-early' }]);
  expect(told()).toEqual([]);
  expect(world.watch.events.uncomparedCount('acme')).toBe(0);
});

test('a viewer’s account tells nobody, and counts it', async () => {
  world.addAccount('globex', 'viewer');
  world.watch.alerts.save({ accountId: 'globex', measure: 'total', threshold: money(100, 'EUR'), steps: [] });
  await world.watch.check('globex');
  expect(told()).toEqual([]);
  expect(world.watch.events.uncomparedCount('globex')).toBe(1);
});

test('an alert saved while a look is under way is not told by it: not everything was asked for it', async () => {
  billed(usd(5000));
  const release = world.source().hold();
  const checking = check();
  await vi.waitFor(() => {
    expect(world.source().calls).not.toEqual([]);
  });
  save(usd(10000));
  release();
  expect((await checking).alerts).toMatchObject([{ outcome: 'not-compared', reason: 'billed-unknown' }]);
  expect(told()).toEqual([]);
  expect(world.watch.events.uncomparedCount('acme')).toBe(0);
  expect((await check()).alerts).toMatchObject([{ outcome: 'not-exceeded' }]);
});

test('an account of which a part could not be read is not up to date, until it is read', async () => {
  const reason = { code: 'answer-incomplete', object: 'subscription', id: 'sub_odd', field: 'status' } as const;
  world.source().state.unread.subscriptions = [{ object: 'subscription', id: 'sub_odd', reason, raw: '{}' }];
  await check();
  expect(world.watch.known.freshness('acme').state).toBe('incomplete');
  world.clock.set(Date.parse('2026-11-20T00:00:00.000Z'));
  expect(world.watch.known.freshness('acme').state).toBe('stale');
  world.source().state.unread = {};
  await check();
  expect(world.watch.known.freshness('acme').state).toBe('fresh');
});
