import { z } from 'zod';
import { invoiceLineSchema } from './invoices.ts';
import { moneySchema } from './money.ts';
import { periodSchema } from './period.ts';
import { instantSchema } from './time.ts';
import { unreadObjectSchema } from './unread.ts';

const figures = {
  /** Before applied credit: what thresholds watch. */
  total: moneySchema,
  /** After applied credit: what will be charged. */
  amountDue: moneySchema,
  period: periodSchema,
  lines: z.array(invoiceLineSchema),
  /** Lines that there are and that could not be read; absent where all could. The amounts do not depend on them. */
  unread: z.array(unreadObjectSchema).optional(),
  asOf: instantSchema,
};

/** `none` is a state with a reason, never an error; an error of the vendor's API is never read as `none`. */
export const upcomingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preview'), ...figures }),
  z.object({ kind: z.literal('estimate'), ...figures }),
  z.object({
    kind: z.literal('none'),
    reason: z.enum([
      ...(['cancelled', 'paused', 'no-subscription', 'nothing-to-bill', 'no-plan', 'usage-incomplete'] as const),
      // Of invoices that come as documents: too few, or without a rhythm
      'not-regular',
    ]),
    asOf: instantSchema,
  }),
]);
export type Upcoming = z.infer<typeof upcomingSchema>;
export type UpcomingFigures = Exclude<Upcoming, { kind: 'none' }>;

export const forecastSchema = z.object({
  total: moneySchema,
  /** `fixed-plus-metered-pace`: the fixed part stays, the metered part goes on at its pace so far; `fixed`: nothing metered. */
  method: z.enum(['fixed-plus-metered-pace', 'fixed']),
});
export type Forecast = z.infer<typeof forecastSchema>;
