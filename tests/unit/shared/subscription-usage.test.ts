import { expect, test } from 'vitest';
import { withUsage } from '#shared/subscription-usage.ts';
import { aLine, anUpcoming, aSubscription, usd } from '../../support/billing-objects.ts';

const [fixed] = aSubscription().items;
if (!fixed) throw new Error('The sample subscription has an item');
const metered = { ...fixed, id: 'si_2', priceId: 'price_gb', metered: true, quantity: null, included: 40 };
const subscription = aSubscription({ items: [fixed, metered] });
const usageLine = (quantity: number | null) =>
  aLine({ id: 'il_2', priceId: 'price_gb', quantity, kind: 'metered', amount: usd(0) });

test('usage is the sum over the lines of an item’s price; overage is what is not included', () => {
  const upcoming = anUpcoming({ lines: [aLine(), usageLine(40), usageLine(25)] });
  expect(withUsage(subscription, upcoming).items).toEqual([fixed, { ...metered, used: 65, overage: 25 }]);
});

test('usage within what is included has no overage; without an inclusion overage is unknown', () => {
  const upcoming = anUpcoming({ lines: [usageLine(12)] });
  expect(withUsage(subscription, upcoming).items[1]).toMatchObject({ used: 12, overage: 0 });
  const open = aSubscription({ items: [{ ...metered, included: null }] });
  expect(withUsage(open, upcoming).items[0]).toMatchObject({ used: 12, overage: null });
});

test('nothing is made up where no line tells', () => {
  expect(withUsage(subscription, anUpcoming({ lines: [aLine(), usageLine(null)] }))).toEqual(subscription);
  const none = { kind: 'none', reason: 'paused', asOf: '2026-11-22T12:00:00.000Z' } as const;
  expect(withUsage(subscription, none)).toBe(subscription);
});
