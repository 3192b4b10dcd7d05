import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Alert, NewAlert } from '#shared/alerts.ts';
import type { Standing } from '#shared/outcomes.ts';
import type { Reason } from '#shared/reasons.ts';
import type { Instant } from '#shared/time.ts';
import { createAlertOutages } from '../../../electron/watch/alert-outages.ts';
import { createAlerts } from '../../../electron/watch/alerts.ts';
import { usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

const at: Instant = '2026-11-10T09:00:00.000Z';
const later: Instant = '2026-11-10T10:00:00.000Z';
let world: WatchWorld;
let one: Alert;
let two: Alert;
beforeEach(() => {
  world = watchWorld();
  world.addAccount('globex');
  [one, two] = [saved(10000), saved(20000)];
});
afterEach(() => {
  world.remove();
});

const saved = (threshold: number, scope: NewAlert['scope'] = 'subscription'): Alert => {
  const alert: NewAlert = { accountId: 'acme', measure: 'total', threshold: usd(threshold), steps: [], scope };
  const result = createAlerts(world.db).save(alert, at, 'UTC');
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
/** Compared where there is no reason. */
const standing = (alert: Alert, reason: Reason | null, subscriptionId: string | null = 'sub_1'): Standing => ({
  alertId: alert.id,
  subscriptionId,
  plan: 'Pro',
  outcome: reason === null ? 'not-exceeded' : 'not-compared',
  reason,
  amount: null,
  billed: null,
  period: null,
  exceededSteps: [],
  asOf: at,
});
interface Observation {
  readonly accountFails?: boolean;
  readonly owner?: string | null;
  readonly when?: Instant;
}
/** True where there is something to tell. */
const observe = (standings: Standing[], { accountFails = false, owner = 'acme', when = at }: Observation = {}) =>
  createAlertOutages(world.db).observe({
    accountId: 'acme',
    owner,
    before: new Set(standings.map(({ alertId }) => alertId)),
    standings,
    accountFails,
    at: when,
  });
const outagesOfNotification = (notification: number) =>
  createAlertOutages(world.db).outagesOfNotification(notification);
const reasonsOf = (notification: number) =>
  outagesOfNotification(notification)?.map(({ alertId, reason }) => [alertId, reason]);
const states = () => world.db.prepare<[], string>('SELECT state FROM notifications ORDER BY id').pluck().all();
const setState = (state: string) => world.db.prepare('UPDATE notifications SET state = ?').run(state);
/** Since when each one that goes on has gone on. */
const since = () =>
  world.db.prepare<[], string>('SELECT raised_at FROM alert_outages WHERE ended_at IS NULL').pluck().all();

describe('what its notification tells', () => {
  test('is what goes on of it, with what is the reason now', () => {
    observe([standing(one, 'subscription-gone'), standing(two, 'subscription-gone')]);
    expect(outagesOfNotification(1)).toHaveLength(2);
    observe([standing(one, null), standing(two, 'cancelled')]);
    expect(outagesOfNotification(1)).toEqual([{ alertId: two.id, plan: 'Pro', reason: 'cancelled' }]);
    expect(states()).toEqual(['pending']);
    observe([standing(one, null), standing(two, null)]);
    expect(outagesOfNotification(1)).toBeNull();
    expect(states()).toEqual(['withdrawn']);
  });

  test.each(['shown', 'delivering'])('stays as evidence where it is %s', (state) => {
    observe([standing(one, 'subscription-gone')]);
    setState(state);
    observe([standing(one, null)]);
    expect(states()).toEqual([state]);
  });

  test('is each subscription of an alert for itself', () => {
    expect(observe([standing(one, 'subscription-gone', 'sub_1'), standing(one, 'cancelled', 'sub_2')])).toBe(true);
    expect(outagesOfNotification(1)).toHaveLength(2);
    observe([standing(one, null, 'sub_1'), standing(one, 'cancelled', 'sub_2')]);
    expect(outagesOfNotification(1)).toMatchObject([{ reason: 'cancelled' }]);
  });

  test('is each alert of a subscription for itself', () => {
    for (let turn = 0; turn < 2; turn++) {
      expect(observe([standing(one, null), standing(two, 'cancelled')])).toBe(turn === 0);
      expect(reasonsOf(1)).toEqual([[two.id, 'cancelled']]);
    }
    expect(states()).toEqual(['pending']);
  });
});

describe('an outage goes on', () => {
  test('told once, since it began, also of a sum', () => {
    expect(observe([standing(one, 'sum-too-large', null)])).toBe(true);
    expect(observe([standing(one, 'sum-too-large', null)], { when: later })).toBe(false);
    expect([states(), since()]).toEqual([['pending'], [at]]);
  });

  test.each(['forecast-too-early', 'key-refused'] as const)('as it was while the reason is %s', (reason) => {
    observe([standing(one, 'cancelled')]);
    expect(observe([standing(one, reason)])).toBe(false);
    expect(reasonsOf(1)).toEqual([[one.id, 'cancelled']]);
  });

  test('as it was where nothing is known of its alert as a whole', () => {
    observe([standing(one, 'cancelled')]);
    expect(observe([standing(one, 'account-not-read', null)])).toBe(false);
    expect(reasonsOf(1)).toEqual([[one.id, 'cancelled']]);
    // A part of what the alert watches was compared; of this one nothing is known still.
    observe([standing(one, null, 'sub_2'), standing(one, 'account-not-read', null)]);
    expect(reasonsOf(1)).toEqual([[one.id, 'cancelled']]);
  });

  test('under another name, with no further notification, while nothing of the alert is compared', () => {
    observe([standing(one, 'subscription-gone'), standing(two, null)]);
    expect(observe([standing(one, 'no-subscription', null), standing(two, null)])).toBe(false);
    expect(reasonsOf(1)).toEqual([[one.id, 'no-subscription']]);
    expect(states()).toEqual(['pending']);
  });

  test('where the thing is compared over two months and waits for the bill of one', () => {
    observe([standing(one, 'cancelled')]);
    observe([standing(one, null), standing(one, 'bill-awaited')]);
    expect(reasonsOf(1)).toEqual([[one.id, 'cancelled']]);
  });
});

describe('an outage ends', () => {
  test('when what it was of is not watched any more, whatever is unknown of other alerts', () => {
    observe([standing(one, 'cancelled')]);
    observe([standing(one, null, 'sub_2'), standing(two, 'forecast-too-early', 'sub_2')]);
    expect(outagesOfNotification(1)).toBeNull();
  });

  test('when the alert is compared, and another of its subscriptions begins a new one', () => {
    observe([standing(one, 'cancelled', 'sub_1')]);
    expect(observe([standing(one, null, 'sub_1'), standing(one, 'cancelled', 'sub_2')])).toBe(true);
    expect([outagesOfNotification(1), reasonsOf(2)]).toEqual([null, [[one.id, 'cancelled']]]);
  });
});

describe('an outage begins', () => {
  test('with a notification of its own beside that of another alert', () => {
    observe([standing(one, 'cancelled'), standing(two, null)]);
    expect(observe([standing(one, 'cancelled'), standing(two, 'paused')])).toBe(true);
    expect([reasonsOf(1), reasonsOf(2)]).toEqual([[[one.id, 'cancelled']], [[two.id, 'paused']]]);
  });

  test.each([
    [null, 'cancelled'],
    ['bill-awaited', 'cancelled'],
  ] as const)('where a thing is compared over two months, the one with %j', (first, second) => {
    expect(observe([standing(one, first), standing(one, second)])).toBe(true);
    expect(reasonsOf(1)).toEqual([[one.id, second]]);
  });

  test.each([null, 'forecast-too-early', 'bill-awaited', 'key-refused', 'list-contradicts'] as const)(
    'never with %j',
    (reason) => {
      expect(observe([standing(one, reason)])).toBe(false);
      expect(states()).toEqual([]);
    },
  );

  test.each(['unreadable', 'billed-unknown', 'usage-not-read', 'internal'] as const)(
    'with %s unless the check itself failed, which is told for the account',
    (reason) => {
      expect(observe([standing(one, reason)], { accountFails: true })).toBe(false);
      expect(outagesOfNotification(1)).toBeNull();
      expect(observe([standing(one, reason)])).toBe(true);
    },
  );

  test('with a reason of its own, though the check failed', () => {
    expect(observe([standing(one, 'cancelled')], { accountFails: true })).toBe(true);
  });

  test('not for an alert that the check did not ask for', () => {
    const outages = createAlertOutages(world.db);
    const told = { accountId: 'acme', owner: 'acme', standings: [standing(one, 'cancelled')], accountFails: false, at };
    expect(outages.observe({ ...told, before: new Set([two.id]) })).toBe(false);
    expect(outages.count('acme')).toBe(0);
  });
});

test('is counted for its account, with those over all accounts, and not for another', () => {
  const outages = createAlertOutages(world.db);
  observe([standing(one, 'subscription-gone')]);
  expect([outages.count('acme'), outages.count('globex')]).toEqual([1, 0]);
  const all = saved(30000, 'all');
  observe([standing(all, 'sum-too-large', null)], { owner: null });
  expect([outages.count('acme'), outages.count('globex')]).toEqual([2, 1]);
  createAlerts(world.db).remove(all.id, at);
  expect([outages.count('acme'), outages.count('globex')]).toEqual([1, 0]);
});
