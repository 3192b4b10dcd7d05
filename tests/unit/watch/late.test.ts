import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isMoneyAlert, type MoneyAlert, type NewAlert, valueOf } from '#shared/alerts.ts';
import type { Bill } from '#shared/bills.ts';
import type { Snapshot } from '#shared/ipc/calls/watch.ts';
import { type Money, money } from '#shared/money.ts';
import { monthIn, type Period, periodOfMonth } from '#shared/period.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import { createAlerts } from '../../../electron/watch/alerts.ts';
import { type Closing, finalInvoiceGraceMs } from '../../../electron/watch/closed-periods.ts';
import { createAlertEvents } from '../../../electron/watch/alert-events.ts';
import { createLateComparison } from '../../../electron/watch/late.ts';
import { createPeriods, type PeriodOf } from '../../../electron/watch/periods.ts';
import type { Reading } from '../../../electron/watch/read-account.ts';
import { aSubscription, november, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

/* What is told late: of billing periods and months that are over, by what they came to. */

const december = periodOfMonth('2026-12');
const created: Instant = '2026-10-15T00:00:00.000Z';
const now: Instant = '2026-12-02T00:00:00.000Z';
const at: Instant = '2026-12-02T00:00:05.000Z';
let world: WatchWorld;
beforeEach(() => {
  world = watchWorld(now);
});
afterEach(() => {
  world.remove();
});

const account = () => {
  const [first] = world.accounts;
  if (!first) throw new Error('No account');
  return first;
};
const aReading = (closings: readonly Closing[], changes: Partial<Reading> = {}): Reading => ({
  ...{ asOf: now, usage: null, details: null, missingPermissions: [], unread: [], listedSubscriptions: null },
  ...{ subscriptions: [{ subscription: aSubscription(), upcoming: null }], bills: null, error: null },
  closings,
  ...changes,
});
const periods = () => createPeriods(world.db);
const usualBill: Money | null = null;
const late = () =>
  createLateComparison({ periods: periods(), alertEvents: createAlertEvents(world.db) }, () => usualBill);
const triggered = () =>
  createAlertEvents(world.db)
    .list(null)
    .reverse()
    .map(({ measure, threshold, subscriptionId, period }) =>
      [measure, valueOf(threshold), subscriptionId, period.start.slice(0, 10)].join(' '),
    );
type Changes = Partial<Pick<MoneyAlert, 'measure' | 'threshold' | 'scope' | 'window'>>;
function saved(changes: Changes = {}, when: Instant = created, timeZone = 'UTC'): MoneyAlert {
  const alert: NewAlert = { accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [], ...changes };
  const result = createAlerts(world.db).save(alert, when, timeZone);
  if (!result.ok) throw new Error(result.error.code);
  if (!isMoneyAlert(result.value)) throw new Error('An alert of usage');
  return result.value;
}

describe('a billing period that is over', () => {
  const of: PeriodOf = { accountId: 'acme', subject: 'sub_1', window: 'billing-period' };
  const closing = (total: Money | null, changes: Partial<Closing> = {}): Closing => ({
    ...{ subscriptionId: 'sub_1', plan: 'Pro', period: november, closedSeenAt: null, settled: false },
    invoice: total && { id: 'in_1', total },
    ...changes,
  });
  const compare = (alerts: Parameters<ReturnType<typeof late>['ofPeriods']>[1], ...closings: Closing[]) => {
    return late().ofPeriods(account(), alerts, aReading(closings), at);
  };

  test('fires late, once, with what it was billed', () => {
    periods().watch(of, november, 'Pro', 'USD');
    const told = compare([saved()], closing(usd(10001)));
    expect(told).toEqual(
      createAlertEvents(world.db)
        .list(null)
        .map(({ id }) => id),
    );
    expect(told).toHaveLength(1);
    expect(compare([saved()], closing(usd(10001)))).toEqual([]);
    expect(createAlertEvents(world.db).list(null)).toMatchObject([
      {
        ...{ late: true, step: 100, amount: usd(10001), billed: usd(10001), plan: 'Pro', subscriptionId: 'sub_1' },
        ...{ period: november, asOf: at, triggeredAt: at },
      },
    ]);
    expect(periods().unsettled('acme')).toMatchObject([{ closedSeenAt: now }]);
  });

  test.each([
    ['at the threshold', usd(10000), {}],
    ['in another currency', money(99999, 'EUR'), {}],
    ['not billed', null, {}],
  ] as const)('does not fire %s', (_what, total, changes) => {
    expect(compare([saved(changes)], closing(total))).toEqual([]);
  });

  test('is no matter of an alert that was made after it, or that goes by months', () => {
    const total = closing(usd(10001));
    expect(compare([saved({}, november.end)], total)).toEqual([]);
    world.db.exec('DELETE FROM alerts');
    expect(compare([saved({ window: 'calendar-month' })], total)).toEqual([]);
    expect(compare([saved({ threshold: usd(9999) }, '2026-11-30T23:59:59.999Z')], total)).toHaveLength(1);
  });

  test('fires for a forecast only where no total of the same amount did, then or before', () => {
    const alerts = [saved({ measure: 'forecast' }), saved(), saved({ measure: 'forecast', threshold: usd(5000) })];
    compare(alerts, closing(usd(10001)));
    expect(triggered()).toEqual(['total 10000 sub_1 2026-11-01', 'forecast 5000 sub_1 2026-11-01']);
  });

  test('is noted as settled, and each subscription is named where there are several', () => {
    const closings = [closing(usd(10001), { settled: true }), closing(null, { subscriptionId: 'sub_2' })];
    const reading = (count: number) =>
      aReading(closings, {
        subscriptions: Array.from({ length: count }, () => ({ subscription: aSubscription(), upcoming: null })),
      });
    late().ofPeriods(account(), [saved()], reading(2), at);
    expect(periods().unsettled('acme')).toMatchObject([{ subscriptionId: 'sub_2' }]);
    const named = () => world.db.prepare('SELECT name_plan FROM alert_events').pluck().all();
    expect(named()).toEqual([1]);
    late().ofPeriods(account(), [saved({ threshold: usd(5) })], reading(1), at);
    late().ofPeriods(account(), [saved({ threshold: usd(6) })], aReading(closings, { subscriptions: null }), at);
    expect(named()).toEqual([1, 0, 0]);
  });

  test('of usage fires by what was used, the alert itself only', () => {
    const usage: NewAlert = {
      ...{ accountId: 'acme', measure: 'bandwidth', steps: [50] },
      threshold: { quantity: 80, unit: 'percent' },
    };
    const save = (when: Instant) => {
      const result = createAlerts(world.db).save(usage, when, 'UTC');
      if (!result.ok) throw new Error(result.error.code);
      return result.value;
    };
    const used = (amount: number) =>
      closing(null, {
        subscriptionId: 'usage',
        plan: '',
        usage: [{ metric: 'bandwidth', used: amount, included: 100 }],
      });
    expect(compare([save(november.end), saved()], used(81))).toEqual([]);
    world.db.exec('DELETE FROM alerts');
    expect(compare([save(created)], used(80))).toEqual([]);
    expect(compare([save(created)], used(81))).toHaveLength(1);
    expect(createAlertEvents(world.db).list(null)).toMatchObject([
      {
        ...{ subscriptionId: 'usage', plan: 'acme', late: true, step: 100, asOf: now, period: november, included: 100 },
        amount: { quantity: 81, unit: 'byte' },
      },
    ]);
    expect(compare([save(created)], closing(null, { subscriptionId: 'usage', usage: [] }))).toEqual([]);
  });
});

describe('a calendar month that is over', () => {
  const bill = (total: Money, changes: Partial<Bill> = {}): Bill => ({
    ...{ subscriptionId: 'sub_1', at: '2026-11-10T00:00:00.000Z', period: november, total, draft: false },
    ...changes,
  });
  const snapshot = (list: readonly Bill[] | null, changes: Partial<Snapshot> = {}): Snapshot => ({
    ...{ accountId: 'acme', asOf: now, subscriptions: [], details: null, missingPermissions: [] },
    bills: list && { from: '2026-08-01T00:00:00.000Z', list: [...list] },
    ...changes,
  });
  const monthOf = (subject: string, accountId: string | null = 'acme'): PeriodOf => ({
    ...{ accountId, subject, window: 'calendar-month' },
  });
  const whole = (changes: Changes = {}, when: Instant = created, zone = 'UTC') =>
    saved({ scope: 'account', window: 'calendar-month', ...changes }, when, zone);
  const watch = (subject: string, month: Period = november, accountId: string | null = 'acme') =>
    periods().watch(monthOf(subject, accountId), month, '', null);
  const compare = (alerts: MoneyAlert[], read: Snapshot, when: Instant = at) =>
    late().ofMonths(account(), alerts, read, when);
  const open = (accountId: string | null = 'acme') =>
    periods()
      .unsettledMonths(accountId)
      .map(({ subject, period }) => `${subject} ${period.start.slice(0, 10)}`);

  test('fires late by all that was billed in it, and is compared no more', () => {
    watch('account');
    expect(compare([whole()], snapshot([bill(usd(6000)), bill(usd(4001), { subscriptionId: null })]))).toHaveLength(1);
    expect(createAlertEvents(world.db).list(null)).toMatchObject([
      { late: true, subscriptionId: 'account', plan: '', period: november, amount: usd(10001), asOf: at },
    ]);
    expect(open()).toEqual([]);
    expect(compare([whole({ threshold: usd(1) })], snapshot([bill(usd(6000))]))).toEqual([]);
  });

  test('waits for a bill that is a draft, for a week', () => {
    watch('account');
    const draft = snapshot([bill(usd(10001), { draft: true })]);
    expect(compare([whole()], draft)).toHaveLength(1);
    expect(open()).toEqual(['account 2026-11-01']);
    const end = (millis: number) => ({
      ...draft,
      asOf: now,
      vendorTime: instantFromMillis(millisOf(november.end) + millis),
    });
    compare([whole()], end(finalInvoiceGraceMs));
    expect(open()).toEqual(['account 2026-11-01']);
    compare([whole()], end(finalInvoiceGraceMs + 1));
    expect(open()).toEqual([]);
  });

  test('is settled when it is for each of its alerts', () => {
    watch('account');
    const euro = whole({ threshold: money(5, 'EUR') });
    const read = snapshot([bill(usd(10001), { draft: true })]);
    for (const alerts of [
      [whole(), euro],
      [euro, whole()],
    ]) {
      compare(alerts, read);
      expect(open()).toEqual(['account 2026-11-01']);
    }
    compare([euro], read);
    expect(open()).toEqual([]);
  });

  test('is one of those since the first that was watched, the running one not among them', () => {
    watch('account', periodOfMonth('2026-09'));
    const bills = (['2026-08-10', '2026-09-10', '2026-10-10', '2026-11-10', '2026-12-01'] as const).map((day) =>
      bill(usd(10001), { at: `${day}T00:00:00.000Z` }),
    );
    compare([whole({}, '2026-01-01T00:00:00.000Z')], snapshot(bills));
    expect(triggered()).toEqual(
      ['2026-09-01', '2026-10-01', '2026-11-01'].map((start) => `total 10000 account ${start}`),
    );
    expect(compare([whole({ threshold: usd(5) })], snapshot(bills))).toEqual([]);
  });

  test('goes by the zone of its alert, wherever that was watched', () => {
    const zone = 'Pacific/Kiritimati';
    watch('account', monthIn(zone, '2026-11'));
    const last = bill(usd(10001), { at: '2026-11-30T09:59:59.999Z' });
    const next = bill(usd(500), { at: '2026-11-30T10:00:00.000Z' });
    compare([whole({}, created, zone)], snapshot([last, next]));
    expect(createAlertEvents(world.db).list(null)).toMatchObject([
      { amount: usd(10001), period: monthIn(zone, '2026-11') },
    ]);
  });

  test('is none that nobody watched, or that runs', () => {
    const read = snapshot([bill(usd(10001))]);
    expect(compare([whole()], read)).toEqual([]);
    watch('account', december);
    expect(compare([whole()], read)).toEqual([]);
    watch('sub_1');
    expect(compare([whole()], read)).toEqual([]);
    expect(open()).toEqual(['sub_1 2026-11-01', 'account 2026-12-01']);
  });

  test('of a subscription is billed by its own invoices', () => {
    for (const subject of ['sub_1', 'sub_2', 'account']) watch(subject);
    const each = saved({ window: 'calendar-month' });
    compare([each], snapshot([bill(usd(10001)), bill(usd(9000), { subscriptionId: 'sub_2' })]));
    expect(triggered()).toEqual(['total 10000 sub_1 2026-11-01']);
    expect(open()).toEqual(['account 2026-11-01']);
  });

  test('has nothing to tell where nothing was billed in the currency', () => {
    watch('account');
    expect(compare([whole({ threshold: usd(1) })], snapshot([bill(money(99, 'EUR'))]))).toEqual([]);
    expect(open()).toEqual([]);
  });

  describe('of all accounts', () => {
    const all = () => saved({ scope: 'all', window: 'calendar-month' });
    const compareAll = (known: Parameters<ReturnType<typeof late>['ofAllAccounts']>[2]) =>
      late().ofAllAccounts(account(), [all()], known, at);

    test('is their sum', () => {
      watch('all', november, null);
      const known = [6000, 4001].map((total) => ({ snapshot: snapshot([bill(usd(total))]), failure: null }));
      expect(compareAll(known)).toHaveLength(1);
      expect(createAlertEvents(world.db).list(null)).toMatchObject([
        { subscriptionId: 'all', amount: usd(10001), late: true },
      ]);
      expect(open(null)).toEqual([]);
    });

    test('waits for an account of the currency that fails, and for one that was never read', () => {
      watch('all', november, null);
      const read = { snapshot: snapshot([bill(usd(10001))]), failure: null };
      const failing = (total: Money) => ({ snapshot: snapshot([bill(total)]), failure: 'key-refused' as const });
      compareAll([read, failing(usd(1))]);
      expect(open(null)).toEqual(['all 2026-11-01']);
      compareAll([read, { snapshot: null, failure: null }]);
      expect(open(null)).toEqual(['all 2026-11-01']);
      compareAll([read, failing(money(1, 'EUR'))]);
      expect(open(null)).toEqual([]);
      expect(triggered()).toEqual(['total 10000 all 2026-11-01']);
    });
  });
});
