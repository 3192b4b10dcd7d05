import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MoneyAlert, NewAlert } from '#shared/alerts.ts';
import { type Money, money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import { anUpcoming, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

/* A bug that one account brings to light. Triggers stand for it: what they refuse throws where it is written. */

let world: WatchWorld;
beforeEach(() => {
  world = watchWorld();
  world.addAccount('other');
  for (const id of ['acme', 'other']) world.source(id).state.upcoming['sub_1'] = costs(usd(15000));
});
afterEach(() => {
  world.remove();
});

const costs = (total: Money) => anUpcoming({ total, amountDue: total, lines: [] });
type Saved = Pick<NewAlert, 'accountId'> &
  Pick<MoneyAlert, 'threshold'> &
  Partial<Pick<MoneyAlert, 'scope' | 'window'>>;
const save = (alert: Saved) => {
  const saved = world.watch.alerts.save({ measure: 'total', steps: [], ...alert });
  if (!saved.ok) throw new Error(saved.error.code);
};
const told = () => world.notifier.shown.map(({ title, body }) => `${title}: ${body}`);
const refuse = (name: string, event: string, when: string) =>
  world.db.exec(
    `CREATE TRIGGER ${name} BEFORE ${event} WHEN ${when} BEGIN SELECT RAISE(ABORT, 'a bug of this account'); END`,
  );
const otherTriggered = 'other: total 150.00 over 100 % of 100.00 USD';

describe.each([
  ['an alert event', 'INSERT ON alert_events', "NEW.account_id = 'acme'"],
  ['a period', 'INSERT ON periods', "NEW.account_id = 'acme'"],
  ['what was learned', 'INSERT ON snapshots', "NEW.account_id = 'acme'"],
])('%s of one account that cannot be written', (_, event, when) => {
  beforeEach(() => {
    save({ accountId: 'acme', threshold: usd(10000) });
    save({ accountId: 'other', threshold: usd(10000) });
    refuse('bug', event, when);
  });

  test('costs that account alone: the other one’s alert fires, and what went wrong is told once', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const [acme, other] = await world.watch.check(null);
      expect(acme).toMatchObject({ ok: false, error: { code: 'internal' }, subscriptions: [] });
      expect(acme?.alerts).toMatchObject([{ outcome: 'not-compared', reason: 'internal', exceeded: false }]);
      expect(other).toMatchObject({ ok: true, error: null });
      expect(other?.alerts).toMatchObject([{ outcome: 'exceeded', triggeredNow: turn === 0 }]);
    }
    expect(told().sort()).toEqual(['acme outage: 2026-11-10T09:00:00.000Z', otherTriggered]);
    const [reference] = world.logger.lines.flatMap(({ data }) => data['reference'] ?? []);
    expect(world.watch.known.checkRecords('acme', 9)).toMatchObject(
      Array.from({ length: 3 }, () => ({ ok: false, error: { code: 'internal' } })),
    );
    expect(world.watch.known.checkRecords('acme', 9).at(-1)?.error).toEqual({ code: 'internal', reference });
    expect(world.logger.text()).toContain('a bug of this account');
    expect(world.watch.alerts.standings('acme')).toMatchObject([{ outcome: 'not-compared', reason: 'internal' }]);
  });

  test('goes by itself where the bug does: compared, and fired once', async () => {
    await world.watch.check(null);
    world.db.exec('DROP TRIGGER bug');
    const [acme] = await world.watch.check('acme');
    expect(acme).toMatchObject({ ok: true, error: null, alerts: [{ outcome: 'exceeded', triggeredNow: true }] });
    await world.watch.check(null);
    expect(told().filter((each) => each.startsWith('acme: '))).toEqual(['acme: total 150.00 over 100 % of 100.00 USD']);
  });

  test('the background goes on looking at both, the one with the bug more and more rarely', async () => {
    const stop = world.watch.background.start();
    await world.clock.advance(6 * 60 * 60_000);
    stop();
    expect(told().sort()).toEqual(['acme outage: 2026-11-10T09:00:00.000Z', otherTriggered]);
    expect(world.watch.known.checkRecords('other', 99).length).toBeGreaterThanOrEqual(6);
    expect(world.watch.known.checkRecords('acme', 99).length).toBeLessThan(15);
  });
});

test('a source that throws, and one that answers what no code expects, cost their accounts alone', async () => {
  world.addAccount('third');
  for (const id of ['acme', 'other', 'third']) save({ accountId: id, threshold: usd(10000) });
  Object.assign(world.source('acme'), {
    subscriptions() {
      throw new TypeError('Object.defineProperty called on non-object');
    },
  });
  // Period bounds that are no moments: what reckons with them throws.
  world.source('third').state.upcoming['sub_1'] = anUpcoming({
    period: { start: 'soon', end: 'later' } as unknown as Period,
  });
  const outcomes = await world.watch.check(null);
  expect(outcomes.map(({ error }) => error?.code ?? null)).toEqual(['internal', null, 'internal']);
  expect(told()).toContain(otherTriggered);
});

test('an alert of one account that cannot even be read costs that account alone', async () => {
  for (const id of ['acme', 'other']) save({ accountId: id, threshold: usd(10000) });
  world.db.exec("UPDATE alerts SET steps = '{' WHERE account_id = 'acme'");
  for (let turn = 0; turn < 2; turn++) {
    const [acme, other] = await world.watch.check(null);
    expect(acme).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(other?.alerts).toMatchObject([{ outcome: 'exceeded' }]);
  }
  expect(told().sort()).toEqual(['acme outage: 2026-11-10T09:00:00.000Z', otherTriggered]);
});

test('what was learned before, once damaged, is learned again', async () => {
  save({ accountId: 'acme', threshold: usd(10000) });
  await world.watch.check('acme');
  world.db.exec("UPDATE snapshots SET body = '{\"half' WHERE account_id = 'acme'");
  expect(world.watch.known.snapshot('acme')).toBeNull();
  expect(await world.watch.check('acme')).toMatchObject([{ ok: true, alerts: [{ outcome: 'exceeded' }] }]);
});

describe('alerts over all accounts that cannot be evaluated', () => {
  beforeEach(() => {
    for (const id of ['acme', 'other']) save({ accountId: id, threshold: usd(10000) });
    save({ accountId: null, scope: 'all', window: 'calendar-month', threshold: usd(20000) });
    refuse('bug', 'INSERT ON alert_events', "NEW.scope = 'all'");
  });

  test('keep no account’s own from being triggered, and are told once', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const outcomes = await world.watch.check(null);
      for (const { ok, alerts } of outcomes) {
        expect(ok).toBe(true);
        expect(alerts[0]).toMatchObject({ outcome: 'exceeded', alert: { scope: 'subscription' } });
      }
    }
    expect(told().sort()).toEqual([
      'acme: total 150.00 over 100 % of 100.00 USD',
      'other not compared: 200.00 internal',
      otherTriggered,
    ]);
  });

  test('have nothing to tell any more once the last of them was removed', async () => {
    world.notifier.answer = { outcome: 'failed', notifier: 'fake', reason: 'refused' };
    await world.watch.check(null);
    expect(world.watch.events.uncomparedCount('acme')).toBe(1);
    for (const { id, scope } of world.watch.alerts.list('acme')) if (scope === 'all') world.watch.alerts.remove(id);
    await world.watch.check(null);
    world.notifier.answer = { outcome: 'shown', notifier: 'fake' };
    await world.clock.advance(3_600_000);
    await world.watch.notifications.deliver();
    expect(told().sort()).toEqual(['acme: total 150.00 over 100 % of 100.00 USD', otherTriggered]);
  });
});

test('a notification that cannot be put into words keeps no other back', async () => {
  save({ accountId: 'other', threshold: usd(10000) });
  await world.watch.check('acme');
  const { details } = world.source('acme').state;
  world.source('acme').state.details = { ...details, companyName: 'Somebody else' };
  world.settings = { ...world.settings, notifications: false };
  await world.watch.check('acme');
  world.db.exec("UPDATE details_changes SET details = '{'");
  await world.watch.check('other');
  world.settings = { ...world.settings, notifications: true };
  await world.watch.notifications.deliver();
  expect(told()).toEqual([otherTriggered]);
  expect(world.logger.text()).toContain('A notification could not be delivered');
});

test('amounts whose sum is beyond counting are the alert’s, not the program’s', async () => {
  save({ accountId: 'other', threshold: usd(10000) });
  save({ accountId: 'acme', scope: 'account', window: 'calendar-month', threshold: usd(20000) });
  world.source('acme').state.upcoming['sub_1'] = costs(money(Number.MAX_SAFE_INTEGER, 'USD'));
  const [acme, other] = await world.watch.check(null);
  expect(acme?.error).toBeNull();
  expect(other?.alerts).toMatchObject([{ outcome: 'exceeded', triggeredNow: true }]);
});
