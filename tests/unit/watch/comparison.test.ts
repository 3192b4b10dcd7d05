import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isMoneyAlert, type MoneyAlert } from '#shared/alerts.ts';
import { addMonths, periodOfMonth } from '#shared/period.ts';
import { aLine, anInvoice, anUpcoming, aSubscription, november, usd } from '../../support/billing-objects.ts';
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
const bandwidth = (amount: number, quantity: number) =>
  aLine({
    ...{ id: 'il_2', description: '20 GB bandwidth', amount: usd(amount), quantity, kind: 'metered' },
    priceId: 'gb',
  });
const spends = (amount: number, quantity: number, period = november) => {
  const lines = [aLine(), bandwidth(amount, quantity)];
  world.source().state.upcoming = { sub_1: anUpcoming({ total: usd(4900 + amount), period, lines }) };
};
const past = (monthsAgo: number, amount: number) => ({
  ...{ period: periodOfMonth(addMonths('2026-11', -monthsAgo)), total: usd(4900 + amount) },
  lines: [aLine(), bandwidth(amount, amount / 900)],
});
const save = (measure: MoneyAlert['measure'], amount: number, steps: MoneyAlert['steps'] = []) =>
  world.watch.alerts.save({ accountId: 'acme', measure, threshold: usd(amount), steps });
const events = () => world.watch.events.list('acme');

describe('what a forecast was made from', () => {
  test('is kept with it: lines, quantities and when they rose', async () => {
    spends(900, 1);
    await check();
    await world.clock.advance(2 * hour);
    spends(1800, 2);
    await check();
    expect(
      world.db
        .prepare('SELECT day, method, metered, lines FROM daily_estimates')
        .all()
        .map((row) => {
          const { metered, lines, ...rest } = row as Record<string, string>;
          return {
            ...rest,
            metered: JSON.parse(metered ?? '') as unknown,
            lines: (JSON.parse(lines ?? '') as object[]).length,
          };
        }),
    ).toEqual([
      {
        ...{ day: '2026-11-10', method: 'fixed-plus-metered-pace', lines: 2 },
        metered: [{ key: 'gb', used: 1800, risenAt: expect.any(String) as unknown }],
      },
    ]);
  });

  test('goes into the next one: a unit that was begun counts from when it was', async () => {
    const [plain] = aSubscription().items;
    const item = { ...plain, ...{ id: 'si_2', name: 'Bandwidth', priceId: 'gb', quantity: null, metered: true } };
    const items = [{ ...aSubscription().items[0], ...item, unitAmountDecimal: '900' }];
    world.source().state.subscriptions = [aSubscription({ items: items as ReturnType<typeof aSubscription>['items'] })];
    world.clock.set(Date.parse(november.start) + 2 * day - hour);
    spends(900, 1);
    await check();
    await world.clock.advance(hour);
    spends(1800, 2);
    const [outcome] = await check();
    // The second unit began between the two checks: a unit in 47½ hours, sixteen in the month, and not thirty.
    expect(outcome?.subscriptions[0]?.forecast?.total).toEqual(usd(4900 + 16 * 900));
    expect(world.watch.known.snapshot('acme')?.subscriptions[0]?.forecast?.total).toEqual(usd(4900 + 16 * 900));
  });
});

describe('an upcoming invoice', () => {
  const compared = () => {
    const [view] = world.watch.known.snapshot('acme')?.subscriptions ?? [];
    return view ? world.watch.compare('acme', view) : null;
  };

  test('is compared with what the archive has of the period before', async () => {
    world.pastBills = [past(1, 9300)];
    await check();
    expect(compared()?.before).toMatchObject({ bill: usd(14_200), changes: { samePoint: { by: 'pro-rata' } } });
  });

  test('is compared with what a check found at the same point of it', async () => {
    world.clock.set(Date.parse('2026-10-10T12:00:00.000Z'));
    spends(1800, 2, periodOfMonth('2026-10'));
    await check();
    world.clock.set(Date.parse('2026-11-10T09:00:00.000Z'));
    spends(9000, 10);
    world.pastBills = [past(1, 9300)];
    await check();
    expect(compared()?.before?.changes).toMatchObject({
      before: usd(6700),
      samePoint: { at: '2026-10-10T12:00:00.000Z', by: 'checks' },
      lines: [{ before: { quantity: 2 }, now: { quantity: 10 } }, { description: 'Pro plan' }],
    });
  });

  test('is compared with nothing where none is coming', async () => {
    world.source().state.upcoming = {};
    await check();
    expect(compared()).toBeNull();
  });
});

describe('an alert event', () => {
  test('keeps what had made the amount rise', async () => {
    world.pastBills = [past(1, 9000)];
    save('total', 10_000);
    spends(9000, 10);
    await check();
    // November 10, 9:00: 31.25 % of October's 90.00.
    expect(events()).toMatchObject([
      { measure: 'total', cause: { by: 'pro-rata', lines: [{ description: '20 GB bandwidth' }] } },
    ]);
  });

  test('has no cause where nothing is known of the period before', async () => {
    save('total', 10_000);
    spends(9000, 10);
    await check();
    expect(events()).toMatchObject([{ measure: 'total', cause: null }]);
  });
});

describe('an alert on what is above the usual', () => {
  test('watches the expected end against the median of the last bills', async () => {
    world.pastBills = [past(1, 1800), past(2, 900), past(3, 2700)];
    world.clock.set(Date.parse('2026-11-16T00:00:00.000Z'));
    spends(1800, 2);
    save('above-usual', 1799, [50]);
    await check();
    // 49.00 + 36.00 are expected, and 67.00 are usual.
    expect(events()).toMatchObject([
      { measure: 'above-usual', step: 100, amount: usd(1800), threshold: usd(1799), billed: null },
      { step: 50 },
    ]);
  });

  test('does not fire at the amount itself', async () => {
    world.pastBills = [past(1, 1800), past(2, 900), past(3, 2700)];
    world.clock.set(Date.parse('2026-11-16T00:00:00.000Z'));
    spends(1800, 2);
    save('above-usual', 1800);
    await check();
    expect(events()).toEqual([]);
    expect(world.watch.alerts.standings('acme')).toMatchObject([{ outcome: 'not-exceeded', amount: usd(1800) }]);
  });

  test('waits, and is no outage, until three periods are known and there is a forecast', async () => {
    world.pastBills = [past(1, 1800), past(2, 900)];
    spends(1800, 2);
    save('above-usual', 1);
    await check();
    expect(world.watch.alerts.standings('acme')).toMatchObject([{ outcome: 'not-compared', reason: 'usual-unknown' }]);
    world.pastBills.push(past(3, 2700));
    world.clock.set(Date.parse(november.start) + hour);
    await check();
    expect(world.watch.alerts.standings('acme')).toMatchObject([{ reason: 'forecast-too-early' }]);
    expect(world.notifier.shown).toEqual([]);
  });

  test('is refused for sums and calendar months', () => {
    for (const more of [{ scope: 'account' }, { window: 'calendar-month' }] as const)
      expect(
        world.watch.alerts.save({ accountId: 'acme', measure: 'above-usual', threshold: usd(1), steps: [], ...more }),
      ).toMatchObject({ ok: false, error: { code: 'alert-not-comparable', reason: 'usual-has-its-period' } });
  });

  test('tells late of a period that is over by how much its bill was above', async () => {
    spends(900, 1);
    world.pastBills = [past(1, 1800), past(2, 900), past(3, 2700)];
    save('above-usual', 1200);
    await check();
    expect(events()).toEqual([]);
    world.clock.set(Date.parse('2026-12-02T00:00:00.000Z'));
    spends(0, 0, periodOfMonth('2026-12'));
    world
      .source()
      .state.invoices.push(anInvoice({ id: 'in_nov', period: november, total: usd(8000), createdAt: november.end }));
    await check();
    expect(events()).toMatchObject([
      { measure: 'above-usual', late: true, amount: usd(1300), billed: null, cause: null },
    ]);
  });
});

describe('the turn of a period', () => {
  test('has what was billed fetched before anything is compared', async () => {
    spends(9000, 10);
    await check();
    expect(world.turned).toEqual([]);
    save('total', 1);
    world.clock.set(Date.parse('2026-12-01T02:00:00.000Z'));
    spends(900, 1, periodOfMonth('2026-12'));
    const seen: number[] = [];
    world.turned.push = (...ids: string[]) => {
      seen.push(events().filter(({ period }) => period.start === november.end).length);
      return Array.prototype.push.apply(world.turned, ids);
    };
    await check();
    expect([[...world.turned], seen]).toEqual([['acme'], [0]]);
    expect(events().filter(({ period }) => period.start === november.end)).toHaveLength(1);
  });

  test('is fetched once when it is noticed, and once when its bill is final', async () => {
    spends(9000, 10);
    await check();
    world.clock.set(Date.parse('2026-12-01T00:30:00.000Z'));
    spends(0, 0, periodOfMonth('2026-12'));
    const draft = anInvoice({ id: 'in_nov', status: 'draft', period: november, createdAt: november.end });
    world.source().state.invoices.push(draft);
    await check();
    await check();
    expect(world.turned).toEqual(['acme']);
    world.source().state.invoices = [{ ...draft, status: 'paid' }];
    await check();
    await check();
    expect(world.turned).toEqual(['acme', 'acme']);
  });
});

test('an alert above the usual is one on money', () => {
  save('above-usual', 100);
  expect(world.watch.alerts.list('acme').every(isMoneyAlert)).toBe(true);
});
