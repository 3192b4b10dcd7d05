import { z } from 'zod';
import { type Money, moneySchema } from './money.ts';
import { type UsageMetric, usageMetricSchema } from './usage.ts';

/*
 * What a plan that is billed by usage costs, as its customer enters it: vendors such as ImageKit hand out usage by key,
 * but no prices. Billed in arrears by calendar months in UTC.
 */

/** GB is 10⁹ bytes, GiB 2³⁰; counts have neither. */
export const planUnitSchema = z.enum(['GB', 'GiB', 'count']);
export type PlanUnit = z.infer<typeof planUnitSchema>;

/** Bytes, or things counted, in one of the plan's units. */
export const sizeOfUnit: Readonly<Record<PlanUnit, number>> = { GB: 10 ** 9, GiB: 2 ** 30, count: 1 };

/** Metrics that are reported in bytes; the others are counts. */
export const isInBytes = (metric: UsageMetric): boolean =>
  metric === 'bandwidth' || metric === 'storage' || metric === 'original-cache-storage';

/** Metrics that are a level at one moment, and not a sum over the days. */
export const isLevel = (metric: UsageMetric): boolean => metric === 'storage' || metric === 'original-cache-storage';

// So many GiB still are a whole number of bytes without loss.
export const maxUnits = 8_000_000;

export const inclusionSchema = z
  .object({
    metric: usageMetricSchema,
    unit: planUnitSchema,
    /** In `unit`. */
    included: z.int().min(0).max(maxUnits),
    /** What is used above is billed in whole steps of `size` units; null where the plan charges nothing for it. */
    overage: z.object({ size: z.int().min(1).max(maxUnits), price: moneySchema }).nullable(),
  })
  .refine(({ metric, unit }) => isInBytes(metric) === (unit !== 'count'), { path: ['unit'] });
export type Inclusion = z.infer<typeof inclusionSchema>;

/** Percent as decimal text without trailing noughts. */
export const percentSchema = z
  .string()
  .regex(/^(0|[1-9]\d?|100)(\.\d{0,3}[1-9])?$/)
  .refine((percent) => Number(percent) <= 100);

/** Billed each month besides the fee, whatever is used: further users, a domain. */
const chargeSchema = z.object({ name: z.string().trim().min(1).max(80), amount: moneySchema });
export const maxCharges = 20;

export const usagePlanSchema = z
  .object({
    name: z.string().trim().min(1).max(80),
    /** For one month, whatever is used. */
    fee: moneySchema,
    inclusions: z.array(inclusionSchema).max(usageMetricSchema.options.length),
    /** Absent: none. */
    charges: z.array(chargeSchema).max(maxCharges).optional(),
    /** On everything before tax: a share of it, or an amount that is never more than all of it. Absent: none. */
    discount: z.union([z.object({ percent: percentSchema }), z.object({ amount: moneySchema })]).optional(),
    /** Percent that comes on top; null: none does. Absent: nobody has said, and what is reckoned is without tax. */
    taxRate: percentSchema.nullable().optional(),
  })
  .refine(({ fee, inclusions }) => fee.amount >= 0 && inclusions.every(({ overage }) => isPrice(overage, fee.currency)))
  .refine(({ fee, charges = [] }) => charges.every(({ amount }) => isPriceIn(fee.currency, amount)))
  .refine(({ fee, discount }) => !discount || 'percent' in discount || isPriceIn(fee.currency, discount.amount))
  .refine(({ inclusions }) => new Set(inclusions.map(({ metric }) => metric)).size === inclusions.length);
export type UsagePlan = z.infer<typeof usagePlanSchema>;

const isPriceIn = (currency: string, price: Money): boolean => price.currency === currency && price.amount >= 0;
const isPrice = (overage: Inclusion['overage'], currency: string): boolean =>
  overage === null || isPriceIn(currency, overage.price);

/** Included in bytes or counts. */
export const includedOf = ({ included, unit }: Pick<Inclusion, 'included' | 'unit'>): number =>
  included * sizeOfUnit[unit];

const usd = (amount: number) => ({ amount, currency: 'USD' });
const inclusion = (
  metric: UsageMetric,
  included: number,
  size: number | null = null,
  cents: number | null = null,
): Inclusion => ({
  metric,
  unit: isInBytes(metric) ? 'GB' : 'count',
  included,
  overage: size === null || cents === null ? null : { size, price: usd(cents) },
});

/**
 * ImageKit's plans as published (imagekit.io/plans in 2026; `premium` is the example of
 * help.imagekit.io/en/articles/4108240). Facts to start a form with: the customer's own contract counts.
 */
export const planPresets: readonly UsagePlan[] = [
  {
    name: 'Forever Free',
    fee: usd(0),
    inclusions: [
      inclusion('bandwidth', 20),
      inclusion('storage', 3),
      inclusion('video-processing-units', 500),
      inclusion('extension-units', 650),
    ],
  },
  {
    name: 'Lite',
    fee: usd(900),
    inclusions: [
      inclusion('bandwidth', 40, 1, 50),
      inclusion('storage', 10, 1, 10),
      inclusion('video-processing-units', 500),
      inclusion('extension-units', 650),
    ],
  },
  { name: 'Premium', fee: usd(4900), inclusions: [inclusion('bandwidth', 40, 20, 900)] },
  {
    name: 'Pro',
    fee: usd(8900),
    inclusions: [
      inclusion('bandwidth', 225, 1, 45),
      inclusion('storage', 225, 1, 9),
      inclusion('video-processing-units', 5000, 10_000, 900),
      inclusion('extension-units', 4000, 5000, 900),
    ],
  },
];
