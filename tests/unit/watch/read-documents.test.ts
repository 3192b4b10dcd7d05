import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewAlert } from '#shared/alerts.ts';
import { type Money, money } from '#shared/money.ts';
import { type Day, instantFromMillis } from '#shared/time.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

/* An account that is fed by documents alone: what its alerts say when invoices come, or are expected. */

const day = 24 * 3600_000;
const eur = (amount: number) => money(amount, 'EUR');
let world: WatchWorld;
beforeEach(() => {
  world = watchWorld('2026-11-10T09:00:00.000Z');
  world.usesSources('acme');
});
afterEach(() => {
  world.remove();
});

const save = (threshold: number, rule: Partial<Pick<NewAlert, 'accountId' | 'scope' | 'window'>> = {}) => {
  const saved = world.watch.alerts.save({
    ...{ accountId: 'acme', measure: 'total', threshold: eur(threshold), steps: [], ...rule },
  });
  if (!saved.ok) throw new Error(saved.error.code);
};
/** Puts an invoice into the archive, now. */
const files = (issuedOn: Day, total: number | Money = 10_000) => {
  const came = { issuedOn, cameAt: instantFromMillis(world.clock.now()), what: 'Hosting' };
  world.filed.push({
    ...came,
    id: `imp_${String(world.filed.length)}`,
    total: typeof total === 'number' ? eur(total) : total,
  });
};
const check = async () => {
  const [checked] = await world.watch.check('acme');
  expect(checked?.error ?? null).toBeNull();
  return (checked?.alerts ?? []).map(({ outcome, reason }) => [outcome, reason ?? null]);
};
const told = () =>
  world.watch.events
    .list(null)
    .map(({ amount, late, period }) => [amount, late ? 'late' : 'expected', period.start.slice(0, 10)])
    .toReversed();
const later = (days: number) => world.clock.advance(days * day);

describe('an invoice that comes', () => {
  test('is compared once with an alert that was made before, also after a restart', async () => {
    save(9_999);
    expect(await check()).toEqual([['not-compared', 'no-subscription']]);
    await later(1);
    files('2026-11-09');
    await check();
    expect(told()).toEqual([[eur(10_000), 'late', '2026-11-09']]);
    await check();
    await world.open().watch.check('acme');
    expect(told()).toHaveLength(1);
  });

  test('says nothing to an alert that was made after it', async () => {
    files('2026-11-09');
    await later(1);
    save(9_999);
    await check();
    expect(told()).toEqual([]);
  });

  test('is compared by itself where two are of one day', async () => {
    save(9_999);
    await later(1);
    files('2026-11-09');
    files('2026-11-09', 20_000);
    await check();
    files('2026-11-09', 30_000);
    await check();
    await check();
    expect(told().map(([amount]) => amount)).toEqual(expect.arrayContaining([eur(10_000), eur(20_000), eur(30_000)]));
    expect(told()).toHaveLength(3);
  });

  test('tells nothing where years of them are taken in at once, but for the last weeks', async () => {
    save(9_999);
    await later(1);
    for (let month = 1; month <= 10; month += 1) files(`2026-${String(month).padStart(2, '0')}-05` as Day);
    await check();
    await check();
    // The last one is of the period that is expected to end in November.
    expect(told().map(([, , start]) => start)).toEqual(['2026-10-05', '2026-10-05']);
  });
});

describe('an invoice that is expected', () => {
  const regular = async () => {
    for (const issuedOn of ['2026-08-15', '2026-09-15', '2026-10-15'] as const) files(issuedOn);
    await later(1);
  };

  test.each([{}, { window: 'calendar-month' }] as const)(
    'counts by itself, and not with the one before it: %o',
    async (rule) => {
      save(15_000);
      if ('window' in rule) save(50_000, rule);
      await regular();
      const [first] = await check();
      expect(first).toEqual(['not-exceeded', null]);
      expect(told()).toEqual([]);
    },
  );

  test('is told before it comes, and not again when it came', async () => {
    await regular();
    save(9_999);
    await check();
    expect(told()).toEqual([[eur(10_000), 'expected', '2026-10-15']]);
    await later(5);
    files('2026-11-15');
    await check();
    // Of the one after it what is expected is told, once.
    expect(told().slice(1)).toEqual([[eur(10_000), 'expected', '2026-11-15']]);
    await check();
    expect(told()).toHaveLength(2);
  });

  test('is told when it came, where it is more than was expected', async () => {
    await regular();
    save(15_000);
    await check();
    await later(5);
    files('2026-11-15', 20_000);
    await check();
    await check();
    expect(told()).toEqual([[eur(20_000), 'late', '2026-10-15']]);
  });

  test('is told when it came at last, months after its day', async () => {
    await regular();
    save(15_000);
    await check();
    await later(100);
    files('2026-11-15', 20_000);
    await check();
    await check();
    expect(told()).toEqual([[eur(20_000), 'late', '2026-10-15']]);
  });
});

describe('a month', () => {
  test.each([
    { scope: 'account', window: 'calendar-month' },
    { accountId: null, scope: 'all', window: 'calendar-month' },
  ] as const)('is compared again when one of its invoices comes some days after it: %o', async (rule) => {
    world.addAccount('stripe');
    save(15_000, rule);
    await later(1);
    files('2026-11-05');
    await check();
    await later(22);
    await check();
    await world.watch.check('stripe');
    expect(told()).toEqual([]);
    files('2026-11-28');
    await check();
    await check();
    expect(told()).toEqual([[eur(20_000), 'late', '2026-11-01']]);
  });
});
