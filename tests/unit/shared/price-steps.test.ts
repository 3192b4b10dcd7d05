import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextStepOf } from '#shared/price-steps.ts';

const tier = (upTo: number | null, unit: string | null, flat: string | null = null) => ({
  upTo,
  unitAmountDecimal: unit,
  flatAmountDecimal: flat,
});
const item = (values: Partial<Parameters<typeof nextStepOf>[0]>) => ({
  metered: true,
  used: 0,
  included: null,
  unitAmountDecimal: null,
  tiers: [],
  ...values,
});
const step = (unitsLeft: number, unit: string | null, flat: string | null = null, everyUnit = false) => ({
  unitsLeft,
  unitAmountDecimal: unit,
  flatAmountDecimal: flat,
  everyUnit,
});

describe('the next step of a price', () => {
  test('one price for every unit', () => {
    expect(nextStepOf(item({ used: 12, unitAmountDecimal: '0.4' }))).toEqual(step(0, '0.4'));
    expect(nextStepOf(item({ used: 12, included: 40, unitAmountDecimal: '9' }))).toEqual(step(28, '9'));
    expect(nextStepOf(item({ used: 65, included: 40, unitAmountDecimal: '9' }))).toEqual(step(0, '9'));
  });

  test.each([
    [0, 2],
    [1, 1],
    [2, 0],
    [7, 0],
  ])('graduated with 2 units free: after %i used, %i are left', (used, left) => {
    const tiers = [tier(2, '0'), tier(null, '900')];
    expect(nextStepOf(item({ used, tiers, tiersMode: 'graduated' }))).toEqual(step(left, '900'));
  });

  test('graduated: a flat amount is charged on entering a tier only', () => {
    const tiers = [tier(10, '0'), tier(20, '5', '100'), tier(null, '2')];
    const at = (used: number) => nextStepOf(item({ used, tiers, tiersMode: 'graduated' }));
    expect(at(10)).toEqual(step(0, '5', '100'));
    expect(at(11)).toEqual(step(0, '5'));
    expect(at(20)).toEqual(step(0, '2'));
  });

  test('graduated: a tier that costs a flat amount is paid once entered', () => {
    const tiers = [tier(10, null, '500'), tier(20, null, '900')];
    const at = (used: number) => nextStepOf(item({ used, tiers, tiersMode: 'graduated' }));
    expect(at(0)).toEqual(step(0, null, '500'));
    expect(at(4)).toEqual(step(6, null, '900'));
    expect(at(15)).toBeNull();
  });

  test('volume: the next tier changes the price of every unit', () => {
    const tiers = [tier(100, '10'), tier(1000, '8'), tier(null, '5')];
    const at = (used: number) => nextStepOf(item({ used, tiers, tiersMode: 'volume' }));
    expect(at(0)).toEqual(step(100, '8', null, true));
    expect(at(100)).toEqual(step(0, '8', null, true));
    expect(at(101)).toEqual(step(899, '5', null, true));
    expect(at(5000)).toEqual(step(0, '5'));
  });

  test.each([
    ['up', 0, 0],
    ['up', 1, 999],
    ['up', 1000, 0],
    ['down', 0, 999],
    ['down', 999, 0],
    ['down', 1000, 999],
  ] as const)('packages rounded %s: after %i used, %i are left', (round, used, left) => {
    const priced = item({ used, unitAmountDecimal: '25', packages: { size: 1000, round } });
    expect(nextStepOf(priced)).toEqual(step(left, '25'));
  });

  test('nothing to say of fixed items, unknown usage, unknown or free prices', () => {
    expect(nextStepOf(item({ metered: false, unitAmountDecimal: '9' }))).toBeNull();
    expect(nextStepOf(item({ used: null, unitAmountDecimal: '9' }))).toBeNull();
    expect(nextStepOf(item({}))).toBeNull();
    expect(nextStepOf(item({ unitAmountDecimal: '0' }))).toBeNull();
    expect(nextStepOf(item({ tiers: [tier(null, '0')], tiersMode: 'graduated' }))).toBeNull();
  });

  test('units left never rise by more than one is used, and cost as the tiers say', () => {
    const tiers = fc
      .array(fc.record({ size: fc.integer({ min: 1, max: 50 }), price: fc.integer({ min: 0, max: 9 }) }), {
        minLength: 1,
      })
      .map((parts) => {
        let end = 0;
        return parts.map(({ size, price }, index) =>
          tier(index === parts.length - 1 ? null : (end += size), String(price)),
        );
      });
    const costOf = (list: ReturnType<typeof tier>[], units: number) => {
      let cost = 0;
      for (let unit = 1; unit <= units; unit++)
        cost += Number(list.find(({ upTo }) => upTo === null || unit <= upTo)?.unitAmountDecimal ?? 0);
      return cost;
    };
    fc.assert(
      fc.property(tiers, fc.integer({ min: 0, max: 200 }), (list, used) => {
        const next = nextStepOf(item({ used, tiers: list, tiersMode: 'graduated' }));
        if (!next) expect(costOf(list, used + 400)).toBe(costOf(list, used));
        else {
          expect(costOf(list, used + next.unitsLeft)).toBe(costOf(list, used));
          const further = costOf(list, used + next.unitsLeft + 1) - costOf(list, used);
          expect(String(further)).toBe(next.unitAmountDecimal);
        }
      }),
    );
  });
});
