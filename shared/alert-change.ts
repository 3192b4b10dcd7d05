import { z } from 'zod';
import { type Alert, earlyStepSchema } from './alerts.ts';
import { moneySchema } from './money.ts';
import { quantitySchema } from './quantity.ts';
import { type Instant, instantSchema } from './time.ts';

/** What can be changed of an alert that is there; what is left out stays as it is. */
export const alertChangeSchema = z.object({
  /** Of the alert's own kind: another currency or unit than before is allowed. */
  threshold: z.union([moneySchema, quantitySchema]).optional(),
  steps: z.array(earlyStepSchema).optional(),
  name: z.string().trim().max(80).nullable().optional(),
  note: z.string().trim().max(2000).nullable().optional(),
  /** Until then it triggers nothing; null: it goes on now. */
  pausedUntil: instantSchema.nullable().optional(),
});
export type AlertChange = z.infer<typeof alertChangeSchema>;

/** Whether an alert triggers nothing now, as was chosen. It goes on by itself. */
export const isPaused = ({ pausedUntil }: Pick<Alert, 'pausedUntil'>, now: Instant): boolean =>
  pausedUntil !== null && pausedUntil !== undefined && now < pausedUntil;
