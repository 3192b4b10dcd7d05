import { type Comparison, compare, type PastPeriod, usualEnd, usualPeriods } from '#shared/comparison.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';
import type { Money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Stores } from './stores.ts';

/** One earlier period of a subscription as it was billed. */
export interface PastBill {
  readonly period: Period;
  readonly total: Money;
  readonly lines: readonly InvoiceLine[];
}

/** The bills of a subscription for periods that were over by a moment, newest first, one a period. */
export type PastBills = (accountId: string, subscriptionId: string, until: Instant, count: number) => PastBill[];

/** Upcoming invoices against earlier periods: those of the archive; where it has none, as they were reckoned from usage. */
export type Comparisons = ReturnType<typeof createComparisons>;

export function createComparisons({ estimates, periods }: Pick<Stores, 'estimates' | 'periods'>, pastBills: PastBills) {
  const reckoned: PastBills = (accountId, subject, until, count) =>
    periods.billed(accountId, subject, until, count).map(({ period, total }) => ({
      ...{ period, total },
      lines: estimates.near(accountId, subject, period.start, period.end)?.lines ?? [],
    }));

  function billsBefore(accountId: string, subject: string, { start }: Period): PastBill[] {
    const bills = pastBills(accountId, subject, start, usualPeriods);
    return bills.length > 0 ? bills : reckoned(accountId, subject, start, usualPeriods);
  }

  return {
    /** Null where no invoice is coming. */
    of(accountId: string, { subscription: { id: subject, items }, upcoming }: ComparedView): Comparison | null {
      if (upcoming.kind === 'none') return null;
      const past = billsBefore(accountId, subject, upcoming.period).map(({ period, total, lines }): PastPeriod => ({
        ...{ period, bill: total, lines },
        keptAt(moment) {
          const known = periods.find({ accountId, subject, window: 'billing-period' }, period);
          return estimates.near(accountId, subject, (known?.period ?? period).start, moment);
        },
      }));
      return compare(upcoming, items, past);
    },
    /** The usual bill before a period that is over; null where too few are known. */
    usualBefore: (accountId: string, subject: string, period: Period): Money | null =>
      usualEnd(billsBefore(accountId, subject, period).map(({ total }) => total)),
  };
}

type ComparedView = Pick<SubscriptionView, 'subscription' | 'upcoming'>;
