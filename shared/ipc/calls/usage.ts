import { z } from 'zod';
import { appErrorSchema } from '../../errors.ts';
import { instantSchema, monthSchema } from '../../time.ts';
import { usageMetricSchema } from '../../usage.ts';
import { usagePlanSchema } from '../../usage-plan.ts';
import { accountId } from './requests.ts';

/** Usage of one calendar month in UTC; of the running one up to `asOf`. */
export const usageMonthSchema = z.object({
  month: monthSchema,
  /** Bytes or counts; metrics that the vendor did not report are absent. */
  amounts: z.partialRecord(usageMetricSchema, z.int().min(0).nullable()),
  asOf: instantSchema,
  /** It will not change any more. */
  final: z.boolean(),
});

export const usageCalls = {
  /** Null until it was entered. */
  'usage.plan': { request: accountId, response: usagePlanSchema.nullable() },
  'usage.savePlan': { request: accountId.extend({ plan: usagePlanSchema }), response: usagePlanSchema },
  /** Asks the vendor for months that are not known yet; `error` is what kept it from reporting more. */
  'usage.history': {
    request: accountId,
    response: z.object({ months: z.array(usageMonthSchema), error: appErrorSchema.nullable() }),
  },
} as const;

export type UsageMonth = z.infer<typeof usageMonthSchema>;
