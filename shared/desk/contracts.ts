import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { moneySchema } from '../money.ts';
import { accountingDay, addDays } from '../period.ts';
import { isEnding, mayEnd, type Subscription } from '../subscription.ts';
import { type Day, daySchema } from '../time.ts';

export const noticeUnits = ['days', 'weeks', 'months'] as const;
const noticeSchema = z.object({ count: z.int().min(1).max(999), unit: z.enum(noticeUnits) });

/** What was agreed with a vendor about an account, or about one of its subscriptions. */
export const contractSchema = z.object({
  accountId: z.string(),
  /** Null: the account as a whole. */
  subscriptionId: z.string().nullable(),
  /** The last day of the term; null: not known. */
  endsOn: daySchema.nullable(),
  /** How long before its end notice must be given; null: none is needed, or it is not known. */
  notice: noticeSchema.nullable(),
  /** For how many months it renews where nobody gives notice; null: it ends. */
  renewsForMonths: z.int().min(1).max(120).nullable(),
  /** Who decides. */
  owner: z.string().max(100),
  /** How many days before the last day to act it stands under To do. */
  remindDays: z.int().min(0).max(366),
  note: z.string().max(2000),
});
export type Contract = z.infer<typeof contractSchema>;

/** A term of a contract, by its days. */
export interface Term {
  readonly endsOn: Day;
  /** The last day on which notice is in time; where none is needed the last day of the term. */
  readonly lastDay: Day;
}

const plain = (date: Temporal.PlainDate): Day => date.toString() as Day;

/** The last day of a term that many months later; the end of a month stays one. */
function laterBy(day: Day, months: number): Day {
  const after = Temporal.PlainDate.from(addDays(day, 1));
  return addDays(plain(after.add({ months })), -1);
}

/** Three months before the end of December is the end of September. */
export function lastDayOfNotice(endsOn: Day, notice: Contract['notice']): Day {
  if (!notice) return endsOn;
  const after = Temporal.PlainDate.from(addDays(endsOn, 1));
  return addDays(plain(after.subtract({ [notice.unit]: notice.count })), -1);
}

/** The term that runs on a day: one that has renewed since ends later. Null where no end is known, or it is over. */
export function termOf({ endsOn, notice, renewsForMonths }: Contract, today: Day): Term | null {
  if (endsOn === null) return null;
  let end = endsOn;
  for (let times = 1; end < today && renewsForMonths !== null; times++) end = laterBy(endsOn, times * renewsForMonths);
  return end < today ? null : { endsOn: end, lastDay: lastDayOfNotice(end, notice) };
}

/** What the vendor's own data say about an end; `period`: a long term that renews by itself. */
export const proposalSchema = z.object({ endsOn: daySchema, by: z.enum(['period', 'ending', 'trial']) });
export type Proposal = z.infer<typeof proposalSchema>;

/** Of a subscription that renews more often than this somebody decides in no other way than by an alert. */
const shortestMonths = 3;

const monthsOf = ({ interval }: Subscription): number =>
  interval === null ? 0 : { day: 0, week: 0, month: interval.count, year: 12 * interval.count }[interval.unit];

export function proposalOf(subscription: Subscription, timeZone: string): Proposal | null {
  const { period, endsAt, trialEndsAt, status } = subscription;
  if (!mayEnd(subscription)) return null;
  const lastDay = (end: NonNullable<typeof endsAt>): Day => addDays(accountingDay(end, timeZone), -1);
  if (isEnding(subscription) && (endsAt ?? period)) {
    const end = endsAt ?? period?.end;
    return end ? { endsOn: lastDay(end), by: 'ending' } : null;
  }
  if (status === 'trialing' && trialEndsAt) return { endsOn: lastDay(trialEndsAt), by: 'trial' };
  return period && monthsOf(subscription) >= shortestMonths ? { endsOn: lastDay(period.end), by: 'period' } : null;
}

/** A contract, or what the vendor's data propose for one, with the term that runs. */
export const renewalSchema = z.object({
  accountId: z.string(),
  accountName: z.string(),
  practice: z.boolean(),
  subscriptionId: z.string().nullable(),
  /** The subscription's name; empty for the account as a whole. */
  plan: z.string(),
  contract: contractSchema.nullable(),
  proposal: proposalSchema.nullable(),
  /** Null where no end is known, or it is over. */
  term: z.object({ endsOn: daySchema, lastDay: daySchema }).nullable(),
  /** What a term costs, as far as it is fixed. */
  price: moneySchema.nullable(),
});
export type Renewal = z.infer<typeof renewalSchema>;

/** Those that somebody has to act on first; those without an end last. */
export const byLastDay = (a: Renewal, b: Renewal): number =>
  (a.term?.lastDay ?? '9999').localeCompare(b.term?.lastDay ?? '9999') || a.accountName.localeCompare(b.accountName);
