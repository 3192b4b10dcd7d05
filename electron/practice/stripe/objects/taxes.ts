import type { CustomerProfile } from '../../data/profiles.ts';
import { tokenOf } from '../../data/random.ts';
import type { World } from '../../data/world.ts';
import type { JsonObject } from '../../http/answer.ts';

export function taxesOf(world: World, customer: CustomerProfile, taxable: number, amount: number): JsonObject[] {
  if (customer.taxPercent === 0 && customer.taxExempt === 'none') return [];
  return [
    {
      amount,
      tax_behavior: 'exclusive',
      tax_rate_details: { tax_rate: `txr_1P${tokenOf(22, world.seed, 'tax', customer.taxPercent)}` },
      taxability_reason: customer.taxExempt === 'reverse' ? 'reverse_charge' : 'standard_rated',
      taxable_amount: taxable,
      type: 'tax_rate_details',
    },
  ];
}
