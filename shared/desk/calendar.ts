import { z } from 'zod';
import { knownSchema } from '../invoice-money.ts';
import { moneySchema } from '../money.ts';
import { daySchema } from '../time.ts';

/** `invoice`: one will be issued; `due`: one is to be paid; `notice`: the last day to give it; `term-end`; `card`: the last day of a card. */
const calendarKinds = ['invoice', 'due', 'notice', 'term-end', 'card'] as const;

export const calendarEntrySchema = z.object({
  /** Stays the same while it is the same thing, whatever its day. */
  uid: z.string(),
  kind: z.enum(calendarKinds),
  day: daySchema,
  accountId: z.string(),
  accountName: z.string(),
  practice: z.boolean(),
  /** A plan, an invoice's number or a card; empty where the account says enough. */
  subject: z.string(),
  /** Null where it has none. */
  amount: knownSchema(moneySchema).nullable(),
  /** The amount is a forecast, or what it comes to so far. */
  approximate: z.boolean(),
});
export type CalendarEntry = z.infer<typeof calendarEntrySchema>;
