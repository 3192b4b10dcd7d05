import { z } from 'zod';
import { shareOf, type Share } from './decimal.ts';
import type { InvoiceLine } from './invoices.ts';
import { differenceOf, type LineChange, lineChanges, lineChangeSchema } from './line-changes.ts';
import { type Money, money, moneySchema } from './money.ts';
import { type Period, periodSchema } from './period.ts';
import { invoiceAt } from './preview-bill.ts';
import type { SubscriptionItem } from './subscription.ts';
import { type Instant, instantFromMillis, instantSchema, millisOf } from './time.ts';
import type { UpcomingFigures } from './upcoming.ts';

/*
 * Like with like: an amount so far against the same point of earlier periods, an expected end against their bills.
 */

/** How a period stood at the same point: as a check found it within a day of it, or its bill with an even usage. */
const samePointSchema = z.object({
  at: instantSchema,
  total: moneySchema,
  by: z.enum(['checks', 'pro-rata']),
});
type SamePoint = z.infer<typeof samePointSchema>;

/** What the last periods, at most six, came to: the median of each. */
export const usualSchema = z.object({
  atThisPoint: moneySchema,
  end: moneySchema,
  periods: z.int(),
});

/** Two totals line by line. What the lines do not add up to, discounts and taxes, is the rest of the totals. */
export const changesSchema = z.object({
  before: moneySchema,
  now: moneySchema,
  /** At which moment of the period before, and how that is known; null where both are final bills. */
  samePoint: samePointSchema.omit({ total: true }).nullable(),
  lines: z.array(lineChangeSchema),
});
export type Changes = z.infer<typeof changesSchema>;

export const comparisonSchema = z.object({
  /** The period before, which ended when this one began; null where there is none. */
  before: z.object({ period: periodSchema, bill: moneySchema, changes: changesSchema }).nullable(),
  /** Null where fewer than three periods are known. */
  usual: usualSchema.nullable(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** An earlier period as it was billed. */
export interface PastPeriod {
  readonly period: Period;
  readonly bill: Money;
  /** Empty where they are not known. */
  readonly lines: readonly InvoiceLine[];
  /** What a check found near this moment of it; null where none was made within a day. */
  keptAt(moment: Instant): KeptFigures | null;
}

export interface KeptFigures {
  readonly asOf: Instant;
  readonly total: Money;
  readonly lines: readonly InvoiceLine[];
}

export const usualPeriods = 6;
const fewestPeriods = 3;

/** @param past newest first; those of another currency count for nothing */
export function compare(
  upcoming: Pick<UpcomingFigures, 'total' | 'period' | 'lines' | 'asOf'>,
  items: readonly SubscriptionItem[],
  past: readonly PastPeriod[],
): Comparison {
  const { currency } = upcoming.total;
  const known = past
    .filter(({ bill }) => bill.currency === currency)
    .slice(0, usualPeriods)
    .map((each) => ({ ...each, ...stoodAt(each, shareGone(upcoming.period, upcoming.asOf), items) }));
  const before = known.find(({ period }) => endsWhere(period, upcoming.period));
  return {
    before: before
      ? {
          ...{ period: before.period, bill: before.bill },
          changes: {
            ...{ before: before.samePoint.total, now: upcoming.total },
            samePoint: { at: before.samePoint.at, by: before.samePoint.by },
            lines: lineChanges(before.linesThen, upcoming.lines),
          },
        }
      : null,
    usual:
      known.length < fewestPeriods
        ? null
        : {
            atThisPoint: medianOf(
              known.map(({ samePoint }) => samePoint.total),
              currency,
            ),
            end: medianOf(
              known.map(({ bill }) => bill),
              currency,
            ),
            periods: known.length,
          },
  };
}

/** Elapsed of length, never more than all of it. */
function shareGone({ start, end }: Period, now: Instant): Share {
  const whole = Math.max(1, millisOf(end) - millisOf(start));
  const part = Math.min(whole, Math.max(0, millisOf(now) - millisOf(start)));
  return { part: BigInt(part), whole: BigInt(whole) };
}

function stoodAt(
  past: PastPeriod,
  share: Share,
  items: readonly SubscriptionItem[],
): { samePoint: SamePoint; linesThen: readonly InvoiceLine[] } {
  const { period, bill, lines } = past;
  const at = instantFromMillis(
    millisOf(period.start) + (shareOf(millisOf(period.end) - millisOf(period.start), share) ?? 0),
  );
  const kept = past.keptAt(at);
  if (kept && kept.total.currency === bill.currency)
    return { samePoint: { at: kept.asOf, total: kept.total, by: 'checks' }, linesThen: kept.lines };
  const even = invoiceAt({ total: bill, period, lines }, items, share) ?? { total: bill, lines };
  return { samePoint: { at, total: even.total, by: 'pro-rata' }, linesThen: even.lines };
}

/** Whether one period ends where the next begins: bounds may move a little, by less than a tenth. */
export function endsWhere(one: Period, next: Period): boolean {
  const length = Math.min(millisOf(one.end) - millisOf(one.start), millisOf(next.end) - millisOf(next.start));
  return length > 0 && 10 * Math.abs(millisOf(next.start) - millisOf(one.end)) < length;
}

/** The median of the bills that are in the currency of the newest, which is the first; null where they are too few. */
export function usualEnd(bills: readonly Money[]): Money | null {
  const [newest] = bills;
  const same = bills.filter(({ currency }) => currency === newest?.currency).slice(0, usualPeriods);
  return newest && same.length >= fewestPeriods ? medianOf(same, newest.currency) : null;
}

/** Of an even number the middle between two, rounded half up. */
function medianOf(amounts: readonly Money[], currency: string): Money {
  const ascending = amounts.map(({ amount }) => amount).sort((a, b) => a - b);
  const upper = ascending[Math.floor(ascending.length / 2)] ?? 0;
  const lower = ascending[Math.ceil(ascending.length / 2) - 1] ?? upper;
  return money(lower + Math.round((upper - lower) / 2), currency);
}

/** What made an amount rise, kept with an alert event. */
export const causeSchema = z.object({
  /** Above zero. */
  rise: moneySchema,
  /** Since this moment of the period before. */
  since: instantSchema,
  by: samePointSchema.shape.by,
  /** What rose most, at most three; quantity by which it did, where that is known. */
  lines: z.array(z.object({ description: z.string(), rise: moneySchema, quantity: z.number().nullable() })),
});
export type Cause = z.infer<typeof causeSchema>;

const mostLines = 3;

/** Null where there is no period before, or it stood no lower. */
export function causeOf({ before }: Pick<Comparison, 'before'>): Cause | null {
  if (!before?.changes.samePoint) return null;
  const { now, before: then, samePoint, lines } = before.changes;
  const difference = now.amount - then.amount;
  if (difference <= 0 || !Number.isSafeInteger(difference)) return null;
  return {
    rise: money(difference, now.currency),
    since: samePoint.at,
    by: samePoint.by,
    lines: lines
      .filter((line) => differenceOf(line) > 0)
      .slice(0, mostLines)
      .map(riseOf),
  };
}

function riseOf(line: LineChange): Cause['lines'][number] {
  const { description, before, now } = line;
  const currency = now?.amount.currency ?? '';
  const more =
    now?.quantity == null || (before && before.quantity === null) ? null : now.quantity - (before?.quantity ?? 0);
  return { description, rise: money(differenceOf(line), currency), quantity: more !== null && more > 0 ? more : null };
}
