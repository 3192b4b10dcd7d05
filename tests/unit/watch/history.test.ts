import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { monthsBetween, periodOfMonth } from '#shared/period.ts';
import { snapshotSchema } from '#shared/ipc/calls/watch.ts';
import { anInvoice, anUpcoming, aSubscription, november, someDetails, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

const hour = 3_600_000;
const day = 24 * hour;
let world: WatchWorld;
beforeEach(() => {
  world = watchWorld();
});
afterEach(() => {
  world.remove();
});
const check = () => world.watch.check('acme');
const count = (table: string) => (world.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

describe('snapshot', () => {
  test('is nothing before the first success, then all that was learned', async () => {
    expect(world.watch.known.snapshot('acme')).toBeNull();
    expect(world.watch.known.freshness('acme')).toMatchObject({ state: 'never', lastSuccessAt: null, nextDueAt: null });
    await check();
    const snapshot = world.watch.known.snapshot('acme');
    expect(snapshotSchema.parse(snapshot)).toEqual({
      accountId: 'acme',
      asOf: '2026-11-10T09:00:00.000Z',
      subscriptions: [
        {
          subscription: aSubscription(),
          upcoming: anUpcoming({ asOf: '2026-11-10T09:00:00.000Z' }),
          forecast: expect.objectContaining({ method: 'fixed-plus-metered-pace' }) as unknown,
          periodSince: november.start,
        },
      ],
      usage: null,
      details: someDetails(),
      missingPermissions: [],
    });
  });

  test('stays when a check fails, and is stale', async () => {
    await check();
    const before = world.watch.known.snapshot('acme');
    await world.clock.advance(hour);
    world.source().breakWith({ code: 'server-failed', status: 500, requestId: null });
    await check();
    expect(world.watch.known.snapshot('acme')).toEqual(before);
    expect(world.watch.known.freshness('acme')).toMatchObject({ state: 'stale', error: { code: 'server-failed' } });
  });

  test('grows stale by itself after two intervals', async () => {
    await check();
    await world.clock.advance(2 * hour);
    expect(world.watch.known.freshness('acme').state).toBe('fresh');
    await world.clock.advance(1);
    expect(world.watch.known.freshness('acme').state).toBe('stale');
  });

  test('keeps one row for checks that learned the same, with its newest age', async () => {
    await check();
    await world.clock.advance(hour);
    await check();
    expect(count('snapshots')).toBe(1);
    expect(world.watch.known.snapshot('acme')?.asOf).toBe('2026-11-10T10:00:00.000Z');
    world.source().state.upcoming = { sub_1: anUpcoming({ total: usd(12001) }) };
    await check();
    expect(count('snapshots')).toBe(2);
  });

  test('keeps details that could not be read this time, the credit with its own age', async () => {
    const credit = { amount: usd(1500), asOf: '2026-11-10T09:00:00.000Z' } as const;
    world.source().state.details = someDetails({ credit });
    await check();
    world.source().breakWith({ code: 'server-timeout', host: 'api.example.com', seconds: 30 }, 'details');
    await check();
    expect(world.watch.known.snapshot('acme')?.details).toEqual(someDetails({ credit }));
    expect(world.watch.known.freshness('acme').state).toBe('incomplete');
  });

  test('of another version counts as never learned', async () => {
    await check();
    world.db.prepare(`UPDATE snapshots SET body = '{"shape":"other"}'`).run();
    expect(world.watch.known.snapshot('acme')).toBeNull();
    await check();
    expect(world.watch.known.snapshot('acme')).not.toBeNull();
  });
});

describe('log of checks', () => {
  test('tells time, result, amount and period, newest first', async () => {
    await check();
    await world.clock.advance(hour);
    world.source().breakWith({ code: 'rate-limited', retryAfterSeconds: 60 });
    await check();
    const [failed, succeeded] = world.watch.known.checkRecords('acme', 10);
    expect(failed).toMatchObject({
      ok: false,
      error: { code: 'rate-limited' },
      amounts: [],
      at: '2026-11-10T10:00:00.000Z',
    });
    const { period } = anUpcoming();
    expect(succeeded).toMatchObject({ ok: true, amounts: [{ subscriptionId: 'sub_1', total: usd(12000), period }] });
    expect(world.watch.known.checkRecords('acme', 1)).toHaveLength(1);
  });

  test('is whole for ninety days, then one a day, successes first; the snapshot stays', async () => {
    const stop = world.watch.background.start();
    for (let hours = 0; hours < 48; hours++) {
      world.source().state.upcoming = { sub_1: anUpcoming({ total: usd(10000 + hours) }) };
      if (hours === 40) world.source().breakWith({ code: 'server-failed', status: 500, requestId: null });
      await world.clock.advance(hour);
    }
    stop();
    const before = world.watch.known.checkRecords('acme', 500).length;
    expect(before).toBeGreaterThan(48);
    world.clock.sleep(89 * day);
    world.watch.background.start()();
    await world.clock.advance(0);
    expect(world.watch.known.checkRecords('acme', 500).length).toBeLessThan(before + 2);
    expect(world.watch.known.checkRecords('acme', 500).length).toBeGreaterThan(20);
    world.clock.sleep(3 * day);
    const snapshot = world.watch.known.snapshot('acme');
    world.watch.background.start()();
    await world.clock.advance(0);
    const kept = world.watch.known.checkRecords('acme', 500).filter(({ at }) => at < '2026-12');
    expect(kept.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(new Set(kept.map(({ at }) => at.split('T')[0])).size).toBe(kept.length);
    expect(world.watch.known.snapshot('acme')).toEqual(snapshot);
  });
});

test("each day's forecast is kept, the day's last", async () => {
  await check();
  await world.clock.advance(hour);
  world.source().state.upcoming = { sub_1: anUpcoming({ total: usd(13000) }) };
  await check();
  await world.clock.advance(day);
  await check();
  expect(world.db.prepare('SELECT day, total, method FROM daily_estimates ORDER BY day').all()).toEqual([
    { day: '2026-11-10', total: 13000, method: 'fixed-plus-metered-pace' },
    { day: '2026-11-11', total: 13000, method: 'fixed-plus-metered-pace' },
  ]);
});

test('forecasts are held against the bill when their period has closed, newest period first', async () => {
  const months = monthsBetween('2026-11', '2027-01').map(periodOfMonth);
  for (const [index, period] of months.entries()) {
    const before = months[index - 1];
    world.clock.set(Date.parse(period.start) + 16 * day);
    world.source().state.upcoming = { sub_1: anUpcoming({ period, total: usd(6000), lines: [] }) };
    if (before)
      world
        .source()
        .state.invoices.push(
          anInvoice({ id: `in_${index}`, period: before, total: usd(6000 + index), createdAt: period.start }),
        );
    await check();
  }
  expect(world.watch.known.forecastHistory('acme')).toMatchObject([
    {
      subscriptionId: 'sub_1',
      closed: [
        { period: months[1], bill: usd(6002), days: [{ day: '2026-12-17', forecast: usd(6000), difference: usd(2) }] },
        { period: months[0], bill: usd(6001), middle: null },
      ],
    },
  ]);
  expect(world.watch.known.forecastHistory('globex')).toEqual([]);
});

test('activity since a moment: alert events and failed checks', async () => {
  world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [] });
  await check();
  await world.clock.advance(hour);
  world.source().breakWith({ code: 'server-failed', status: 500, requestId: null });
  await check();
  await check();
  expect(world.watch.known.activity('acme', '2026-11-10T08:00:00.000Z')).toMatchObject([
    { kind: 'failed-checks', count: 2, at: '2026-11-10T10:00:00.000Z' },
    { kind: 'alert-event', at: '2026-11-10T09:00:00.000Z', alertEvent: { amount: usd(12000) } },
  ]);
  expect(world.watch.known.activity('acme', '2026-11-10T10:00:00.000Z')).toEqual([]);
});
