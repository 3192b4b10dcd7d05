import { describe, expect, test } from 'vitest';
import type { MoneyAlert, UsageAlert } from '#shared/alerts.ts';
import type { Bill } from '#shared/bills.ts';
import type { Snapshot, SubscriptionView } from '#shared/ipc/calls/watch.ts';
import { type Money, money } from '#shared/money.ts';
import { evaluateMoney } from '#shared/outcomes.ts';
import { periodOfMonth } from '#shared/period.ts';
import { brokenStanding, standingsOf, standingsOfAll } from '#shared/standings.ts';
import type { Upcoming } from '#shared/upcoming.ts';
import type { Instant } from '#shared/time.ts';
import { alertId } from '../../support/alert-ids.ts';
import { anUpcoming, aSubscription, november, usd } from '../../support/billing-objects.ts';

const eur = (amount: number) => money(amount, 'EUR');
const asOf: Instant = '2026-11-22T12:00:00.000Z';
const [october, december] = [periodOfMonth('2026-10'), periodOfMonth('2026-12')];
const inNovember = { start: october.start, end: '2026-11-15T00:00:00.000Z' } as const;

const rest = { id: alertId('1'), accountId: 'acme', steps: [], createdAt: '2026-10-15T00:00:00.000Z' as const };
const anAlert = (changes: Partial<MoneyAlert> = {}): MoneyAlert => ({
  ...rest,
  ...{ scope: 'subscription', window: 'billing-period', timeZone: null, measure: 'total', threshold: usd(10000) },
  ...changes,
});
const byMonth = { window: 'calendar-month', timeZone: 'UTC' } as const;
const ofUsage: UsageAlert = {
  ...rest,
  ...{ scope: 'subscription', window: 'billing-period', timeZone: null, measure: 'bandwidth' },
  threshold: { quantity: 100, unit: 'byte' },
};
const usage = { period: november, asOf, readings: [{ metric: 'bandwidth', used: 101, included: null } as const] };

const view = (upcoming: Upcoming, id = 'sub_1', changes: Partial<SubscriptionView> = {}): SubscriptionView => ({
  subscription: aSubscription({ id, plan: `Plan of ${id}` }),
  upcoming,
  forecast: null,
  ...changes,
});
const coming = (total: Money, period = november) => anUpcoming({ total, period, asOf });
const none = (reason: Extract<Upcoming, { kind: 'none' }>['reason']): Upcoming => ({ kind: 'none', reason, asOf });
const bill = (total: Money, at: Instant = '2026-11-10T00:00:00.000Z'): Bill => ({
  ...{ subscriptionId: 'sub_1', at, period: november, total, draft: false },
});
const snapshot = (subscriptions: SubscriptionView[], changes: Partial<Snapshot> = {}): Snapshot => ({
  ...{ accountId: 'acme', asOf, details: null, missingPermissions: [] },
  bills: { from: '2026-09-01T00:00:00.000Z', list: [] },
  subscriptions,
  ...changes,
});
const of = (alert: MoneyAlert | UsageAlert, read: Snapshot | null, failure: 'key-refused' | null = null) =>
  standingsOf([alert], { snapshot: read, failure });
const reasons = (...args: Parameters<typeof of>) => of(...args).map(({ reason }) => reason);

describe('an account that is not known', () => {
  test.each([anAlert(), ofUsage])('leaves each alert not compared, with the reason', (alert) => {
    const nowhere = { ...{ subscriptionId: null, plan: '', period: null, asOf: null }, amount: null, billed: null };
    expect(of(alert, null)).toEqual([
      { ...nowhere, alertId: '1', outcome: 'not-compared', reason: 'account-not-read', exceededSteps: [] },
    ]);
    expect(of(alert, null, 'key-refused')).toMatchObject([{ ...nowhere, reason: 'key-refused' }]);
    expect(of(alert, snapshot([view(coming(usd(1)))], { usage }), 'key-refused')).toMatchObject([
      { ...nowhere, reason: 'key-refused' },
    ]);
  });

  test('in part leaves the alerts of that part not compared', () => {
    const read = (failed: Snapshot['failed']) =>
      snapshot([view(coming(usd(10001)))], { usage, ...(failed && { failed }) });
    expect(reasons(anAlert(), read(['billing']))).toEqual(['account-not-read']);
    expect(reasons(anAlert(), read(['usage']))).toEqual([null]);
    expect(reasons(ofUsage, read(['usage']))).toEqual(['usage-not-read']);
    expect(reasons(ofUsage, read(['billing']))).toEqual([null]);
    expect(reasons(ofUsage, snapshot([]))).toEqual(['usage-not-read']);
  });
});

test('usage stands in the account’s running month', () => {
  expect(of(ofUsage, snapshot([], { usage }))).toEqual([
    {
      ...{ alertId: '1', outcome: 'exceeded', reason: null, exceededSteps: [100], billed: null, plan: '' },
      ...{ subscriptionId: 'usage', period: november, asOf, amount: { quantity: 101, unit: 'byte' } },
    },
  ]);
});

describe('subscriptions', () => {
  test('stand each for itself, with what was billed already', () => {
    const read = snapshot([view(coming(usd(9000))), view(coming(usd(10001)), 'sub_2')], {
      bills: { from: october.start, list: [bill(usd(1001))] },
    });
    expect(of(anAlert({ steps: [50] }), read)).toEqual([
      {
        ...{ alertId: '1', outcome: 'exceeded', reason: null, exceededSteps: [50, 100], period: november, asOf },
        ...{ subscriptionId: 'sub_1', plan: 'Plan of sub_1', amount: usd(10001), billed: usd(1001) },
      },
      {
        ...{ alertId: '1', outcome: 'exceeded', reason: null, exceededSteps: [50, 100], period: november, asOf },
        ...{ subscriptionId: 'sub_2', plan: 'Plan of sub_2', amount: usd(10001), billed: usd(0) },
      },
    ]);
  });

  test('exceed by what is known, and are not compared below while a part is missing', () => {
    const read = (total: number) => snapshot([view(coming(usd(total)))], { bills: null });
    expect(of(anAlert(), read(10001))).toMatchObject([{ outcome: 'exceeded', reason: null, billed: null }]);
    expect(of(anAlert(), read(10000))).toMatchObject([
      { outcome: 'not-compared', reason: 'billed-unknown', amount: usd(10000) },
    ]);
  });

  test('of other currencies are no concern where there are some of the alert’s own', () => {
    const own = view(coming(usd(5)));
    const other = view(coming(eur(5)), 'sub_2');
    expect(of(anAlert(), snapshot([own, other]))).toMatchObject([{ subscriptionId: 'sub_1', outcome: 'not-exceeded' }]);
    const changed = view(coming(eur(5)), 'sub_2', { formerCurrencies: ['USD'] });
    expect(of(anAlert(), snapshot([own, changed]))).toMatchObject([
      { subscriptionId: 'sub_1', outcome: 'not-exceeded' },
      { subscriptionId: 'sub_2', reason: 'other-currency', amount: eur(5), period: november },
    ]);
    const neverOwn = view(coming(eur(5)), 'sub_2', { formerCurrencies: ['GBP'] });
    expect(of(anAlert(), snapshot([own, neverOwn]))).toHaveLength(1);
    expect(of(anAlert(), snapshot([other, view(none('paused'))]))).toMatchObject([
      {
        subscriptionId: 'sub_2',
        plan: 'Plan of sub_2',
        reason: 'other-currency',
        amount: eur(5),
        period: november,
        asOf,
      },
    ]);
  });

  test('that could not be read, or are gone, are named', () => {
    const unread = [{ subscriptionId: 'sub_2', plan: 'Two' }];
    const gone = ['USD', null, 'EUR'].map((currency, index) => ({
      ...{ subscriptionId: `sub_${index + 3}`, plan: 'Gone', since: asOf, currency },
    }));
    const read = snapshot([view(coming(usd(5))), view(coming(usd(99999)), 'sub_2')], { unread, gone });
    expect(of(anAlert(), read)).toMatchObject([
      { subscriptionId: 'sub_1', outcome: 'not-exceeded' },
      { subscriptionId: 'sub_2', plan: 'Two', reason: 'unreadable', amount: null, period: null, asOf: null },
      { subscriptionId: 'sub_3', plan: 'Gone', reason: 'subscription-gone', amount: null, period: null, asOf: null },
      { subscriptionId: 'sub_4', reason: 'subscription-gone' },
    ]);
  });

  test.each([
    [[], 'no-subscription'],
    [['cancelled'], 'cancelled'],
    [['cancelled', 'paused'], 'paused'],
    [['nothing-to-bill', 'paused'], 'no-invoice-coming'],
    [['usage-incomplete'], 'usage-incomplete'],
  ] as const)('without a coming invoice (%j) are not compared: %s', (each, reason) => {
    const read = snapshot(each.map((why, index) => view(none(why), `sub_${index}`)));
    expect(of(anAlert(), read)).toMatchObject([{ subscriptionId: null, reason, outcome: 'not-compared' }]);
  });

  test('by forecast wait for one', () => {
    const alert = anAlert({ measure: 'forecast' });
    expect(of(alert, snapshot([view(coming(usd(99999)))]))).toMatchObject([
      { reason: 'forecast-too-early', amount: null, period: november, subscriptionId: 'sub_1' },
    ]);
    const forecast = { total: usd(10001), method: 'fixed' } as const;
    expect(of(alert, snapshot([view(coming(usd(1)), 'sub_1', { forecast })]))).toMatchObject([{ outcome: 'exceeded' }]);
  });

  test('that cannot be summed up are not compared', () => {
    const most = usd(Number.MAX_SAFE_INTEGER);
    const read = snapshot([view(coming(most))], { bills: { from: october.start, list: [bill(usd(1))] } });
    expect(of(anAlert(), read)).toMatchObject([{ outcome: 'not-compared', reason: 'sum-too-large', period: november }]);
  });

  test('by calendar month stand in the month that runs, and in the next where they are billed', () => {
    const alert = anAlert(byMonth);
    const read = snapshot([view(coming(usd(10001), inNovember)), view(coming(usd(10002)), 'sub_2')]);
    expect(of(alert, read)).toMatchObject([
      { subscriptionId: 'sub_1', period: november, outcome: 'exceeded', asOf, plan: 'Plan of sub_1' },
      { subscriptionId: 'sub_2', period: november, outcome: 'not-exceeded', amount: usd(0) },
      { subscriptionId: 'sub_2', period: december, outcome: 'exceeded', amount: usd(10002) },
    ]);
    expect(of(alert, snapshot([view(coming(eur(1)), 'sub_1', { formerCurrencies: ['USD'] })]))).toMatchObject([
      { reason: 'other-currency', period: november },
    ]);
  });
});

describe('an account as a whole', () => {
  const whole = anAlert({ ...byMonth, scope: 'account' });

  test('stands in the month that runs by the vendor’s time and the alert’s zone', () => {
    const read = snapshot([view(coming(usd(10001), inNovember))]);
    expect(of(whole, read)).toMatchObject([
      {
        subscriptionId: null,
        plan: '',
        period: november,
        outcome: 'exceeded',
        amount: usd(10001),
        billed: usd(0),
        asOf,
      },
    ]);
    expect(of(whole, { ...read, vendorTime: '2026-12-01T00:00:00.000Z' })[0]).toMatchObject({ period: december });
    const tokyo = { ...whole, timeZone: 'Asia/Tokyo' };
    expect(of(tokyo, { ...read, asOf: '2026-11-30T15:00:00.000Z' })[0]?.period?.start).toBe('2026-11-30T15:00:00.000Z');
    expect(of({ ...whole, timeZone: null }, read)[0]).toMatchObject({ period: november });
  });

  test('keeps months of zones apart', () => {
    const read = snapshot([], { bills: { from: october.start, list: [bill(usd(1))] } });
    const alerts = ['UTC', 'Asia/Tokyo', 'UTC'].map((timeZone) => ({ ...whole, timeZone }));
    const starts = standingsOf(alerts, { snapshot: read, failure: null }).map(({ period }) => period?.start);
    expect(starts).toEqual([november.start, '2026-10-31T15:00:00.000Z', november.start]);
  });

  test('in another currency only has nothing to compare, in the month that runs', () => {
    expect(of(whole, snapshot([view(coming(eur(1)))]))).toMatchObject([
      { outcome: 'not-compared', reason: 'other-currency', amount: null, period: november },
    ]);
  });

  test('that cannot be summed up is not compared', () => {
    const most = usd(Number.MAX_SAFE_INTEGER);
    const read = snapshot([], { bills: { from: october.start, list: [bill(most), bill(usd(1))] } });
    expect(of(whole, read)).toMatchObject([{ outcome: 'not-compared', reason: 'sum-too-large', amount: null }]);
  });

  test('with nothing at all has nothing in it', () => {
    expect(of(whole, snapshot([]))).toMatchObject([{ outcome: 'not-exceeded', amount: usd(0) }]);
    expect(of(whole, snapshot([], { bills: null }))).toMatchObject([{ reason: 'billed-unknown' }]);
  });
});

describe('all accounts together', () => {
  const all = anAlert({ ...byMonth, scope: 'all', accountId: null });
  const together = (...accounts: { snapshot: Snapshot | null; failure: 'key-refused' | null }[]) =>
    standingsOfAll([all], accounts, asOf);
  const account = (total: Money, changes: Partial<Snapshot> = {}) => ({
    snapshot: snapshot([view(coming(total, inNovember))], changes),
    failure: null,
  });

  test('are one sum', () => {
    expect(together(account(usd(6000)), account(usd(4001)), account(eur(90000)))).toMatchObject([
      { ...{ subscriptionId: null, period: november, asOf }, outcome: 'exceeded', amount: usd(10001), billed: usd(0) },
    ]);
    expect(together()).toMatchObject([{ outcome: 'not-compared', reason: 'no-subscription' }]);
  });

  test('miss what an account of the currency would add, and no other', () => {
    const failing = (total: Money) => ({ ...account(total), failure: 'key-refused' as const });
    expect(together(account(usd(1)), failing(usd(2)))).toMatchObject([{ reason: 'key-refused', amount: usd(3) }]);
    expect(together(account(usd(1)), failing(eur(2)))).toMatchObject([{ outcome: 'not-exceeded', amount: usd(1) }]);
    expect(together(account(usd(1)), account(usd(2), { failed: ['billing'] }))).toMatchObject([
      { reason: 'account-not-read' },
    ]);
    expect(together(account(usd(1)), account(usd(2), { failed: ['usage'] }))).toMatchObject([{ reason: null }]);
    expect(together(account(usd(1)), account(usd(2), { bills: null }))).toMatchObject([{ reason: 'billed-unknown' }]);
    expect(together(account(usd(1)), { snapshot: null, failure: null })).toMatchObject([
      { reason: 'account-not-read' },
    ]);
  });
});

test('an amount of another currency is not compared, whatever is missing', () => {
  expect(evaluateMoney(anAlert(), eur(99999), 'unreadable')).toEqual({
    ...{ outcome: 'not-compared', reason: 'other-currency', amount: eur(99999), exceededSteps: [] },
  });
});

test('an alert that could not be worked out is said to be a bug', () => {
  expect(brokenStanding(anAlert())).toMatchObject({
    alertId: '1',
    outcome: 'not-compared',
    reason: 'internal',
    plan: '',
  });
});
