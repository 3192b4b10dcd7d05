import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Alert, MoneyAlert, NewAlert } from '#shared/alerts.ts';
import type { DetailsDifference } from '#shared/details-changes.ts';
import { money } from '#shared/money.ts';
import type { Standing } from '#shared/outcomes.ts';
import { type Period, periodOfMonth } from '#shared/period.ts';
import type { Reason } from '#shared/reasons.ts';
import { createAlertOutages } from '../../../electron/watch/alert-outages.ts';
import { createAlerts } from '../../../electron/watch/alerts.ts';
import { createDetailsChanges } from '../../../electron/watch/details-changes.ts';
import { createFirings, type Finding } from '../../../electron/watch/firings.ts';
import { createForecastHistory } from '../../../electron/watch/forecast-history.ts';
import { createGoneSubscriptions } from '../../../electron/watch/gone-subscriptions.ts';
import { createOutages } from '../../../electron/watch/outages.ts';
import { createPeriods, type PeriodOf } from '../../../electron/watch/periods.ts';
import { createPolls } from '../../../electron/watch/polls.ts';
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

type Changes = Partial<Pick<MoneyAlert, 'measure' | 'threshold' | 'steps' | 'scope'>>;
const saved = (changes: Changes = {}): Alert => {
  const alert: NewAlert = { accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [], ...changes };
  const result = createAlerts(world.db).save(alert, at, 'UTC');
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const states = () => world.db.prepare<[], string>('SELECT state FROM notifications ORDER BY id').pluck().all();
const setState = (state: string) => world.db.prepare('UPDATE notifications SET state = ?').run(state);

describe('alerts', () => {
  test('that were removed are in no list, also of those over all accounts', () => {
    const alerts = createAlerts(world.db);
    const all = saved({ scope: 'all' });
    expect(alerts.listAll()).toEqual([all]);
    alerts.remove(all.id, at);
    expect(alerts.listAll()).toEqual([]);
    expect(alerts.get(all.id)).toEqual(all);
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

describe('an alert that cannot be compared', () => {
  const standing = (alert: Alert, reason: Reason | null, changes: Partial<Standing> = {}): Standing => ({
    alertId: alert.id,
    subscriptionId: 'sub_1',
    plan: 'Pro',
    outcome: reason === null ? 'not-exceeded' : 'not-compared',
    reason,
    amount: null,
    billed: null,
    period: null,
    exceededSteps: [],
    asOf: at,
    ...changes,
  });
  const observe = (alerts: readonly Alert[], standings: Standing[], accountFails = false) =>
    createAlertOutages(world.db).observe({
      accountId: 'acme',
      owner: 'acme',
      alerts,
      before: new Set(alerts.map(({ id }) => id)),
      standings,
      accountFails,
      at,
    });

  test('is told of as long as it goes on, with what is the reason now; the others of its notification are not', () => {
    const [one, two] = [saved(), saved({ threshold: usd(20000) })];
    observe([one, two], [standing(one, 'subscription-gone'), standing(two, 'subscription-gone')]);
    const outages = createAlertOutages(world.db);
    expect(outages.toldBy(1)).toHaveLength(2);
    observe([one, two], [standing(one, null), standing(two, 'cancelled')]);
    expect(outages.toldBy(1)).toEqual([{ alertId: two.id, plan: 'Pro', reason: 'cancelled' }]);
    expect(states()).toEqual(['pending']);
    observe([one, two], [standing(one, null), standing(two, null)]);
    expect(outages.toldBy(1)).toBeNull();
    expect(states()).toEqual(['withdrawn']);
  });

  test.each(['shown', 'delivering'])('keeps the evidence of a notification that is %s', (state) => {
    const alert = saved();
    observe([alert], [standing(alert, 'subscription-gone')]);
    setState(state);
    observe([alert], [standing(alert, null)]);
    expect(states()).toEqual([state]);
  });

  test('is counted for its account, with those over all accounts, and not for another', () => {
    const outages = createAlertOutages(world.db);
    const alert = saved();
    observe([alert], [standing(alert, 'subscription-gone')]);
    expect([outages.count('acme'), outages.count('globex')]).toEqual([1, 0]);
    const all = saved({ scope: 'all' });
    const place = { subscriptionId: null, plan: '' };
    outages.observe({
      accountId: 'acme',
      owner: null,
      alerts: [all],
      before: new Set([all.id]),
      standings: [standing(all, 'sum-too-large', place)],
      accountFails: false,
      at,
    });
    expect([outages.count('acme'), outages.count('globex')]).toEqual([2, 1]);
    createAlerts(world.db).remove(all.id, at);
    expect([outages.count('acme'), outages.count('globex')]).toEqual([1, 0]);
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
    expect(changes.toldBy(1)).toMatchObject([{ field: 'billingEmail' }]);
    changes.observe('acme', mail('two@elsewhere.example'), 3, at);
    expect(changes.toldBy(1)).toBeNull();
    expect(changes.toldBy(2)).toMatchObject([{ is: 'two@elsewhere.example' }]);
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
      changes.expect(account, own, 1000);
      expect(changes.observe(account, mail('one@elsewhere.example'), 1000 + after, at)).toBe(isNews);
    }
  });
});

describe('firings', () => {
  const fire = (alert: Alert, period = november, changes: Partial<Finding> = {}, when = at) => {
    const [account] = world.accounts;
    if (!account) throw new Error('No account');
    const of: PeriodOf = { accountId: 'acme', subject: 'sub_1', window: 'billing-period' };
    const row = createPeriods(world.db).watch(of, period, 'Pro', null);
    const finding: Finding = {
      account,
      alert,
      subscriptionId: 'sub_1',
      plan: 'Pro',
      namePlan: false,
      steps: [100],
      row,
      period,
      amount: usd(12000),
      billed: null,
      included: null,
      late: false,
      asOf: at,
      ...changes,
    };
    createFirings(world.db).fire(finding, when);
    return row;
  };

  test('have fired in their period, at full step, of this amount and currency, in either measure', () => {
    const firings = createFirings(world.db);
    const alert = saved();
    const row = fire(alert);
    expect(firings.hasFired(alert, row)).toBe(true);
    expect(firings.hasFired(saved({ measure: 'forecast' }), row)).toBe(true);
    expect(firings.hasFired(saved({ threshold: money(10000, 'EUR') }), row)).toBe(false);
    expect(firings.hasFired(saved({ threshold: usd(10001) }), row)).toBe(false);
    const early = saved({ threshold: usd(30000), steps: [50] });
    fire(early, november, { steps: [50] });
    expect(firings.hasFired(early, row)).toBe(false);
    expect(firings.hasFired(alert, createPeriods(world.db).watch(ofAcme, december, 'Pro', null))).toBe(false);
  });

  test('of an alert in a period are those of its measure, amount and currency', () => {
    const firings = createFirings(world.db);
    const alerts = [
      saved(),
      saved({ measure: 'forecast' }),
      saved({ threshold: usd(5000) }),
      saved({ threshold: money(10000, 'EUR') }),
    ];
    const [row] = alerts.map((alert) => fire(alert));
    if (!row) throw new Error('No period');
    fire(saved(), december);
    for (const alert of alerts) expect(firings.ofPeriod(alert, row)).toMatchObject([{ alertId: alert.id }]);
  });

  test('since a moment are those after it, of the account', () => {
    const firings = createFirings(world.db);
    fire(saved());
    fire(saved({ threshold: usd(5000) }), november, {}, later);
    expect(firings.since('acme', at)).toMatchObject([{ threshold: usd(5000) }]);
    expect(firings.since('globex', '2026-01-01T00:00:00.000Z')).toEqual([]);
  });

  test('that were seen keep when and how, whatever is clicked or looked at later', () => {
    const firings = createFirings(world.db);
    fire(saved());
    fire(saved({ threshold: usd(5000) }));
    expect(firings.markSeen(['1'], at)).toEqual(['acme']);
    firings.markClicked(2, at);
    firings.markClicked(1, later);
    expect(firings.markSeen(['1', '2'], later)).toEqual([]);
    expect(firings.list(null)).toMatchObject([
      { id: '2', seenAt: at, seenHow: 'click' },
      { id: '1', seenAt: at, seenHow: 'app' },
    ]);
    expect(firings.unseenCount('acme')).toBe(0);
  });

  test('that nobody saw are counted for their account', () => {
    const firings = createFirings(world.db);
    fire(saved());
    expect([firings.unseenCount('acme'), firings.unseenCount('globex')]).toEqual([1, 0]);
  });

  test('are headed by the highest that nobody saw', () => {
    const firings = createFirings(world.db);
    fire(saved({ steps: [50, 75] }), november, { steps: [50, 75, 100] });
    const [highest] = firings.list(null);
    expect(firings.headline(1)?.firing).toMatchObject({ step: 100 });
    firings.markSeen([highest?.id ?? ''], at);
    expect(firings.headline(1)?.firing).toMatchObject({ step: 75 });
    expect(firings.headline(2)).toBeNull();
  });
});

const ofAcme: PeriodOf = { accountId: 'acme', subject: 'sub_1', window: 'billing-period' };

describe('periods', () => {
  const others: readonly (readonly [string, PeriodOf])[] = [
    ['account', { ...ofAcme, accountId: 'globex' }],
    ['account: all', { ...ofAcme, accountId: null }],
    ['subscription', { ...ofAcme, subject: 'sub_2' }],
    ['window', { ...ofAcme, window: 'calendar-month' }],
  ];

  test.each(others)('of another %s are other periods', (_what, other) => {
    const periods = createPeriods(world.db);
    const own = periods.watch(ofAcme, november, 'Pro', null);
    expect(periods.find(other, november)).toBeNull();
    expect(periods.watch(other, november, 'Pro', null).id).not.toBe(own.id);
    expect(periods.find(ofAcme, november)?.ids).toEqual([own.id]);
  });

  const point: Period = { start: november.end, end: november.end };
  test.each(others)('without length of another %s are other ones, too', (_what, other) => {
    const periods = createPeriods(world.db);
    const own = periods.watch(ofAcme, point, 'Pro', null);
    expect(periods.find(other, point)).toBeNull();
    expect(periods.find(ofAcme, point)).toEqual({ id: own.id, ids: [own.id], period: point });
  });

  test('without length are none of those that run', () => {
    const periods = createPeriods(world.db);
    periods.watch(ofAcme, november, 'Pro', null);
    expect(periods.find(ofAcme, point)).toBeNull();
    expect(periods.find(ofAcme, { start: november.start, end: november.start })).toBeNull();
    const own = periods.watch(ofAcme, point, 'Pro', null);
    expect(periods.find(ofAcme, { start: december.end, end: december.end })).toBeNull();
    expect(periods.find(ofAcme, point)?.ids).toEqual([own.id]);
  });

  test('are unsettled until their last comparison: months by themselves, billing periods by themselves', () => {
    const periods = createPeriods(world.db);
    const month: PeriodOf = { ...ofAcme, window: 'calendar-month' };
    const [billed, counted] = [
      periods.watch(ofAcme, november, 'Pro', 'USD'),
      periods.watch(month, november, 'Pro', null),
    ];
    periods.watch({ ...month, accountId: null, subject: 'all' }, november, '', null);
    expect(periods.unsettled('acme').map(({ id }) => id)).toEqual([billed.id]);
    expect(periods.unsettledMonths('acme').map(({ id }) => id)).toEqual([counted.id]);
    expect(periods.unsettledMonths(null)).toMatchObject([{ subject: 'all' }]);
    expect([periods.unsettled('globex'), periods.unsettledMonths('globex')]).toEqual([[], []]);

    periods.settleMonth(counted.id, at);
    for (const running of periods.unsettled('acme'))
      periods.close('acme', { ...running, invoice: null, settled: true }, at);
    expect([periods.unsettled('acme'), periods.unsettledMonths('acme')]).toEqual([[], []]);
    // Watched again, it was taken for closed too early.
    periods.watch(ofAcme, november, 'Pro', null);
    expect(periods.unsettled('acme')).toMatchObject([{ id: billed.id, closedSeenAt: null, currency: 'USD' }]);
  });
});

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
    const polls = createPolls(world.db);
    const add = (accountId: string, when: string, ok: boolean) => {
      polls.add({ accountId, at: when, ok, error: null, amounts: [] }, 1);
    };
    add('acme', at, false);
    add('acme', later, false);
    add('acme', '2026-11-10T11:00:00.000Z', true);
    add('globex', later, false);
    expect(polls.failedSince('acme', at)).toEqual({ count: 1, lastAt: later });
  });

  test('and snapshots are thinned out after ninety days, but for the newest snapshot of an account', () => {
    const polls = createPolls(world.db);
    const insert = world.db.prepare(
      "INSERT INTO snapshots (account_id, first_as_of, as_of, content, body) VALUES (?, ?, ?, '', '{}')",
    );
    for (const when of [at, later]) insert.run('acme', when, when);
    insert.run('globex', later, later);
    // The clock was set back for the newest one.
    insert.run('globex', at, at);
    insert.run('globex', '2026-11-09T09:00:00.000Z', '2026-11-09T09:00:00.000Z');
    polls.prune(Date.parse('2027-06-01T00:00:00.000Z'));
    expect(
      world.db.prepare<[], string>("SELECT account_id || ' ' || as_of FROM snapshots ORDER BY id").pluck().all(),
    ).toEqual([`acme ${later}`, `globex ${at}`, 'globex 2026-11-09T09:00:00.000Z']);
  });
});
