import type { Invoice } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import type { Subscription } from '#shared/subscription.ts';
import type { Upcoming } from '#shared/upcoming.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { aLine, anInvoice, anUpcoming, aSubscription } from '../billing-objects.ts';
import { between, oneOf, seededRandom } from './random.ts';

/*
 * What one account's vendor charges, from nothing but a seed and the time, and by its own arithmetic which thresholds that
 * exceeds. Imports no rule of Billfold: types and builders of objects only.
 */

const hour = 3_600_000;
const day = 24 * hour;

/** One billing period of one subscription: milliseconds and minor units. */
interface Month {
  readonly start: number;
  readonly end: number;
  /** Below zero: credit from the period before. */
  readonly first: number;
  readonly last: number;
  /** How the total grows: early, evenly, late. */
  readonly bend: number;
  /** When the draft of the invoice appears, and when it is final. */
  readonly draftAt: number;
  readonly finalAt: number;
}

export interface WatchedThreshold {
  readonly measure: 'total' | 'forecast';
  readonly threshold: Money;
  readonly steps: readonly (50 | 75 | 90)[];
  /** The whole account by calendar month of UTC, where it is not each subscription by its billing period. */
  readonly scope?: 'account';
  readonly window?: 'calendar-month';
}

export interface Vendor {
  readonly accountId: string;
  readonly alerts: readonly WatchedThreshold[];
  subscriptions(at: number): Subscription[];
  upcoming(subscriptionId: string, at: number): Upcoming;
  invoices(at: number): Invoice[];
  /** How often its list of subscriptions has been empty by then, without a reason; 0 where it never is. */
  vanishings(at: number): number;
  /** Where the period really begins that was told with this beginning. */
  trueStart(subscriptionId: string, told: Instant): Instant;
  /** Whether each period that is over has been billed, if only by a draft: in between nobody could know its total. */
  isBilledUp(at: number): boolean;
  /** Every (subscription, threshold, period) whose total went over so many percent of a threshold with that step by then. */
  exceeded(at: number, step: 50 | 75 | 90 | 100): string[];
}

export const excessKey = (account: string, subscription: string, threshold: number, periodStart: string): string =>
  [account, subscription, threshold, periodStart].join(' ');

/** Periods begin at midnight of the account's own time zone, from UTC−11 to UTC+14, on its own day of the month. */
export function createVendor(seed: number, index: number, from: number, months: number): Vendor {
  const random = seededRandom(seed * 100_003 + index);
  const accountId = `account-${index}`;
  const offset = (index % 26) - 11;
  const hasSum = index % 4 === 1;
  const moves = index % 3 === 2;
  const endsEarly = index % 17 === 5;
  // In what follows nothing is to happen about the turn of a month, where a sum would belong to one or the other.
  const anchor = hasSum ? between(random, 7, 22) : between(random, 1, 28);
  const [currency, limit] = oneOf(random, [
    ['USD', 10_000],
    ['JPY', 12_000],
    ['KWD', 12_345],
  ] as [[string, number], ...[string, number][]]);
  const amount = (value: number): Money => ({ amount: value, currency });
  const subscriptionIds = index % 10 === 3 ? ['sub_1', 'sub_2'] : ['sub_1'];
  const lastMonth = endsEarly ? between(random, 1, months) : months + 1;

  const monthsOf = (): Month[] =>
    Array.from({ length: lastMonth + 1 }, (_, number) => {
      const begin = new Date(from);
      const at = (month: number) => Date.UTC(begin.getUTCFullYear(), month, anchor) - offset * hour;
      const start = at(begin.getUTCMonth() - 1 + number);
      const end = at(begin.getUTCMonth() + number);
      const near = oneOf(random, [limit - 1, limit, limit + 1, 2 * limit, 2 * limit + 1]);
      const last = random() < 0.3 ? near : between(random, -500, Math.floor(2.4 * limit));
      const first = Math.min(last, random() < 0.2 ? between(random, -3_000, -1) : between(random, 0, 900));
      const draftAt = end + (random() < 0.5 ? 0 : between(random, 1, 60) * 60_000);
      const bend = oneOf(random, [0.5, 1, 2, 6]);
      return { start, end, first, last, bend, draftAt, finalAt: draftAt + between(random, 1, 30) * hour };
    });
  const plans = new Map(subscriptionIds.map((id) => [id, monthsOf()]));

  const totalAt = ({ start, end, first, last, bend }: Month, at: number): number => {
    if (at >= end) return last;
    return first + Math.floor((last - first) * Math.max(0, (at - start) / (end - start)) ** bend);
  };
  const running = (id: string, at: number) => plans.get(id)?.find(({ start, end }) => at >= start && at < end);
  const period = ({ start, end }: Month) => ({ start: instantFromMillis(start), end: instantFromMillis(end) });
  /** As it is told now: bounds that move by a second, an hour, a day, three days from one check to the next. */
  const reportedPeriod = (month: Month, at: number) => {
    if (!moves) return period(month);
    const chance = seededRandom(Math.floor(at / 60_000) + index);
    const shift = () => oneOf(chance, [0, 1000, hour, day, 3 * day]) * oneOf(chance, [-1, 1]);
    return {
      start: instantFromMillis(Math.min(month.start + shift(), at)),
      end: instantFromMillis(Math.max(month.end + shift(), at + 1000)),
    };
  };

  // Each list is empty for a week, longer than a machine sleeps, and well apart.
  const vanishes = index % 5 === 2 && !endsEarly;
  const vanishedFrom = vanishes
    ? Array.from({ length: months }, (_, number) => from + (20 + 45 * number) * day + between(random, 0, 240) * hour)
    : [];
  const isVanished = (at: number) => vanishedFrom.some((begin) => at >= begin && at < begin + 7 * day);
  const monthOf = (at: number) => instantFromMillis(at).slice(0, 7);

  const sum: WatchedThreshold = {
    ...{ measure: 'total', threshold: amount(limit), steps: index % 8 === 1 ? [75] : [] },
    ...{ scope: 'account', window: 'calendar-month' },
  };
  const alerts: WatchedThreshold[] = [
    { measure: 'total', threshold: amount(limit), steps: index % 2 === 0 ? [50, 90] : [] },
    ...(index % 3 === 0 ? [{ measure: 'total', threshold: amount(2 * limit), steps: [75] } as const] : []),
    ...(index % 4 === 0 ? [{ measure: 'forecast', threshold: amount(limit), steps: [] } as const] : []),
    ...(hasSum ? [sum] : []),
    // Never compared: another currency.
    ...(index % 5 === 0 ? [{ measure: 'total', threshold: { amount: 1, currency: 'EUR' }, steps: [] } as const] : []),
  ];

  return {
    accountId,
    alerts,
    subscriptions: (at) =>
      (isVanished(at) ? [] : subscriptionIds).map((id) => {
        const month = running(id, at);
        const status = month ? 'active' : 'canceled';
        return aSubscription({ id, plan: `Plan ${id}`, status, period: month ? reportedPeriod(month, at) : null });
      }),
    upcoming(id, at) {
      const month = running(id, at);
      if (!month) return { kind: 'none', reason: 'cancelled', asOf: instantFromMillis(at) };
      const total = amount(totalAt(month, at));
      // Credit may leave nothing to pay; thresholds watch what is before it.
      const amountDue = amount(index % 7 === 0 ? 0 : total.amount);
      const lines = [aLine({ id: 'il_1', amount: total, kind: 'metered' })];
      return anUpcoming({ total, amountDue, period: reportedPeriod(month, at), lines, asOf: instantFromMillis(at) });
    },
    invoices: (at) =>
      subscriptionIds.flatMap((id) =>
        (plans.get(id) ?? [])
          .filter(({ draftAt }) => draftAt <= at)
          .map((month) =>
            anInvoice({
              id: `in_${id}_${month.start}`,
              subscriptionId: id,
              period: period(month),
              total: amount(month.last),
              createdAt: instantFromMillis(month.draftAt),
              issuedAt: at < month.finalAt ? null : instantFromMillis(month.finalAt),
              status: at < month.finalAt ? 'draft' : 'paid',
              lines: [],
            }),
          ),
      ),
    vanishings: (at) => vanishedFrom.filter((begin) => begin <= at).length,
    trueStart(id, told) {
      const isolate = ({ start }: Month) => Math.abs(start - Date.parse(told));
      const [nearest] = [...(plans.get(id) ?? [])].sort((a, b) => isolate(a) - isolate(b));
      return nearest ? instantFromMillis(nearest.start) : told;
    },
    isBilledUp: (at) =>
      !isVanished(at) && [...plans.values()].flat().every(({ end, draftAt }) => at < end || at >= draftAt),
    exceeded(at, step) {
      const watched = alerts
        .filter(({ measure, threshold }) => measure === 'total' && threshold.currency === currency)
        .filter(({ steps }) => step === 100 || steps.some((each) => each === step));
      const begun = subscriptionIds.flatMap((id) =>
        (plans.get(id) ?? []).filter(({ start }) => start <= at).map((month) => ({ id, month })),
      );
      const over = (total: number, { threshold }: WatchedThreshold) => 100 * total > step * threshold.amount;
      // Billed in the month in which their period ends, if that was not over before anybody watched.
      const byMonth = Map.groupBy(begun, ({ month }) => monthOf(month.end));
      const sums = [...byMonth].filter(([name]) => name >= monthOf(from));
      return watched.flatMap((alert) =>
        alert.scope === 'account'
          ? sums
              .filter(([, parts]) =>
                over(
                  parts.reduce((sum, { month }) => sum + totalAt(month, at), 0),
                  alert,
                ),
              )
              .map(([name]) => excessKey(accountId, 'account', alert.threshold.amount, `${name}-01T00:00:00.000Z`))
          : begun
              // Those that were over before anybody watched are nobody's.
              .filter(({ month }) => month.end > from && over(totalAt(month, at), alert))
              .map(({ id, month }) => excessKey(accountId, id, alert.threshold.amount, instantFromMillis(month.start))),
      );
    },
  };
}
