import { describe, expect, test } from 'vitest';
import { costOf, type ItemPrice, lineAmountsOf } from '#shared/item-price.ts';

const tier = (upTo: number | null, unitAmountDecimal: string, flatAmountDecimal: string | null = null) => ({
  ...{ upTo, unitAmountDecimal, flatAmountDecimal },
});
const perUnit = (unitAmountDecimal: string, packages: ItemPrice['packages'] = null): ItemPrice => ({
  ...{ unitAmountDecimal, tiers: [], tiersMode: null, packages },
});
const tiered = (tiersMode: string, ...tiers: ItemPrice['tiers']): ItemPrice => ({
  ...{ unitAmountDecimal: null, tiers, tiersMode },
});

describe('what a quantity costs', () => {
  test.each([
    ['units', perUnit('0.45'), 1000, [450]],
    ['a part of a minor unit, halves up', perUnit('0.5'), 3, [2]],
    ['a package that was begun, whole', perUnit('900', { size: 20, round: 'up' }), 21, [1800]],
    ['a package that was begun, not at all', perUnit('900', { size: 20, round: 'down' }), 39, [900]],
    ['each tier by itself', tiered('graduated', tier(2, '0'), tier(5, '900'), tier(null, '700')), 7, [0, 2700, 1400]],
    ['a tier up to its last unit', tiered('graduated', tier(2, '0'), tier(null, '900')), 2, [0]],
    ['the flat amount of each tier', tiered('graduated', tier(2, '10', '100'), tier(null, '5', '50')), 3, [120, 55]],
    ['all by the tier that they reach', tiered('volume', tier(10, '100'), tier(null, '80', '500')), 11, [1380]],
    ['quantities with decimals', perUnit('900'), 1.5, [1350]],
  ])('%s', (_what, price, quantity, amounts) => {
    expect(lineAmountsOf(price, quantity)).toEqual(amounts);
    expect(costOf(price, quantity)).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
  });

  test('each line is rounded by itself, their cost as one', () => {
    const price = tiered('graduated', tier(1, '0.5'), tier(null, '0.5'));
    expect(lineAmountsOf(price, 2)).toEqual([1, 1]);
    expect(costOf(price, 2)).toBe(1);
  });

  test('is not known without a price, beyond the last tier, and where it is no amount', () => {
    for (const [price, quantity] of [
      [{ ...perUnit('1'), unitAmountDecimal: null }, 1],
      [tiered('graduated', tier(2, '1')), 3],
      [perUnit('1000000000000'), 1_000_000],
    ] as const)
      expect([lineAmountsOf(price, quantity), costOf(price, quantity)]).toEqual([null, null]);
  });
});
