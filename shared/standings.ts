import { type Alert, isMoneyAlert, type MoneyAlert } from './alerts.ts';
import { type AccountSum, billedSince, sumOfAccount, sumOfSubscription, totalSum } from './sums.ts';
import type { Snapshot, SubscriptionView } from './ipc/calls/watch.ts';
import { type Money, money } from './money.ts';
import { type Evaluation, evaluateMoney, evaluateUsage, notCompared, reasonOfNone, type Standing } from './outcomes.ts';
import { addMonths, monthIn, monthOf, type Period } from './period.ts';
import type { Reason } from './reasons.ts';
import type { Instant } from './time.ts';
import { usageSubscriptionId } from './usage.ts';

/** What is known of an account: as it was last read, and why that is not now, if so. */
export interface KnownAccount {
  readonly snapshot: Snapshot | null;
  readonly failure: Reason | null;
}

type Place = Pick<Standing, 'subscriptionId' | 'plan' | 'period' | 'asOf'> & { readonly billed?: Money | null };
const nowhere = { subscriptionId: null, plan: '', period: null, asOf: null } as const;

const standing = (alert: Alert, evaluation: Evaluation, place: Place): Standing => ({
  alertId: alert.id,
  billed: null,
  ...place,
  outcome: evaluation.outcome,
  reason: evaluation.reason,
  amount: evaluation.amount,
  exceededSteps: [...evaluation.exceededSteps],
});

/** Of an alert whose evaluation failed by a bug. */
export const brokenStanding = (alert: Alert): Standing => standing(alert, notCompared('internal'), nowhere);

/**
 * How each alert of an account stands: one entry for each thing that it watches, and one with the reason where there is
 * nothing, so that none is ever left out. "Not exceeded" is said only of a comparison that was made.
 */
export function standingsOf(alerts: readonly Alert[], { snapshot, failure }: KnownAccount): Standing[] {
  const months = monthsCache();
  return alerts.flatMap((alert): Standing[] => {
    const missing = failure ?? (snapshot ? failedPart(alert, snapshot) : 'account-not-read');
    if (missing || !snapshot) return [standing(alert, notCompared(missing ?? 'account-not-read'), nowhere)];
    if (!isMoneyAlert(alert)) return [ofUsage(alert, snapshot)];
    if (alert.scope === 'account')
      return ofMonths(alert, months(alert, timeOf(snapshot)), snapshot.asOf, (month) =>
        sumOfAccount(alert, snapshot, month),
      );
    return ofSubscriptions(alert, snapshot, months);
  });
}

/** The same of an alert over all accounts of its currency. Accounts of practice are none of them. */
export function standingsOfAll(
  alerts: readonly MoneyAlert[],
  accounts: readonly KnownAccount[],
  asOf: Instant,
): Standing[] {
  const months = monthsCache();
  return alerts.flatMap((alert) =>
    ofMonths(alert, months(alert, asOf), asOf, (month) =>
      totalSum(
        alert.threshold.currency,
        accounts.map(({ snapshot, failure }) => {
          if (!snapshot) return null;
          const sum = sumOfAccount(alert, snapshot, month);
          const unread = failure ?? (snapshot.failed?.includes('billing') ? 'account-not-read' : null);
          // An account that was never billed in this currency has nothing to add, whatever is wrong with it.
          return unread && sum.concerned ? { ...sum, missing: unread } : sum;
        }),
      ),
    ),
  );
}

const timeOf = ({ vendorTime, asOf }: Snapshot): Instant => vendorTime ?? asOf;

function failedPart(alert: Alert, { failed = [], usage }: Snapshot): Reason | null {
  if (isMoneyAlert(alert)) return failed.includes('billing') ? 'account-not-read' : null;
  return failed.includes('usage') || !usage ? 'usage-not-read' : null;
}

function ofUsage(alert: Exclude<Alert, MoneyAlert>, snapshot: Snapshot): Standing {
  const usage = snapshot.usage ?? null;
  const place = { subscriptionId: usageSubscriptionId, plan: '', period: usage?.period ?? null };
  return standing(alert, evaluateUsage(alert, usage), { ...place, asOf: usage?.asOf ?? null });
}

/** The month that runs and the next: in which the upcoming invoices of monthly plans are issued. */
type MonthsOf = (alert: MoneyAlert, asOf: Instant) => readonly [Period, Period];

/** Months in a time zone are slow to find, and the same for all alerts of the zone. */
function monthsCache(): MonthsOf {
  const known = new Map<string, readonly [Period, Period]>();
  return ({ timeZone }, asOf) => {
    const zone = timeZone ?? 'UTC';
    const found = known.get(zone);
    if (found) return found;
    const month = monthOf(asOf, zone);
    const months = [monthIn(zone, month), monthIn(zone, addMonths(month, 1))] as const;
    known.set(zone, months);
    return months;
  };
}

/** The month that runs always; the next where something is known to be issued in it. */
function ofMonths(
  alert: MoneyAlert,
  months: readonly [Period, Period],
  asOf: Instant,
  sumOf: (month: Period) => AccountSum,
  place: Pick<Place, 'subscriptionId' | 'plan'> = nowhere,
): Standing[] {
  const [current, next] = months.map((period) => ({ period, sum: sumOf(period) }));
  const told = [current, next?.sum.upcoming && current?.sum.concerned ? next : undefined];
  return told
    .filter((each) => each !== undefined)
    .map(({ period, sum }) =>
      standing(alert, evaluationOf(alert, sum), { ...place, period, asOf, billed: sum.billed }),
    );
}

function evaluationOf(alert: MoneyAlert, { concerned, amount, missing, foreign }: AccountSum): Evaluation<Money> {
  if (!concerned && (missing || foreign)) return notCompared(missing ?? 'other-currency');
  if (amount === null) return notCompared('sum-too-large');
  return evaluateMoney(alert, amount, missing);
}

/** Each subscription that is billed in the alert's currency, and what was. */
function ofSubscriptions(alert: MoneyAlert, snapshot: Snapshot, months: MonthsOf): Standing[] {
  const { currency } = alert.threshold;
  const unread = snapshot.unread ?? [];
  const read = snapshot.subscriptions.filter(
    ({ subscription }) => !unread.some(({ subscriptionId }) => subscriptionId === subscription.id),
  );
  const billed = read.filter(({ upcoming }) => upcoming.kind !== 'none');
  const isOwn = ({ upcoming, formerCurrencies = [] }: SubscriptionView): boolean =>
    (upcoming.kind !== 'none' && upcoming.total.currency === currency) || formerCurrencies.includes(currency);
  const lost = (snapshot.gone ?? []).filter((gone) => gone.currency === null || gone.currency === currency);
  const own = [
    ...billed.filter(isOwn).flatMap((view) => ofSubscription(alert, view, snapshot, months)),
    ...unread.map((each) => standing(alert, notCompared('unreadable'), { ...nowhere, ...named(each) })),
    ...lost.map((each) => standing(alert, notCompared('subscription-gone'), { ...nowhere, ...named(each) })),
  ];
  if (own.length > 0) return own;
  // Those of other currencies are none of this alert's; without any of its own it has nothing to compare.
  if (billed.length > 0)
    return billed.map((view) => {
      const amount = view.upcoming.kind === 'none' ? null : view.upcoming.total;
      return standing(alert, notCompared('other-currency', amount), placeOf(view));
    });
  return [standing(alert, notCompared(reasonOfNothing(read)), nowhere)];
}

const named = ({ subscriptionId, plan }: { subscriptionId: string; plan: string }) => ({ subscriptionId, plan });

const placeOf = ({ subscription, upcoming }: SubscriptionView): Place => ({
  subscriptionId: subscription.id,
  plan: subscription.plan,
  period: upcoming.kind === 'none' ? null : upcoming.period,
  asOf: upcoming.asOf,
});

/** One that may go on says more than those that have ended. */
function reasonOfNothing(views: readonly SubscriptionView[]): Reason {
  const reasons = views.flatMap(({ upcoming }) => (upcoming.kind === 'none' ? [reasonOfNone(upcoming)] : []));
  return reasons.find((reason) => reason !== 'cancelled') ?? reasons[0] ?? 'no-subscription';
}

/** The expected end against the usual bill, each of them as the vendor closes a period. */
function evaluateAboveUsual(alert: MoneyAlert, { forecast, usual }: SubscriptionView): Evaluation<Money> {
  if (!usual) return notCompared('usual-unknown');
  if (!forecast) return notCompared('forecast-too-early');
  if (usual.end.currency !== forecast.total.currency) return notCompared('other-currency');
  const above = forecast.total.amount - usual.end.amount;
  return Number.isSafeInteger(above)
    ? evaluateMoney(alert, money(above, usual.end.currency))
    : notCompared('sum-too-large');
}

function ofSubscription(alert: MoneyAlert, view: SubscriptionView, snapshot: Snapshot, months: MonthsOf): Standing[] {
  const { subscription, upcoming, forecast } = view;
  if (upcoming.kind === 'none') return [];
  const place = placeOf(view);
  if (upcoming.total.currency !== alert.threshold.currency)
    return [standing(alert, notCompared('other-currency', upcoming.total), place)];
  if (alert.window === 'calendar-month')
    return ofMonths(
      alert,
      months(alert, timeOf(snapshot)),
      upcoming.asOf,
      (month) => sumOfSubscription(alert, view, snapshot, month),
      named({ subscriptionId: subscription.id, plan: subscription.plan }),
    );
  const expected = alert.measure === 'total' ? upcoming.total : forecast?.total;
  if (alert.measure === 'above-usual') return [standing(alert, evaluateAboveUsual(alert, view), place)];
  if (!expected) return [standing(alert, notCompared('forecast-too-early'), place)];
  const { amount, billed, missing } = billedSince(view, snapshot, expected);
  const evaluation = amount ? evaluateMoney(alert, amount, missing) : notCompared<Money>('sum-too-large');
  return [standing(alert, evaluation, { ...place, billed })];
}
