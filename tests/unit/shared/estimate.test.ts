import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateOf, planBill, type UsedAmounts } from '#shared/estimate.ts';
import { forecastOf } from '#shared/forecast.ts';
import { money } from '#shared/money.ts';
import { type Period, periodOfMonth } from '#shared/period.ts';
import { usageMetricSchema } from '#shared/usage.ts';
import { includedOf, isInBytes, planPresets, sizeOfUnit, type UsagePlan, usagePlanSchema } from '#shared/usage-plan.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';

const GB = 10 ** 9;
const GiB = 2 ** 30;
const premium: UsagePlan = {
  name: 'Premium',
  fee: money(4900, 'USD'),
  inclusions: [{ metric: 'bandwidth', unit: 'GB', included: 40, overage: { size: 20, price: money(900, 'USD') } }],
};
const usageForecastOf = (plan: UsagePlan, used: UsedAmounts, period: Period, now: Instant) => {
  const bill = planBill(plan, used, period);
  return bill && forecastOf(bill, now);
};
const totalOf = (gigabytes: number, plan = premium) => estimateOf(plan, { bandwidth: gigabytes * GB }).total?.amount;

test('the published example: 49 USD with 40 GB, 9 USD per further 20 GB', () => {
  expect([20, 40, 65].map((used) => totalOf(used))).toEqual([4900, 4900, 6700]);
});

test('a step is billed whole from its first byte on', () => {
  expect(estimateOf(premium, { bandwidth: 40 * GB + 1 }).total?.amount).toBe(5800);
  expect(totalOf(60)).toBe(5800);
  expect(estimateOf(premium, { bandwidth: 60 * GB + 1 }).total?.amount).toBe(6700);
});

test('the working is shown line by line', () => {
  const { fee, lines, total } = estimateOf(premium, { bandwidth: 65 * GB });
  expect(fee).toEqual(money(4900, 'USD'));
  expect(lines).toEqual([
    {
      inclusion: premium.inclusions[0],
      used: 65 * GB,
      included: 40 * GB,
      over: 25 * GB,
      steps: 2,
      cost: money(1800, 'USD'),
    },
  ]);
  expect(total).toEqual(money(6700, 'USD'));
});

test('a GiB is larger than a GB', () => {
  const inGibibytes: UsagePlan = {
    ...premium,
    inclusions: premium.inclusions.map((each) => ({ ...each, unit: 'GiB' })),
  };
  expect(estimateOf(inGibibytes, { bandwidth: 40 * GiB }).total?.amount).toBe(4900);
  expect(estimateOf(inGibibytes, { bandwidth: 60 * GiB }).total?.amount).toBe(5800);
  expect(estimateOf(premium, { bandwidth: 40 * GiB }).total?.amount).toBe(5800);
});

test('usage that costs more than any amount has no price, and leaves no total; nothing fails', () => {
  const dear = {
    ...premium,
    inclusions: premium.inclusions.map((each) => ({ ...each, overage: { size: 1, price: money(10 ** 12, 'USD') } })),
  };
  const most = { bandwidth: Number.MAX_SAFE_INTEGER };
  expect(estimateOf(dear, most)).toEqual({
    ...{ fee: premium.fee, lines: [], missing: ['bandwidth'] },
    ...{ discount: null, tax: null, total: null },
  });
  expect(usageForecastOf(dear, most, periodOfMonth('2026-11'), '2026-11-02T00:00:00.000Z')).toBeNull();
  for (const plan of planPresets)
    expect(
      usageForecastOf(
        plan,
        Object.fromEntries(usageMetricSchema.options.map((metric) => [metric, Number.MAX_SAFE_INTEGER])),
        periodOfMonth('2026-12'),
        '2026-12-01T12:00:00.000Z',
      )?.total.amount ?? 0,
    ).toSatisfy(Number.isSafeInteger);
});

test('a sum of costs that is no amount has no total either', () => {
  const fee = { ...premium, fee: money(Number.MAX_SAFE_INTEGER - 899, 'USD') };
  expect(estimateOf(fee, { bandwidth: 60 * GB })).toMatchObject({ missing: ['bandwidth'], total: null });
  expect(
    estimateOf({ ...fee, fee: money(Number.MAX_SAFE_INTEGER - 900, 'USD') }, { bandwidth: 60 * GB }).total,
  ).toEqual(money(Number.MAX_SAFE_INTEGER, 'USD'));
});

test('there is no total without what the plan has a price for; what it has none for may be missing', () => {
  expect(estimateOf(premium, {})).toEqual({
    ...{ fee: premium.fee, lines: [], missing: ['bandwidth'] },
    ...{ discount: null, tax: null, total: null },
  });
  expect(estimateOf(premium, { bandwidth: null }).total).toBeNull();
  expect(usageForecastOf(premium, { storage: GB }, periodOfMonth('2026-11'), '2026-11-11T00:00:00.000Z')).toBeNull();
  const [free] = planPresets;
  if (!free) throw new Error('no preset');
  expect(estimateOf(free, { bandwidth: 900 * GB }).total?.amount).toBe(0);
});

test('a plan of another currency than its prices, with a metric twice, or bytes that are counted, is none', () => {
  for (const preset of planPresets) expect(usagePlanSchema.parse(preset)).toEqual(preset);
  const [inclusion] = premium.inclusions;
  if (!inclusion) throw new Error('no inclusion');
  const mixed = { ...premium, inclusions: [{ ...inclusion, overage: { size: 20, price: money(900, 'EUR') } }] };
  for (const wrong of [
    mixed,
    { ...premium, inclusions: [inclusion, inclusion] },
    { ...premium, inclusions: [{ ...inclusion, unit: 'count' }] },
    { ...premium, fee: money(-1, 'USD') },
    { ...premium, name: ' ' },
  ])
    expect(usagePlanSchema.safeParse(wrong).success).toBe(false);
});

const contract: UsagePlan = { ...premium, charges: [{ name: 'Further users', amount: money(1200, 'USD') }] };

describe('a bill by a plan', () => {
  const billOf = (plan: UsagePlan) => {
    const { discount, tax, total } = estimateOf(plan, { bandwidth: 65 * GB });
    return [discount?.amount, tax?.amount, total?.amount];
  };

  test('has the other charges of each month', () => {
    expect(billOf(contract)).toEqual([0, 0, 7900]);
  });

  test('has a discount before tax, in percent or as an amount', () => {
    expect(billOf({ ...contract, discount: { percent: '12.5' }, taxRate: '19' })).toEqual([988, 1313, 8225]);
    expect(billOf({ ...contract, discount: { amount: money(900, 'USD') }, taxRate: '19' })).toEqual([900, 1330, 8330]);
  });

  test('is never less than nothing', () => {
    expect(billOf({ ...contract, discount: { amount: money(10_000, 'USD') }, taxRate: '19' })).toEqual([7900, 0, 0]);
    expect(billOf({ ...contract, discount: { percent: '100' } })).toEqual([7900, 0, 0]);
  });

  test('is without tax where there is none, and where nobody has said', () => {
    expect(billOf({ ...contract, taxRate: null })).toEqual(billOf(contract));
  });

  test('has no total, discount or tax where something is missing', () => {
    expect(estimateOf({ ...contract, taxRate: '19' }, {})).toMatchObject({ discount: null, tax: null, total: null });
  });

  test('is none where its charges or its tax are no amount', () => {
    const most = money(Number.MAX_SAFE_INTEGER, 'USD');
    expect(billOf({ ...premium, inclusions: [], charges: [{ name: 'All', amount: most }] })).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(billOf({ ...premium, inclusions: [], fee: most, taxRate: '19' })).toEqual([undefined, undefined, undefined]);
  });
});

test('a charge or discount of another currency, a negative one, and what is no percentage, make no plan', () => {
  const rate = (taxRate: string) => ({ ...premium, taxRate });
  for (const right of ['0', '7', '8.875', '100'].map(rate).concat({ ...contract, taxRate: '19' }))
    expect(usagePlanSchema.safeParse(right).success).toBe(true);
  for (const wrong of [
    ...['-1', '101', '100.5', '19.0', '07', '1e1', '', '12.00001'].map(rate),
    { ...premium, charges: [{ name: 'Users', amount: money(100, 'EUR') }] },
    { ...premium, charges: [{ name: 'Users', amount: money(-1, 'USD') }] },
    { ...premium, charges: [{ name: ' ', amount: money(1, 'USD') }] },
    { ...premium, discount: { amount: money(100, 'EUR') } },
    { ...premium, discount: { amount: money(-1, 'USD') } },
    { ...premium, discount: { percent: '120' } },
  ])
    expect(usagePlanSchema.safeParse(wrong).success).toBe(false);
});

const plans: fc.Arbitrary<UsagePlan> = fc
  .record({
    fee: fc.integer({ min: 0, max: 10_000_000 }),
    metrics: fc.uniqueArray(fc.constantFrom(...usageMetricSchema.options)),
    rules: fc.array(
      fc.record({
        included: fc.integer({ min: 0, max: 8_000_000 }),
        size: fc.integer({ min: 1, max: 100_000 }),
        price: fc.integer({ min: 0, max: 100_000 }),
        binary: fc.boolean(),
        priced: fc.boolean(),
      }),
      { minLength: 5, maxLength: 5 },
    ),
  })
  .map(({ fee, metrics, rules }) => ({
    name: 'Any',
    fee: money(fee, 'USD'),
    inclusions: metrics.flatMap((metric, index) => {
      const rule = rules[index];
      if (!rule) return [];
      const { included, size, price, binary, priced } = rule;
      const unit = isInBytes(metric) ? (binary ? ('GiB' as const) : ('GB' as const)) : ('count' as const);
      return [{ metric, unit, included, overage: priced ? { size, price: money(price, 'USD') } : null }];
    }),
  }));
const amounts = fc.integer({ min: 0, max: 9_000_000_000_000 });
const usages = fc.record({
  bandwidth: amounts,
  storage: amounts,
  'video-processing-units': fc.integer({ min: 0, max: 20_000_000 }),
  'extension-units': fc.integer({ min: 0, max: 20_000_000 }),
  'original-cache-storage': amounts,
});

describe('for any plan and usage', () => {
  test('the estimate is never below the fee, and the fee where nothing is over', () => {
    fc.assert(
      fc.property(plans, usages, (plan, used) => {
        const { total, lines } = estimateOf(plan, used);
        expect(total?.amount).toBeGreaterThanOrEqual(plan.fee.amount);
        if (lines.every(({ over }) => over === 0)) expect(total).toEqual(plan.fee);
        expect(lines.reduce((sum, { cost }) => sum + cost.amount, plan.fee.amount)).toBe(total?.amount);
      }),
    );
  });

  test('more usage never costs less', () => {
    fc.assert(
      fc.property(plans, usages, usages, (plan, some, more) => {
        const sum = Object.fromEntries(
          usageMetricSchema.options.map((metric) => [metric, some[metric] + more[metric]]),
        );
        expect(estimateOf(plan, sum).total?.amount).toBeGreaterThanOrEqual(estimateOf(plan, some).total?.amount ?? NaN);
      }),
    );
  });

  test('cost rises by exactly one price at the first byte of each step', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: 50 }), (plan, steps) => {
        for (const inclusion of plan.inclusions) {
          const { metric, unit, overage } = inclusion;
          const alone = { ...plan, inclusions: [inclusion] };
          const edge = includedOf(inclusion) + steps * (overage?.size ?? 1) * sizeOfUnit[unit];
          if (!Number.isSafeInteger(edge + 1)) continue;
          const at = estimateOf(alone, { [metric]: edge }).total?.amount;
          const after = estimateOf(alone, { [metric]: edge + 1 }).total?.amount;
          expect(at).toBe(plan.fee.amount + steps * (overage?.price.amount ?? 0));
          expect((after ?? NaN) - (at ?? NaN)).toBe(overage?.price.amount ?? 0);
        }
      }),
    );
  });

  test('the forecast is never below the estimate', () => {
    const period = periodOfMonth('2026-11');
    fc.assert(
      fc.property(plans, usages, fc.integer({ min: 12, max: 31 * 24 }), (plan, used, hours) => {
        const now = instantFromMillis(Date.parse(period.start) + hours * 3_600_000);
        const forecast = usageForecastOf(plan, used, period, now);
        expect(forecast?.total.amount).toBeGreaterThanOrEqual(estimateOf(plan, used).total?.amount ?? NaN);
      }),
    );
  });
});

describe('the forecast', () => {
  const november = periodOfMonth('2026-11');

  test('lets usage go on at its pace and applies the steps to that', () => {
    // A third of the month: 30 GB become 90, which is 50 over, three steps.
    expect(usageForecastOf(premium, { bandwidth: 30 * GB }, november, '2026-11-11T00:00:00.000Z')).toEqual({
      total: money(4900 + 3 * 900, 'USD'),
      method: 'fixed-plus-metered-pace',
    });
  });

  test('says that nothing grows where nothing was used', () => {
    expect(usageForecastOf(premium, { bandwidth: 0 }, november, '2026-11-11T00:00:00.000Z')).toEqual({
      total: money(4900, 'USD'),
      method: 'fixed',
    });
  });

  test('is a bill: with charges, discount and tax', () => {
    const plan: UsagePlan = { ...contract, discount: { percent: '10' }, taxRate: '19' };
    // (49.00 + 12.00 + 3 × 9.00) × 0.9 × 1.19
    expect(usageForecastOf(plan, { bandwidth: 30 * GB }, november, '2026-11-11T00:00:00.000Z')?.total).toEqual(
      money(9425, 'USD'),
    );
  });

  test('leaves levels as they are', () => {
    const plan: UsagePlan = {
      ...premium,
      inclusions: [{ metric: 'storage', unit: 'GB', included: 10, overage: { size: 1, price: money(10, 'USD') } }],
    };
    expect(usageForecastOf(plan, { storage: 12 * GB }, november, '2026-11-02T00:00:00.000Z')?.total.amount).toBe(4920);
  });

  test.each([
    [1, '2026-11-21T00:00:00.000Z', 2],
    [2, '2026-11-25T00:00:00.000Z', 3],
    [3, '2026-11-22T00:00:00.000Z', 4],
    [4, '2026-11-22T00:00:00.000Z', 6],
  ] as const)('rounds half up: %i until %s are %i by the end', (used, now, expected) => {
    const each = { size: 1, price: money(1, 'USD') };
    const plan: UsagePlan = {
      ...premium,
      inclusions: [{ metric: 'extension-units', unit: 'count', included: 0, overage: each }],
    };
    const forecast = usageForecastOf(plan, { 'extension-units': used }, november, now);
    expect(forecast?.total.amount).toBe(4900 + expected);
  });

  test('is none in the first 12 hours, and the actual one after the end', () => {
    expect(usageForecastOf(premium, { bandwidth: GB }, november, '2026-11-01T11:59:59.999Z')).toBeNull();
    expect(usageForecastOf(premium, { bandwidth: 65 * GB }, november, '2026-12-01T06:00:00.000Z')?.total.amount).toBe(
      6700,
    );
  });
});
