import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Period } from '#shared/period.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import { anInvoice, anUpcoming, november, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const moved = ({ start, end }: Period, by: number, endBy = by): Period => ({
  start: instantFromMillis(millisOf(start) + by),
  end: instantFromMillis(millisOf(end) + endBy),
});

describe('once per period', () => {
  let world: WatchWorld;
  beforeEach(() => {
    world = watchWorld();
    world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [50] });
  });
  afterEach(() => {
    world.remove();
  });
  const check = async (period: Period, total = 12000) => {
    world.source().state.upcoming['sub_1'] = anUpcoming({ period, total: usd(total), lines: [] });
    await world.watch.check('acme');
  };
  const full = () => world.watch.events.list('acme').filter(({ step }) => step === 100);

  test.each([
    ['a second', second],
    ['an hour', hour],
    ['a day', day],
    ['three days', 3 * day],
    ['three days back', -3 * day],
  ])('a period that moves by %s per check fires once', async (_what, by) => {
    for (let turn = 0; turn < 5; turn++) await check(moved(november, turn * by));
    expect(full()).toHaveLength(1);
    expect(world.notifier.shown).toHaveLength(1);
  });

  test('one that grows and shrinks at its end, too', async () => {
    for (const by of [0, 2, -5, 9, 0]) await check(moved(november, 0, by * day));
    expect(full()).toHaveLength(1);
  });

  test('one that moves to and fro between two fires once in each', async () => {
    const december = { start: november.end, end: '2027-01-01T00:00:00.000Z' } as const;
    for (const period of [november, december, november, december]) await check(period);
    expect(full()).toHaveLength(2);
  });

  test('the next period fires again, also where it begins a little early', async () => {
    await check(november);
    await check(moved({ start: november.end, end: '2027-01-01T00:00:00.000Z' }, -2 * day));
    expect(full()).toHaveLength(2);
  });

  test('a month in place of which a year is billed is another period', async () => {
    await check(november);
    await check({ start: '2026-11-20T00:00:00.000Z', end: '2027-11-20T00:00:00.000Z' });
    expect(full()).toHaveLength(2);
  });

  test('moved bounds neither lose the late comparison nor repeat it', async () => {
    for (let turn = 0; turn < 3; turn++) await check(moved(november, turn * day), 5000);
    world.clock.set(Date.parse('2026-12-05T00:00:00.000Z'));
    world.source().state.invoices = [
      anInvoice({
        id: 'in_nov',
        period: moved(november, 2 * day),
        total: usd(15000),
        createdAt: '2026-12-03T00:00:00.000Z',
      }),
    ];
    const december = { start: '2026-12-03T00:00:00.000Z', end: '2027-01-03T00:00:00.000Z' } as const;
    for (let turn = 0; turn < 3; turn++) await check(december, 100);
    expect(full()).toMatchObject([{ late: true, amount: usd(15000) }]);
    expect(world.db.prepare('SELECT count(*) AS n FROM periods').get()).toEqual({ n: 2 });
  });

  test('the same customer connected again goes on with what had triggered', async () => {
    await check(november);
    world.db.prepare("UPDATE accounts SET removed_at = '2026-11-11T00:00:00.000Z'").run();
    const [account] = world.accounts.splice(0);
    await world.watch.check(null);
    world.db.prepare('UPDATE accounts SET removed_at = NULL').run();
    if (account) world.accounts.push(account);
    await check(moved(november, hour), 13000);
    expect(full()).toHaveLength(1);
  });

  test('any little moves of a month make one period and one alertEvent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -6 * 86_400, max: 6 * 86_400 }), { minLength: 1, maxLength: 6 }),
        async (moves) => {
          const fresh = watchWorld();
          try {
            fresh.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [] });
            for (const by of moves) {
              const period = moved(november, by * second);
              fresh.source().state.upcoming['sub_1'] = anUpcoming({ period, total: usd(12000), lines: [] });
              await fresh.watch.check('acme');
            }
            expect(fresh.watch.events.list('acme')).toHaveLength(1);
          } finally {
            fresh.remove();
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('what was billed already', () => {
  let world: WatchWorld;
  beforeEach(() => {
    world = watchWorld();
    world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [] });
  });
  afterEach(() => {
    world.remove();
  });
  const check = async (total: number, period = november) => {
    world.source().state.upcoming['sub_1'] = anUpcoming({ period, total: usd(total), lines: [] });
    const [outcome] = await world.watch.check('acme');
    return outcome?.alerts[0];
  };
  const invoice = (total: number, changes: Partial<Parameters<typeof anInvoice>[0]>) => {
    const { length } = world.source().state.invoices;
    world.source().state.invoices.push(anInvoice({ id: `in_${length}`, total: usd(total), ...changes }));
  };
  const mid: Instant = '2026-11-15T00:00:00.000Z';
  const threshold = { period: { start: november.start, end: mid }, createdAt: mid, issuedAt: mid };

  test.each([
    ['the preview keeps its period', november],
    ['the preview starts over for the rest', { start: mid, end: november.end }],
    ['the preview starts over late', { start: '2026-11-22T00:00:00.000Z', end: november.end }],
  ] as const)('at a billing threshold counts: %s', async (_what, rest) => {
    expect(await check(9000)).toMatchObject({ outcome: 'not-exceeded' });
    invoice(9000, threshold);
    expect(await check(500, rest)).toMatchObject({ outcome: 'not-exceeded' });
    expect(await check(1001, rest)).toMatchObject({ outcome: 'exceeded', triggeredNow: true });
    expect(world.watch.events.list('acme')).toMatchObject([{ amount: usd(10001), billed: usd(9000) }]);
  });

  test('a change that was billed at once counts', async () => {
    await check(5000);
    invoice(5001, { period: { start: mid, end: mid }, createdAt: mid, issuedAt: mid });
    expect(await check(5000)).toMatchObject({ outcome: 'exceeded' });
  });

  test.each([
    ['the bill of the period before', {}],
    ['the invoice that opened the subscription', { period: { start: november.start, end: november.start } }],
    ['a void one', { ...threshold, status: 'void' }],
    ['a credit note', { ...threshold, type: 'credit-note' }],
    ['one of another subscription', { ...threshold, subscriptionId: 'sub_9' }],
    ['one without a subscription', { ...threshold, subscriptionId: null }],
  ] as const)('%s does not', async (_what, changes) => {
    invoice(90000, changes);
    expect(await check(5000)).toMatchObject({ outcome: 'not-exceeded' });
  });

  test('is part of the late comparison', async () => {
    await check(5000);
    invoice(9000, threshold);
    invoice(1001, { period: november, createdAt: november.end, issuedAt: november.end });
    world.clock.set(Date.parse('2026-12-02T00:00:00.000Z'));
    await check(10, { start: november.end, end: '2027-01-01T00:00:00.000Z' });
    expect(world.watch.events.list('acme')).toMatchObject([{ late: true, amount: usd(10001) }]);
  });
});
