import type { LineTax, TaxRate } from '../../data/charges.ts';
import { tokenOf } from '../../data/random.ts';
import type { World } from '../../data/world.ts';
import type { JsonObject } from '../../http/answer.ts';

export const taxRateIdOf = (world: World, { key }: Pick<TaxRate, 'key'>): string =>
  `txr_1P${tokenOf(22, world.seed, 'tax', key)}`;

/** One a rate, as lines and whole invoices have them. */
export function taxesOf(world: World, taxes: readonly LineTax[]): JsonObject[] {
  const byRate = Map.groupBy(taxes, ({ rate, inclusive }) => `${rate.key} ${String(inclusive)}`);
  return [...byRate.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return [
      {
        amount: same.reduce((sum, { amount }) => sum + amount, 0),
        tax_behavior: first.inclusive ? 'inclusive' : 'exclusive',
        tax_rate_details: { tax_rate: taxRateIdOf(world, first.rate) },
        taxability_reason: first.rate.reason,
        taxable_amount: same.reduce((sum, { base }) => sum + base, 0),
        type: 'tax_rate_details',
      },
    ];
  });
}

export const taxRateObject = (world: World, rate: TaxRate): JsonObject => ({
  id: taxRateIdOf(world, rate),
  object: 'tax_rate',
  active: true,
  country: rate.country,
  created: world.calendar.start(-24),
  description: null,
  display_name: rate.name,
  effective_percentage: null,
  flat_amount: null,
  inclusive: false,
  jurisdiction: null,
  jurisdiction_level: 'country',
  livemode: false,
  metadata: {},
  percentage: rate.percent,
  rate_type: 'percentage',
  state: null,
  tax_type: 'vat',
});
