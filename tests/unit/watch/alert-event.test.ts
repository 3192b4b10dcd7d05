import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MoneyAlert, unitOf } from '#shared/alerts.ts';
import { type Money, money } from '#shared/money.ts';
import type { UpcomingFigures } from '#shared/upcoming.ts';
import { alertId } from '../../support/alert-ids.ts';
import { aLine, anUpcoming, aSubscription, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

let world: WatchWorld;
beforeEach(() => {
  world = watchWorld();
});
afterEach(() => {
  world.remove();
});

const bill = (changes: Partial<UpcomingFigures>, subscription = 'sub_1') => {
  world.source().state.upcoming[subscription] = anUpcoming(changes);
};
const save = (threshold: Money, changes: Partial<Pick<MoneyAlert, 'measure' | 'steps'>> = {}) => {
  const saved = world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold, steps: [], ...changes });
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value;
};
const check = async () => {
  const [outcome] = await world.watch.check('acme');
  if (!outcome) throw new Error('No outcome');
  return outcome;
};
const bodies = () => world.notifier.shown.map(({ body }) => body);

describe('a threshold', () => {
  test.each([
    [usd(9999), false],
    [usd(10000), false],
    [usd(10001), true],
    [usd(-20000), false],
  ])('of 100.00 against $amount', async (total, fires) => {
    bill({ total });
    save(usd(10000));
    const { alerts } = await check();
    expect(alerts).toMatchObject([{ exceeded: fires, triggeredNow: fires, step: 100, subscriptionId: 'sub_1' }]);
    expect(bodies()).toHaveLength(fires ? 1 : 0);
  });

  test.each([
    [money(12000, 'JPY'), money(12000, 'JPY'), 0],
    [money(12000, 'JPY'), money(12001, 'JPY'), 1],
    [money(12345, 'KWD'), money(12345, 'KWD'), 0],
    [money(12345, 'KWD'), money(12346, 'KWD'), 1],
  ])('$amount $currency against $1.amount', async (threshold, total, shown) => {
    bill({ total, lines: [] });
    save(threshold);
    await check();
    expect(bodies()).toHaveLength(shown);
  });

  test('is compared with the total, though credit leaves nothing to pay', async () => {
    bill({ total: usd(20000), amountDue: usd(0) });
    save(usd(10000));
    expect((await check()).alerts).toMatchObject([{ triggeredNow: true }]);
  });

  test('in another currency pauses and says so', async () => {
    bill({ total: usd(20000) });
    save(money(100, 'EUR'));
    expect((await check()).alerts).toMatchObject([
      { outcome: 'not-compared', reason: 'other-currency', exceeded: false, triggeredNow: false },
    ]);
    expect(world.watch.events.list(null)).toEqual([]);
  });

  test('has nothing to watch when nothing will be billed', async () => {
    world.source().state.subscriptions = [aSubscription({ status: 'canceled' })];
    save(usd(100));
    const outcome = await check();
    expect(outcome).toMatchObject({ ok: true, subscriptions: [{ upcoming: { kind: 'none', reason: 'cancelled' } }] });
    expect(outcome.alerts).toMatchObject([{ outcome: 'not-compared', reason: 'cancelled', exceeded: false }]);
  });

  test('must be above zero', () => {
    const saved = world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(0), steps: [] });
    expect(saved).toEqual({ ok: false, error: { code: 'amount-out-of-range', input: '0.00' } });
    expect(world.watch.alerts.list('acme')).toEqual([]);
  });
});

describe('once per billing period', () => {
  test('exceeded is reported on repeats, fired only the first time', async () => {
    save(usd(10000));
    const first = (await check()).alerts[0];
    const second = (await check()).alerts[0];
    expect(first).toMatchObject({ exceeded: true, triggeredNow: true, delivery: 'shown' });
    expect(second).toMatchObject({
      exceeded: true,
      triggeredNow: false,
      delivery: 'shown',
      triggeredAt: first?.triggeredAt,
    });
    expect(bodies()).toEqual(['total 120.00 over 100 % of 100.00 USD']);
  });

  test('saving, removing and re-creating the same alert does not fire again; another amount does', async () => {
    const { id } = save(usd(10000));
    await check();
    expect(save(usd(10000)).id).toBe(id);
    await check();
    expect(world.watch.alerts.remove(id).ok).toBe(true);
    expect(world.watch.alerts.list('acme')).toEqual([]);
    await check();
    save(usd(10000));
    await check();
    expect(bodies()).toHaveLength(1);
    save(usd(11000));
    await check();
    expect(bodies()).toHaveLength(2);
  });

  test('falling and rising again does not fire again; the next period does', async () => {
    save(usd(10000));
    await check();
    bill({ total: usd(5000) });
    await check();
    bill({ total: usd(15000) });
    await check();
    expect(bodies()).toHaveLength(1);
    bill({ total: usd(15000), period: { start: '2026-12-01T00:00:00.000Z', end: '2027-01-01T00:00:00.000Z' } });
    expect((await check()).alerts).toMatchObject([{ triggeredNow: true }]);
    expect(bodies()).toHaveLength(2);
  });

  test('belongs to one account, measure and currency', async () => {
    world.addAccount('globex');
    save(usd(10000));
    await check();
    world.watch.alerts.save({ accountId: 'globex', measure: 'total', threshold: usd(10000), steps: [] });
    await world.watch.check('globex');
    save(usd(10000), { measure: 'forecast' });
    await check();
    const euros = money(12000, 'EUR');
    bill({ total: euros, amountDue: euros, lines: [] });
    await check();
    save(money(10000, 'EUR'));
    await check();
    expect(
      world.watch.events.list(null).map(({ accountId, measure, threshold }) => [accountId, measure, unitOf(threshold)]),
    ).toEqual([
      ['acme', 'total', 'EUR'],
      ['acme', 'forecast', 'USD'],
      ['globex', 'total', 'USD'],
      ['acme', 'total', 'USD'],
    ]);
  });

  test('a removed alert can be taken back, an unknown one is an error', () => {
    const alert = save(usd(10000), { steps: [90, 50, 90] });
    expect(alert.steps).toEqual([50, 90]);
    world.watch.alerts.remove(alert.id);
    expect(world.watch.alerts.restore(alert.id)).toEqual({ ok: true, value: alert });
    expect(world.watch.alerts.list('acme')).toEqual([alert]);
    for (const id of ['99', 'x', "1' OR 1=1"])
      expect(world.watch.alerts.remove(alertId(id))).toEqual({
        ok: false,
        error: { code: 'alert-not-found', alert: id },
      });
    save(usd(10000), { steps: [75] });
    const rule = JSON.stringify({ measure: 'total', threshold: usd(10000), steps: [50, 90] });
    const otherSteps = JSON.stringify({ measure: 'total', threshold: usd(10000), steps: [75] });
    expect(world.db.prepare('SELECT what, actor, before, after FROM actions ORDER BY id').all()).toEqual([
      { what: 'alert.saved', actor: 'hanna', before: null, after: rule },
      { what: 'alert.removed', actor: 'hanna', before: rule, after: null },
      { what: 'alert.restored', actor: 'hanna', before: null, after: rule },
      { what: 'alert.saved', actor: 'hanna', before: rule, after: otherSteps },
    ]);
  });
});

describe('early steps', () => {
  test('jumped over together make one notification that names the highest', async () => {
    save(usd(10000), { steps: [50, 75, 90] });
    bill({ total: usd(9500) });
    const { alerts } = await check();
    expect(alerts.map(({ step, exceeded, triggeredNow }) => [step, exceeded, triggeredNow])).toEqual([
      [50, true, true],
      [75, true, true],
      [90, true, true],
      [100, false, false],
    ]);
    expect(bodies()).toEqual(['total 95.00 over 90 % of 100.00 USD']);
    expect(world.watch.events.list('acme').map(({ step, delivery }) => [step, delivery])).toEqual([
      [90, 'shown'],
      [75, 'shown'],
      [50, 'shown'],
    ]);
  });

  test('are alert events of their own, each once', async () => {
    save(usd(10000), { steps: [50, 75] });
    for (const total of [4000, 5001, 5002, 7600, 10001, 12000]) {
      bill({ total: usd(total) });
      await check();
    }
    expect(bodies().map((body) => /over (\d+) %/.exec(body)?.[1])).toEqual(['50', '75', '100']);
  });

  test('added below a step that had fired tell nothing new', async () => {
    save(usd(10000));
    await check();
    world.watch.events.markSeen(world.watch.events.list('acme').map(({ id }) => id));
    save(usd(10000), { steps: [50] });
    await check();
    expect(bodies()).toHaveLength(1);
    expect(world.watch.events.list('acme')).toHaveLength(2);
    expect(world.watch.events.unseenCount('acme')).toBe(0);
  });
});

describe('forecast alerts', () => {
  test('fire beside actual ones and never instead of them', async () => {
    bill({
      total: usd(9000),
      lines: [aLine({ amount: usd(9000), kind: 'metered' })],
      asOf: '2026-11-10T09:00:00.000Z',
    });
    save(usd(10000), { measure: 'forecast' });
    save(usd(10000));
    await check();
    expect(bodies()).toHaveLength(1);
    expect(bodies()[0]).toMatch(/^forecast /);
    bill({ total: usd(10001), lines: [aLine({ amount: usd(10001), kind: 'metered' })] });
    await check();
    expect(bodies()[1]).toMatch(/^total 100.01/);
    expect(bodies()).toHaveLength(2);
  });
});

describe('several subscriptions', () => {
  beforeEach(() => {
    world.source().state.subscriptions = [aSubscription(), aSubscription({ id: 'sub_2', plan: 'Archive' })];
    bill({ total: usd(5000) });
    bill({ total: usd(15000) }, 'sub_2');
    save(usd(10000));
  });

  test('are watched each alone, and the notification names which', async () => {
    await check();
    expect(bodies()).toEqual(['total 150.00 over 100 % of 100.00 USD, Archive']);
    bill({ total: usd(15000) });
    await check();
    expect(bodies()[1]).toContain('Pro');
  });

  test('one that cannot be read is an error of the check and leaves the other watched', async () => {
    const source = world.source();
    const upcoming = source.upcoming.bind(source);
    await check();
    bill({ total: usd(30000) }, 'sub_2');
    save(usd(20000));
    source.upcoming = (subscription, signal) =>
      subscription.id === 'sub_1'
        ? Promise.resolve({ ok: false, error: { code: 'server-failed', status: 500, requestId: null } })
        : upcoming(subscription, signal);
    const outcome = await check();
    expect(outcome).toMatchObject({ ok: false, error: { code: 'server-failed' } });
    expect(outcome.subscriptions.map(({ subscription }) => subscription.id)).toEqual(['sub_2']);
    expect(outcome.alerts.filter(({ triggeredNow }) => triggeredNow)).toHaveLength(1);
    // The figures that were read before stay, and their age tells.
    expect(world.watch.known.snapshot('acme')?.subscriptions.map(({ subscription }) => subscription.id)).toEqual([
      'sub_1',
      'sub_2',
    ]);
    expect(world.watch.known.freshness('acme').state).toBe('stale');
  });
});

describe('what a restricted key cannot do', () => {
  test('details that it may not read leave the rest working', async () => {
    world.source().breakWith({ code: 'permission-missing', permission: 'rak_customer_read' }, 'details');
    save(usd(10000));
    expect(await check()).toMatchObject({ ok: true, alerts: [{ triggeredNow: true }] });
    expect(world.watch.known.snapshot('acme')).toMatchObject({
      missingPermissions: ['rak_customer_read'],
      details: null,
    });
    expect(world.watch.known.freshness('acme').state).toBe('fresh');
  });

  test('a failing upcoming invoice is never read as none', async () => {
    save(usd(10000));
    world.source().breakWith({ code: 'request-refused', status: 400, vendorWords: null }, 'upcoming');
    const outcome = await check();
    expect(outcome).toMatchObject({ ok: false, subscriptions: [], error: { code: 'request-refused' } });
    expect(outcome.alerts).toMatchObject([{ outcome: 'not-compared', reason: 'unreadable', exceeded: false }]);
    expect(world.watch.known.snapshot('acme')?.subscriptions).toEqual([]);
  });
});

test('checks every account, and the failure of one leaves the others', async () => {
  world.addAccount('globex');
  world.source('globex').breakWith({ code: 'server-unreachable', host: 'api.example.com', reason: 'ENOTFOUND' });
  save(usd(10000));
  const outcomes = await world.watch.check(null);
  expect(outcomes.map(({ account, ok }) => [account.id, ok])).toEqual([
    ['acme', true],
    ['globex', false],
  ]);
  expect(await world.watch.check('nobody')).toEqual([]);
});

test('an account removed during its check leaves no trace', async () => {
  const release = world.source().hold();
  const checking = world.watch.check('acme');
  world.accounts.length = 0;
  world.db.prepare('UPDATE accounts SET removed_at = created_at').run();
  release();
  expect(await checking).toEqual([]);
  expect(world.db.prepare('SELECT count(*) AS n FROM checks').get()).toEqual({ n: 0 });
});

test('evidence of alert events outlives the account, and nothing is told about it any more', async () => {
  world.notifier.answer = { outcome: 'failed', notifier: 'fake', reason: 'refused' };
  save(usd(10000));
  await check();
  world.accounts.length = 0;
  world.db.prepare('UPDATE accounts SET removed_at = created_at').run();
  await world.clock.advance(3_600_000);
  await world.watch.notifications.deliver();
  expect(world.notifier.attempts).toBe(1);
  expect(world.watch.events.list(null)).toMatchObject([{ accountName: 'acme', delivery: 'failed' }]);
});
