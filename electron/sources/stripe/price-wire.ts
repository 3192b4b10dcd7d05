import { z } from 'zod';
import { maybe, words, dispensable, amount, currency, quantity, count, decimal, named } from './wire-values.ts';

/* Prices, in today's shape and in those of older servers; as `wire.ts` says. */

const tier = z.object({
  // The open end is null at Stripe, "inf" elsewhere.
  up_to: z
    .preprocess((value) => (value === 'inf' ? null : value), maybe(quantity))
    .optional()
    .transform((value) => value ?? null),
  unit_amount: maybe(amount),
  unit_amount_decimal: maybe(decimal),
  flat_amount: maybe(amount),
  flat_amount_decimal: maybe(decimal),
});
export type TierWire = z.infer<typeof tier>;

const interval = z.enum(['day', 'week', 'month', 'year']);
export const usageType = words;
const packages = z.object({ divide_by: count, round: z.enum(['up', 'down']) });
export const priceSchema = z.object({
  id: z.string(),
  currency: maybe(currency),
  nickname: words,
  product: dispensable(z.union([z.string(), named])),
  billing_scheme: maybe(z.enum(['per_unit', 'tiered'])),
  tiers: maybe(z.array(tier)),
  tiers_mode: maybe(z.enum(['graduated', 'volume'])),
  transform_quantity: maybe(packages),
  unit_amount: maybe(amount),
  unit_amount_decimal: maybe(decimal),
  recurring: maybe(z.object({ interval, interval_count: maybe(count), usage_type: usageType, meter: words })),
});
export type PriceWire = z.infer<typeof priceSchema>;

/** What prices were before 2019-10; some servers still send nothing else. */
export const planSchema = priceSchema.omit({ recurring: true, unit_amount: true, unit_amount_decimal: true }).extend({
  name: words,
  amount: maybe(amount),
  amount_decimal: maybe(decimal),
  interval: maybe(interval),
  interval_count: maybe(count),
  usage_type: usageType,
  meter: words,
  transform_usage: maybe(packages),
});
export type PlanWire = z.infer<typeof planSchema>;
