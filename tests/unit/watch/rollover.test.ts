import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MoneyAlert } from '#shared/alerts.ts';
import type { Invoice } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { type Period, periodOfMonth } from '#shared/period.ts';
import { anInvoice, anUpcoming, aSubscription, november, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

const december = periodOfMonth('2026-12');
let world: WatchWorld;
beforeEach(() => {
  world = watchWorld('2026-11-28T09:00:00.000Z');
});
afterEach(() => {
  world.remove();
});

const now = (instant: string) => {
  world.clock.set(Date.parse(instant));
};
const running = (period: Period, total: number) => {
  world.source().state.upcoming = { sub_1: anUpcoming({ period, total: usd(total), lines: [] }) };
};
const billed = (period: Period, total: number, changes: Partial<Invoice> = {}) => {
  const id = `in_${period.start}`;
  world.source().state.invoices = [
    ...world.source().state.invoices.filter((invoice) => invoice.id !== id),
    anInvoice({ id, period, total: usd(total), createdAt: period.end, ...changes }),
  ];
};
const save = (amount: number, measure: MoneyAlert['measure'] = 'total') =>
  world.watch.alerts.save({ accountId: 'acme', measure, threshold: usd(amount), steps: [] });
const check = async () => (await world.watch.check('acme'))[0];
const bodies = () => world.notifier.shown.map(({ body }) => body);
const late = 'total 150.00 over 100 % of 100.00 USD, late, from 2026-11-01T00:00:00.000Z';
const isSettled = (period: Period) =>
  world.db.prepare('SELECT settled_at IS NOT NULL AS settled FROM periods WHERE period_start = ?').get(period.start);

/** The 28th, below the threshold. */
async function lastCheckBeforeSleep(): Promise<void> {
  save(10000);
  running(november, 5000);
  await check();
}

describe('a laptop asleep from the 28th to the 3rd, with the threshold passed on the 30th', () => {
  test('one late alert names the old period, none the new', async () => {
    await lastCheckBeforeSleep();
    now('2026-12-03T08:00:00.000Z');
    running(december, 500);
    billed(november, 15000);
    const outcome = await check();
    expect(outcome?.alerts).toMatchObject([
      { late: false, exceeded: false, period: december },
      { late: true, exceeded: true, triggeredNow: true, period: november, delivery: 'shown' },
    ]);
    await check();
    expect(bodies()).toEqual([late]);
    expect(world.watch.events.list('acme')).toMatchObject([{ late: true, period: november, amount: usd(15000) }]);
  });

  test.each([
    ['below the threshold', { total: usd(10000) }],
    ['void', { total: usd(15000), status: 'void' }],
    ['a credit note', { total: usd(15000), type: 'credit-note' }],
    ['in another currency', { total: money(15000, 'EUR') }],
    ["another subscription's", { total: usd(15000), subscriptionId: 'sub_9' }],
    [
      'the one that opened the subscription',
      { total: usd(15000), period: { start: november.start, end: november.start } },
    ],
  ] as const)('nothing is told when the final invoice is %s', async (_what, changes) => {
    await lastCheckBeforeSleep();
    now('2026-12-03T08:00:00.000Z');
    running(december, 500);
    billed(november, 15000, changes);
    await check();
    expect(bodies()).toEqual([]);
  });

  test('nothing is told late when it had fired in time', async () => {
    save(10000);
    running(november, 12000);
    await check();
    now('2026-12-03T08:00:00.000Z');
    running(december, 500);
    billed(november, 15000);
    await check();
    expect(bodies()).toHaveLength(1);
  });

  test.each(['total', 'forecast'] as const)(
    'an early step of a %s alert that was told in time is not the alert itself: that is still told late',
    async (measure) => {
      world.watch.alerts.save({ accountId: 'acme', measure, threshold: usd(10000), steps: [50] });
      running(november, 6000);
      await check();
      expect(bodies()).toEqual([`${measure} 60.00 over 50 % of 100.00 USD`]);
      now('2026-12-03T08:00:00.000Z');
      running(december, 500);
      billed(november, 15000);
      await check();
      expect(bodies().slice(1)).toEqual([late.replace('total', measure)]);
    },
  );

  test('an alert made after the period ended does not look back', async () => {
    running(november, 5000);
    await check();
    now('2026-12-03T08:00:00.000Z');
    running(december, 500);
    billed(november, 15000);
    save(10000);
    await check();
    expect(bodies()).toEqual([]);
  });

  test('a forecast alert tells late only where no total alert of the same amount did', async () => {
    save(10000, 'forecast');
    save(10000);
    save(14000, 'forecast');
    running(november, 50);
    await check();
    now('2026-12-03T08:00:00.000Z');
    running(december, 500);
    billed(november, 15000);
    await check();
    expect(bodies()).toEqual([late, late.replace('total', 'forecast').replace('100.00 USD', '140.00 USD')]);
  });

  test('months without a check are each compared', async () => {
    await lastCheckBeforeSleep();
    now('2027-03-03T08:00:00.000Z');
    running(periodOfMonth('2027-03'), 500);
    billed(november, 9000);
    billed(december, 15000);
    billed(periodOfMonth('2027-01'), 9000);
    billed(periodOfMonth('2027-02'), 16000);
    await check();
    expect(world.watch.events.list('acme').map(({ period }) => period.start)).toEqual([
      '2027-02-01T00:00:00.000Z',
      '2026-12-01T00:00:00.000Z',
    ]);
    await check();
    expect(bodies()).toHaveLength(2);
  });
});

describe('the hour of rollover', () => {
  test('the draft is compared, and the final invoice again, alert event once', async () => {
    await lastCheckBeforeSleep();
    now('2026-12-01T00:20:00.000Z');
    running(december, 0);
    billed(november, 9000, { status: 'draft' });
    await check();
    expect(bodies()).toEqual([]);
    billed(november, 15000, { status: 'draft' });
    const found = { late: true, exceeded: true, period: november };
    expect((await check())?.alerts[1]).toMatchObject({ ...found, triggeredNow: true });
    expect((await check())?.alerts[1]).toMatchObject({ ...found, triggeredNow: false });
    billed(november, 15100, { status: 'open' });
    await check();
    expect(bodies()).toEqual([late]);
  });

  test('an invoice that is not there yet is waited for, then no longer asked for', async () => {
    await lastCheckBeforeSleep();
    now('2026-12-01T00:05:00.000Z');
    running(december, 0);
    await check();
    now('2026-12-01T02:05:00.000Z');
    billed(november, 15000, { status: 'open' });
    await check();
    expect(bodies()).toEqual([late]);
    expect(isSettled(november)).toEqual({ settled: 1 });
  });

  test('a month that was slept through and not billed yet is waited for', async () => {
    await lastCheckBeforeSleep();
    now('2027-01-01T00:05:00.000Z');
    running(periodOfMonth('2027-01'), 0);
    billed(november, 9000);
    await check();
    billed(december, 15000);
    await check();
    expect(world.watch.events.list('acme')).toMatchObject([{ late: true, period: december }]);
  });

  test('an invoice that never comes is given up after a week', async () => {
    await lastCheckBeforeSleep();
    now('2026-12-01T00:05:00.000Z');
    running(december, 0);
    await check();
    now('2026-12-07T23:05:00.000Z');
    await check();
    expect(isSettled(november)).toEqual({ settled: 0 });
    now('2026-12-09T00:05:00.000Z');
    await check();
    expect(isSettled(november)).toEqual({ settled: 1 });
  });

  test('an invoice list that fails is an error of the check, and is asked for again', async () => {
    await lastCheckBeforeSleep();
    now('2026-12-01T03:00:00.000Z');
    running(december, 0);
    billed(november, 15000);
    world.source().breakWith({ code: 'server-failed', status: 500, requestId: null }, 'invoices');
    expect(await check()).toMatchObject({ ok: false, error: { code: 'server-failed' } });
    world.source().recover();
    await check();
    expect(bodies()).toEqual([late]);
  });

  test('a key that may not read invoices keeps watching the upcoming one', async () => {
    await lastCheckBeforeSleep();
    now('2026-12-01T03:00:00.000Z');
    running(december, 20000);
    world.source().breakWith({ code: 'permission-missing', permission: 'rak_invoice_read' }, 'invoices');
    expect(await check()).toMatchObject({ ok: true, alerts: [{ triggeredNow: true }] });
    expect(world.watch.known.snapshot('acme')?.missingPermissions).toEqual(['rak_invoice_read']);
  });
});

test('a subscription that was cancelled in the middle: its last invoice is compared', async () => {
  await lastCheckBeforeSleep();
  now('2026-11-29T12:00:00.000Z');
  world.source().state.subscriptions = [aSubscription({ status: 'canceled' })];
  billed(november, 15000, { createdAt: '2026-11-29T10:00:00.000Z' });
  await check();
  expect(bodies()).toEqual([late, '100.00 cancelled']);
});
