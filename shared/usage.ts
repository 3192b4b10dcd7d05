import { z } from 'zod';
import { periodSchema } from './period.ts';
import { instantSchema } from './time.ts';

/** What vendors that bill by usage measure. Bandwidth and the storages are bytes, the others counts. */
export const usageMetricSchema = z.enum([
  'bandwidth',
  'storage',
  'video-processing-units',
  'extension-units',
  'original-cache-storage',
]);
export type UsageMetric = z.infer<typeof usageMetricSchema>;

/** Bytes or counts. */
export const usageReadingSchema = z.object({
  metric: usageMetricSchema,
  used: z.int().min(0),
  /** What the plan includes in the period; null where it says nothing, or is not known. */
  included: z.int().min(0).nullable(),
});
export type UsageReading = z.infer<typeof usageReadingSchema>;

/** What an account used in a period up to `asOf`, which may be hours old: vendors keep answers. */
export const accountUsageSchema = z.object({
  period: periodSchema,
  asOf: instantSchema,
  /** Metrics that the vendor did not report are left out. */
  readings: z.array(usageReadingSchema),
});
export type AccountUsage = z.infer<typeof accountUsageSchema>;

/** What stands in place of a subscription's id where usage is watched. */
export const usageSubscriptionId = 'usage';
