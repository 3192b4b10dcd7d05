import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UsageAlert } from '#shared/alerts.ts';
import type { Quantity } from '#shared/quantity.ts';
import type { UsedAmounts } from '#shared/estimate.ts';
import { type UsagePlan } from '#shared/usage-plan.ts';
import type { FakeUsageSource } from '../../support/fakes/fake-usage-source.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

const gigabyte = 10 ** 9;
const plan: UsagePlan = {
  name: 'Premium',
  fee: { amount: 4900, currency: 'USD' },
  inclusions: [{ metric: 'bandwidth', unit: 'GB', included: 40, overage: null }],
};

let world: WatchWorld;
let vendor: FakeUsageSource;
beforeEach(() => {
  world = watchWorld('2026-11-28T09:00:00.000Z');
  vendor = world.usesSources('acme', 'imagekit');
  world.plans.set('acme', plan);
});
afterEach(() => {
  world.remove();
});

/** What was used by month; days of other months used nothing. */
const used = (months: Record<string, UsedAmounts>) => {
  vendor.amountsOf = ({ start }) => months[start.slice(0, 7)] ?? { bandwidth: 0 };
};
const save = (threshold: Quantity, changes: Partial<Pick<UsageAlert, 'measure' | 'steps'>> = {}) => {
  const saved = world.watch.alerts.save({ accountId: 'acme', measure: 'bandwidth', threshold, steps: [], ...changes });
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value;
};
const check = async () => (await world.watch.check('acme'))[0]?.alerts ?? [];
const bodies = () => world.notifier.shown.map(({ body }) => body);
const share: Quantity = { quantity: 80, unit: 'percent' };

test('bandwidth over 80 % of what is included fires once in a month', async () => {
  save(share);
  used({ '2026-11': { bandwidth: 32 * gigabyte } });
  expect(await check()).toMatchObject([{ outcome: 'not-exceeded', exceeded: false, subscriptionId: 'usage' }]);
  used({ '2026-11': { bandwidth: 32 * gigabyte + 1 } });
  expect(await check()).toMatchObject([{ outcome: 'exceeded', triggeredNow: true, delivery: 'shown' }]);
  expect(await check()).toMatchObject([{ outcome: 'exceeded', triggeredNow: false }]);
  expect(bodies()).toEqual([`bandwidth ${32 * gigabyte + 1} over 100 % of 80 percent`]);
  expect(world.watch.events.list('acme')).toMatchObject([
    {
      measure: 'bandwidth',
      threshold: share,
      amount: { quantity: 32 * gigabyte + 1, unit: 'byte' },
      included: 40 * gigabyte,
      attempts: 1,
      seenHow: null,
    },
  ]);
});

test('a threshold in bytes, its early steps and one in percent are alert events of their own', async () => {
  save(share);
  save({ quantity: 40 * gigabyte, unit: 'byte' }, { steps: [50, 90] });
  used({ '2026-11': { bandwidth: 38 * gigabyte } });
  await check();
  expect(bodies()).toEqual([
    `bandwidth ${38 * gigabyte} over 100 % of 80 percent`,
    `bandwidth ${38 * gigabyte} over 90 % of ${40 * gigabyte} byte`,
  ]);
});

test('saving the same again is the same alert; it is listed as it was saved', () => {
  const first = save(share, { steps: [50] });
  expect(save(share).id).toBe(first.id);
  expect(world.watch.alerts.list('acme')).toMatchObject([
    { id: first.id, measure: 'bandwidth', threshold: share, steps: [] },
  ]);
});

test.each([
  ['a plan that does not name the metric', share, { measure: 'storage' }, 'included-unknown'],
  ['another unit', { quantity: 5, unit: 'count' }, {}, 'other-unit'],
  ['a metric that the vendor does not tell', share, { measure: 'extension-units' }, 'metric-not-told'],
] as const)('%s fires nothing and says so', async (_what, threshold, changes, reason) => {
  used({ '2026-11': { bandwidth: 99 * gigabyte, storage: 99 * gigabyte } });
  save(threshold, changes);
  expect(await check()).toMatchObject([{ outcome: 'not-compared', reason, exceeded: false, triggeredNow: false }]);
  expect(world.watch.events.list(null)).toEqual([]);
});

describe('asleep over the end of the month', () => {
  beforeEach(async () => {
    save(share, { steps: [50] });
    used({ '2026-11': { bandwidth: 1 } });
    await check();
    world.clock.set(Date.parse('2026-12-03T08:00:00.000Z'));
    used({ '2026-11': { bandwidth: 33 * gigabyte }, '2026-12': { bandwidth: gigabyte } });
  });

  test('one late alert names the old month, none the new', async () => {
    expect(await check()).toMatchObject([
      { step: 50, exceeded: false },
      { step: 100, exceeded: false, late: false },
      { step: 100, late: true, triggeredNow: true },
    ]);
    await check();
    expect(bodies()).toEqual([
      `bandwidth ${33 * gigabyte} over 100 % of 80 percent, late, from 2026-11-01T00:00:00.000Z`,
    ]);
  });

  test('a month that could not be read is compared when it can', async () => {
    vendor.error = { code: 'server-failed', status: 500, requestId: null };
    await check();
    expect(bodies()).toEqual([]);
    vendor.error = null;
    await check();
    expect(bodies()).toHaveLength(1);
  });
});
