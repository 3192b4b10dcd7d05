import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Alert, NewAlert } from '#shared/alerts.ts';
import type { DetailsDifference } from '#shared/details-changes.ts';
import { periodOfMonth } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import { createAlerts } from '../../../electron/watch/alerts.ts';
import { createDetailsChanges } from '../../../electron/watch/details-changes.ts';
import { createForecastHistory } from '../../../electron/watch/forecast-history.ts';
import { createGoneSubscriptions } from '../../../electron/watch/gone-subscriptions.ts';
import { createOutages } from '../../../electron/watch/outages.ts';
import type { PeriodOf } from '../../../electron/watch/periods.ts';
import { createCheckRecords } from '../../../electron/watch/check-records.ts';
import { november, someDetails, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

/* What each statement leaves alone: rows that match all of its conditions but one. */

const at = '2026-11-10T09:00:00.000Z';
const later = '2026-11-10T10:00:00.000Z';
const december = periodOfMonth('2026-12');
let world: WatchWorld;
beforeEach(() => {
  world = watchWorld();
  world.addAccount('globex');
});
afterEach(() => {
  world.remove();
});

const saved = (scope: NewAlert['scope'] = 'subscription'): Alert => {
  const alert: NewAlert = { accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [], scope };
  const result = createAlerts(world.db).save(alert, at, 'UTC');
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const states = () => world.db.prepare<[], string>('SELECT state FROM notifications ORDER BY id').pluck().all();
const setState = (state: string) => world.db.prepare('UPDATE notifications SET state = ?').run(state);

describe('alerts', () => {
  test('that were removed are in no list, also of those over all accounts', () => {
    const alerts = createAlerts(world.db);
    const all = saved('all');
    expect(alerts.listAll()).toEqual([all]);
    alerts.remove(all.id, at);
    expect(alerts.listAll()).toEqual([]);
    expect(alerts.get(all.id)).toEqual(all);
  });

  test('are found by as much of their id as belongs to no other that is active', () => {
    const alerts = createAlerts(world.db);
    const [one, all] = [saved(), saved('all')];
    const missing = (alert: string) => ({ ok: false, error: { code: 'alert-not-found', alert } });
    expect(alerts.find(one.id)).toEqual({ ok: true, value: one });
    expect(alerts.find(all.id.slice(0, 24))).toEqual({ ok: true, value: all });
    expect(alerts.find('0')).toEqual({ ok: false, error: { code: 'alert-ambiguous', alert: '0' } });
    for (const nothing of ['', 'x', '%', `${one.id}0`]) expect(alerts.find(nothing)).toEqual(missing(nothing));
    alerts.remove(all.id, at);
    expect(alerts.find('0')).toEqual({ ok: true, value: one });
    expect(alerts.find(all.id)).toEqual({ ok: true, value: all });
  });

  test('are removed once, and taken back once', () => {
    const alerts = createAlerts(world.db);
    const { id } = saved();
    const gone = { ok: false, error: { code: 'alert-not-found', alert: id } };
    expect(alerts.restore(id)).toEqual(gone);
    expect(alerts.remove(id, at).ok).toBe(true);
    expect(alerts.remove(id, later)).toEqual(gone);
    expect(alerts.restore(id).ok).toBe(true);
    expect(alerts.restore(id)).toEqual(gone);
  });
});

describe('changed details', () => {
  const mail = (billingEmail: string) => someDetails({ billingEmail });
  const noticed = () => {
    const changes = createDetailsChanges(world.db);
    changes.observe('acme', someDetails(), 1, at);
    changes.observe('acme', mail('one@elsewhere.example'), 2, at);
    return changes;
  };

  test('that are over are told by no notification', () => {
    const changes = noticed();
    expect(changes.differencesOfNotification(1)).toMatchObject([{ field: 'billingEmail' }]);
    changes.observe('acme', mail('two@elsewhere.example'), 3, at);
    expect(changes.differencesOfNotification(1)).toBeNull();
    expect(changes.differencesOfNotification(2)).toMatchObject([{ is: 'two@elsewhere.example' }]);
  });

  test.each([
    ['pending', 'withdrawn'],
    ['failed', 'withdrawn'],
    ['shown', 'shown'],
    ['delivering', 'delivering'],
  ])('that were approved make a notification that is %s one that is %s', (before, after) => {
    const changes = noticed();
    setState(before);
    expect(changes.approve('acme', '1', at)).toBe(true);
    expect(states()).toEqual([after]);
  });

  test('are expected for a day, and no longer', () => {
    const day = 24 * 3_600_000;
    const own: DetailsDifference[] = [
      { field: 'billingEmail', was: 'billing@acme.example', is: 'one@elsewhere.example' },
    ];
    for (const [account, after, isNews] of [
      ['acme', day - 1, false],
      ['globex', day, true],
    ] as const) {
      const changes = createDetailsChanges(world.db);
      changes.observe(account, someDetails(), 1, at);
      changes.registerOwnChange(account, own, 1000);
      expect(changes.observe(account, mail('one@elsewhere.example'), 1000 + after, at)).toBe(isNews);
    }
  });
});

const ofAcme: PeriodOf = { accountId: 'acme', subject: 'sub_1', window: 'billing-period' };

describe('the history of forecasts', () => {
  const history = () => createForecastHistory(world.db)('acme');
  const closeNovember = (
    of: PeriodOf,
    { settled = true, amount = 9000 }: { settled?: boolean; amount?: number | null } = {},
  ) =>
    world.db
      .prepare(
        `INSERT INTO periods (account_id, subject, time_window, plan, period_start, period_end, settled_at, final_amount, final_currency)
         VALUES (@accountId, @subject, @window, 'Pro', @start, @end, @settledAt, @amount, 'USD')`,
      )
      .run({ ...of, ...november, amount, settledAt: settled ? at : null });
  const forecast = (day: string, changes: { subject?: string; start?: string; amount?: number | null } = {}) =>
    world.db
      .prepare(
        `INSERT INTO daily_estimates (account_id, subscription_id, period_start, day, as_of, total, forecast, currency)
         VALUES ('acme', @subject, @start, @day, @asOf, 100, @amount, 'USD')`,
      )
      .run({ subject: 'sub_1', start: november.start, amount: 8000, day, asOf: `${day}T12:00:00.000Z`, ...changes });

  test('judges what was settled with a bill, by billing period', () => {
    forecast('2026-11-05');
    closeNovember({ ...ofAcme, window: 'calendar-month' });
    closeNovember({ ...ofAcme, subject: 'sub_1' }, { settled: false });
    expect(history()).toEqual([]);
    closeNovember(ofAcme, { amount: null });
    expect(history()).toEqual([]);
    closeNovember(ofAcme);
    expect(history()).toMatchObject([{ subscriptionId: 'sub_1', closed: [{ bill: usd(9000) }] }]);
    expect(createForecastHistory(world.db)('globex')).toEqual([]);
  });

  test('takes the forecasts of the same subscription and period that there were', () => {
    closeNovember(ofAcme);
    forecast('2026-11-04', { amount: null });
    forecast('2026-11-05');
    forecast('2026-11-06', { subject: 'sub_2' });
    forecast('2026-11-07', { start: december.start });
    expect(history()[0]?.closed[0]?.days.map(({ day }) => day)).toEqual(['2026-11-05']);
  });
});

describe('subscriptions that are gone', () => {
  test('come back one by one, and are waited for until the user does not', () => {
    const gone = createGoneSubscriptions(world.db);
    const watched = ['sub_1', 'sub_2'].map((subscriptionId) => ({
      subscriptionId,
      plan: 'Pro',
      period: november,
      closedSeenAt: null,
    }));
    gone.observe('globex', [], watched, at);
    expect(gone.observe('acme', [], watched, at)).toHaveLength(2);
    expect(gone.observe('acme', ['sub_1'], [], at)).toMatchObject([{ subscriptionId: 'sub_2' }]);
    expect(gone.list('globex')).toHaveLength(2);
    expect(gone.dismiss('globex', 'sub_1', at)).toBe(true);
    expect(gone.dismiss('globex', 'sub_1', later)).toBe(false);
    expect(gone.dismiss('globex', 'sub_9', at)).toBe(false);
    expect(gone.list('globex')).toMatchObject([{ subscriptionId: 'sub_2' }]);
    expect(gone.list('acme')).toMatchObject([{ subscriptionId: 'sub_2' }]);
  });
});

describe('outages', () => {
  test('are told of while they last; one at a time', () => {
    const outages = createOutages(world.db);
    expect(outages.raise('acme', at, at)).toBe(true);
    expect(outages.raise('acme', at, later)).toBe(false);
    expect(outages.sinceOf(1)).toBe(at);
    outages.end('acme', later);
    expect(outages.sinceOf(1)).toBeUndefined();
    expect(outages.raise('acme', null, later)).toBe(true);
    expect([outages.sinceOf(1), outages.sinceOf(2)]).toEqual([undefined, null]);
  });

  test.each([
    ['pending', 'withdrawn'],
    ['failed', 'withdrawn'],
    ['shown', 'shown'],
    ['delivering', 'delivering'],
  ])('that end make a notification that is %s one that is %s', (before, after) => {
    const outages = createOutages(world.db);
    outages.raise('acme', at, at);
    setState(before);
    outages.end('acme', later);
    expect(states()).toEqual([after]);
  });
});

describe('polls', () => {
  test('that failed are counted after the moment, of the account', () => {
    const checkRecords = createCheckRecords(world.db);
    const add = (accountId: string, when: Instant, ok: boolean) => {
      checkRecords.add({ accountId, at: when, ok, error: null, amounts: [] }, 1);
    };
    add('acme', at, false);
    add('acme', later, false);
    add('acme', '2026-11-10T11:00:00.000Z', true);
    add('globex', later, false);
    expect(checkRecords.failedSince('acme', at)).toEqual({ count: 1, lastAt: later });
  });

  test('and snapshots are thinned out after ninety days, but for the newest snapshot of an account', () => {
    const checkRecords = createCheckRecords(world.db);
    const insert = world.db.prepare(
      "INSERT INTO snapshots (account_id, first_as_of, as_of, content, body) VALUES (?, ?, ?, '', '{}')",
    );
    for (const when of [at, later]) insert.run('acme', when, when);
    insert.run('globex', later, later);
    // The clock was set back for the newest one.
    insert.run('globex', at, at);
    insert.run('globex', '2026-11-09T09:00:00.000Z', '2026-11-09T09:00:00.000Z');
    checkRecords.prune(Date.parse('2027-06-01T00:00:00.000Z'));
    expect(
      world.db.prepare<[], string>("SELECT account_id || ' ' || as_of FROM snapshots ORDER BY id").pluck().all(),
    ).toEqual([`acme ${later}`, `globex ${at}`, 'globex 2026-11-09T09:00:00.000Z']);
  });
});
