import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UsedAmounts } from '#shared/estimate.ts';
import { forecastBandOf } from '#shared/forecast.ts';
import { money } from '#shared/money.ts';
import { periodOfMonth } from '#shared/period.ts';
import { usageSubscriptionId } from '#shared/usage.ts';
import { planPresets } from '#shared/usage-plan.ts';
import { anInvoice, anUpcoming, usd } from '../../support/billing-objects.ts';
import type { FakeUsageSource } from '../../support/fakes/fake-usage-source.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

const GB = 10 ** 9;
const november = periodOfMonth('2026-11');
const december = periodOfMonth('2026-12');
const premium = planPresets.find(({ name }) => name === 'Premium');
if (!premium) throw new Error('The published example is gone');

let world: WatchWorld;
let source: FakeUsageSource;
beforeEach(() => {
  world = watchWorld('2026-11-11T00:00:00.000Z');
  source = world.usesSources('acme', 'imagekit');
  world.plans.set('acme', premium);
});
afterEach(() => {
  world.remove();
});

const check = async () => (await world.watch.check('acme'))[0];
const now = (instant: string) => {
  world.clock.set(Date.parse(instant));
};
/** Gigabytes of bandwidth by month. */
const used = (months: Record<string, number>) => {
  source.amountsOf = ({ start }): UsedAmounts => ({
    bandwidth: (months[start.slice(0, 7)] ?? 0) * GB,
    storage: 3 * GB,
  });
};
const bodies = () => world.notifier.shown.map(({ body }) => body);
const saveTotal = (amount: number) =>
  world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(amount), steps: [] });
const saveBandwidth = (percent: number) =>
  world.watch.alerts.save({
    accountId: 'acme',
    measure: 'bandwidth',
    threshold: { quantity: percent, unit: 'percent' },
    steps: [],
  });

describe('an account that tells nothing but usage', () => {
  test('has the month as its subscription, with estimate, lines and forecast', async () => {
    used({ '2026-11': 30 });
    const outcome = await check();
    expect(outcome).toMatchObject({ ok: true, error: null });
    expect(outcome?.subscriptions).toMatchObject([
      {
        subscription: { id: usageSubscriptionId, plan: 'Premium', price: usd(4900), period: november },
        upcoming: { kind: 'estimate', total: usd(4900), amountDue: usd(4900), period: november },
        // 90 GB at the end of the month: three steps over.
        forecast: { total: usd(4900 + 3 * 900), method: 'fixed-plus-metered-pace' },
      },
    ]);
    const upcoming = outcome?.subscriptions[0]?.upcoming;
    expect(
      upcoming?.kind === 'estimate' && upcoming.lines.map(({ kind, amount }) => [kind === 'metered', amount]),
    ).toEqual([
      [false, usd(4900)],
      [true, usd(0)],
    ]);
    expect(world.watch.known.snapshot('acme')?.usage).toEqual({
      period: november,
      asOf: '2026-11-11T00:00:00.000Z',
      readings: [
        { metric: 'bandwidth', used: 30 * GB, included: 40 * GB },
        { metric: 'storage', used: 3 * GB, included: null },
      ],
    });
  });

  test('asks for the first of the month up to today, by the day in UTC', async () => {
    await check();
    now('2026-11-30T23:59:00.000Z');
    await check();
    expect(source.asked).toEqual([
      { start: '2026-11-01', end: '2026-11-12' },
      { start: '2026-11-01', end: '2026-12-01' },
    ]);
  });

  test('has no estimate before its plan is entered, and is no error', async () => {
    world.plans.clear();
    used({ '2026-11': 30 });
    const outcome = await check();
    expect(outcome).toMatchObject({ ok: true, subscriptions: [{ upcoming: { kind: 'none', reason: 'no-plan' } }] });
    expect(world.watch.known.snapshot('acme')?.usage?.readings).toMatchObject([{ used: 30 * GB, included: null }, {}]);
  });

  test('has no estimate where the vendor does not tell what the plan has a price for', async () => {
    saveTotal(4000);
    source.amountsOf = () => ({ storage: 3 * GB });
    const outcome = await check();
    expect(outcome).toMatchObject({
      ok: true,
      subscriptions: [{ upcoming: { kind: 'none', reason: 'usage-incomplete' } }],
    });
    expect(bodies()).toEqual(['40.00 usage-incomplete']);
  });

  test('fires at the amount of its estimate, once a month', async () => {
    saveTotal(6000);
    used({ '2026-11': 65 });
    await check();
    await check();
    expect(bodies()).toEqual(['total 67.00 over 100 % of 60.00 USD']);
  });

  test('fires when bandwidth is over 80 % of what is included, once a month', async () => {
    saveBandwidth(80);
    used({ '2026-11': 32 });
    await check();
    expect(bodies()).toEqual([]);
    used({ '2026-11': 33 });
    await check();
    await check();
    expect(bodies()).toHaveLength(1);
    now('2026-12-02T00:00:00.000Z');
    used({ '2026-11': 33, '2026-12': 33 });
    await check();
    expect(bodies()).toHaveLength(2);
    expect(world.watch.events.list('acme').map(({ period }) => period)).toEqual([december, november]);
  });

  test('an error of the vendor is never read as no usage', async () => {
    used({ '2026-11': 65 });
    await check();
    source.error = { code: 'server-failed', status: 500, requestId: null };
    expect(await check()).toMatchObject({ ok: false, error: { code: 'server-failed' }, subscriptions: [] });
    expect(world.watch.known.snapshot('acme')?.usage?.readings[0]?.used).toBe(65 * GB);
  });

  test('a refused key stops its polls', async () => {
    source.error = { code: 'key-refused', host: 'api.imagekit.io' };
    await check();
    expect(world.watch.known.freshness('acme').state).toBe('refused');
  });
});

describe('a month that is over', () => {
  test('is compared late with its final usage, as bill and as usage', async () => {
    saveTotal(6000);
    saveBandwidth(90);
    used({ '2026-11': 30 });
    now('2026-11-28T00:00:00.000Z');
    await check();
    expect(bodies()).toEqual([]);
    now('2026-12-03T00:00:00.000Z');
    used({ '2026-11': 65, '2026-12': 1 });
    await check();
    await check();
    expect(bodies()).toHaveLength(2);
    expect(world.watch.events.list('acme')).toMatchObject([
      { late: true, period: november },
      { late: true, period: november },
    ]);
  });

  test('is looked at again until the vendor’s answer is final, and not after', async () => {
    saveTotal(6000);
    used({ '2026-11': 30 });
    now('2026-11-30T23:00:00.000Z');
    await check();
    now('2026-12-01T01:00:00.000Z');
    await check();
    used({ '2026-11': 65 });
    now('2026-12-01T07:00:00.000Z');
    await check();
    expect(bodies()).toEqual(['total 67.00 over 100 % of 60.00 USD, late, from 2026-11-01T00:00:00.000Z']);
    const november2 = { start: '2026-11-01', end: '2026-12-01' };
    const asked = () => source.asked.filter((range) => range.start === november2.start).length;
    const before = asked();
    now('2026-12-02T07:00:00.000Z');
    await check();
    expect(asked()).toBe(before);
  });

  test('has a band around its forecast after three closed months, by the same function as invoices', async () => {
    const months = ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'];
    for (const month of months) {
      // Later in the later months: a forecast counts that was made by the same share of its month.
      now(`${month}-${month < '2026-10' ? 15 : 17}T00:00:00.000Z`);
      // 45 GB by the middle of each month; what comes of it differs.
      used(Object.fromEntries(months.map((each) => [each, each === month ? 45 : 60 + 20 * months.indexOf(each)])));
      await check();
      const history = world.watch.known.forecastHistory('acme')[0]?.closed ?? [];
      const view = world.watch.known.snapshot('acme')?.subscriptions[0];
      if (!view?.forecast || view.upcoming.kind === 'none') throw new Error('There is no forecast');
      const band = forecastBandOf(view.upcoming, view.forecast, history, view.upcoming.asOf);
      if (month < '2026-10') expect(band).toBeNull();
      else expect(band).toMatchObject({ periods: month === '2026-10' ? 3 : 4 });
      if (month === '2026-10') expect((band?.high.amount ?? 0) > (band?.low.amount ?? 0)).toBe(true);
    }
  });

  test('is not compared with an alert made after it, by the vendor’s own clock', async () => {
    used({ '2026-11': 39 });
    await check();
    world.ahead = 25 * 24 * 60 * 60_000;
    saveBandwidth(80);
    await check();
    expect(bodies()).toEqual([]);
  });

  test('a month more than a year ago is given up, and asked for no more', async () => {
    await check();
    now('2028-03-05T00:00:00.000Z');
    const asked: string[] = [];
    source.amountsOf = ({ start }): UsedAmounts => {
      asked.push(start);
      return { bandwidth: 0 };
    };
    await check();
    expect(asked).toHaveLength(13);
    asked.length = 0;
    await check();
    expect(asked.filter((start) => start < '2028-02')).toEqual([]);
  });

  test('months that nobody watched are compared, too', async () => {
    saveTotal(6000);
    used({ '2026-11': 30 });
    await check();
    used({ '2026-11': 30, '2026-12': 65, '2027-01': 10, '2027-02': 65, '2027-03': 1 });
    now('2027-03-10T00:00:00.000Z');
    await check();
    expect(
      world.watch.events
        .list('acme')
        .map(({ period, late }) => [late, period.start.slice(0, 7)])
        .sort(),
    ).toEqual([
      [true, '2026-12'],
      [true, '2027-02'],
    ]);
    await check();
    expect(bodies()).toHaveLength(2);
  });
});

describe('an account with both sources', () => {
  beforeEach(() => {
    source = world.usesSources('acme', 'stripe', 'imagekit');
    world.source().state.upcoming = { sub_1: anUpcoming({ total: usd(9000), period: november, lines: [] }) };
  });

  test('is billed by the vendor’s own preview alone, with usage beside it', async () => {
    saveTotal(5000);
    used({ '2026-11': 65 });
    const outcome = await check();
    expect(outcome?.subscriptions).toMatchObject([{ subscription: { id: 'sub_1' }, upcoming: { kind: 'preview' } }]);
    expect(bodies()).toEqual(['total 90.00 over 100 % of 50.00 USD']);
    expect(world.watch.known.snapshot('acme')?.usage?.readings[0]).toMatchObject({ included: 40 * GB });
  });

  test('goes on with one source while the other fails, and says so', async () => {
    saveTotal(5000);
    saveBandwidth(80);
    source.error = { code: 'key-refused', host: 'api.imagekit.io' };
    expect(await check()).toMatchObject({ ok: false, error: { code: 'key-refused' } });
    expect(bodies()).toHaveLength(1);
    expect(world.watch.known.freshness('acme')).toMatchObject({ state: 'never', error: { code: 'key-refused' } });
    source.error = null;
    used({ '2026-11': 39 });
    world.source().breakWith({ code: 'server-failed', status: 500, requestId: null });
    expect(await check()).toMatchObject({ ok: false, error: { code: 'server-failed' } });
    expect(bodies()).toHaveLength(2);
    expect(world.watch.known.snapshot('acme')?.subscriptions).toHaveLength(1);
  });

  test('a billing source that forbids reading does not stop the usage alerts', async () => {
    saveBandwidth(80);
    world.source().breakWith({ code: 'permission-missing', permission: 'Invoices: Read' });
    used({ '2026-11': 30 });
    const stop = world.watch.background.start();
    await world.clock.advance(10_000);
    used({ '2026-11': 39 });
    await world.clock.advance(2 * 60 * 60_000);
    expect(bodies()).toContainEqual(expect.stringContaining('bandwidth'));
    stop();
  });

  test('compares a month that is over with its invoice, and its usage with usage alerts only', async () => {
    saveTotal(20_000);
    saveBandwidth(80);
    used({ '2026-11': 10 });
    await check();
    now('2026-12-03T00:00:00.000Z');
    used({ '2026-11': 200, '2026-12': 1 });
    world.source().state.upcoming = { sub_1: anUpcoming({ total: money(100, 'USD'), period: december, lines: [] }) };
    world.source().state.invoices = [anInvoice({ period: november, total: usd(9000), createdAt: december.start })];
    await check();
    expect(world.watch.events.list('acme')).toMatchObject([{ late: true, measure: 'bandwidth', period: november }]);
  });
});
