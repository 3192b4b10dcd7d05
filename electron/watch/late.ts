import { type Account, isFedByDocuments } from '#shared/accounts.ts';
import {
  type Alert,
  type AlertEventId,
  exceeds,
  isMoneyAlert,
  type MoneyAlert,
  moneyMeasures,
  sumSubjects,
} from '#shared/alerts.ts';
import type { Snapshot } from '#shared/ipc/contract.ts';
import { type Money, money } from '#shared/money.ts';
import { evaluateUsage } from '#shared/outcomes.ts';
import { addMonths, monthIn, monthOf, monthsBetween, type Period } from '#shared/period.ts';
import type { KnownAccount } from '#shared/standings.ts';
import { type AccountSum, sumOfBilled, totalSum } from '#shared/sums.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import { usageSubscriptionId } from '#shared/usage.ts';
import { type Closing, finalInvoiceGraceMs } from './closed-periods.ts';
import type { Comparisons } from './comparisons.ts';
import type { PeriodOf, PeriodRow } from './periods.ts';
import type { Reading } from './read-account.ts';
import { documentsSubscriptionId } from './read-documents.ts';
import type { Stores } from './stores.ts';

/** What a time that is over came to, for an alert that was there in time. */
interface Closed {
  readonly account: Account;
  readonly subject: string;
  readonly plan: string;
  readonly namePlan: boolean;
  readonly row: PeriodRow;
  readonly amount: Money;
  /** How much of it was invoiced: all, where it is no difference. */
  readonly billed: Money | null;
  readonly asOf: Instant;
  readonly knownAt?: Instant;
}

const isAboveUsual = ({ measure }: MoneyAlert): boolean => measure === 'above-usual';

/** Of what is over the lines of both bills say more. */
const cause = () => null;

/** Compares periods and months that are over with the alerts: what had not fired in time is reported late, once. */
export function createLateComparison(
  { periods, alertEvents }: Pick<Stores, 'periods' | 'alertEvents'>,
  usualBefore: Comparisons['usualBefore'],
) {
  /** Totals first: where one tells of a closed time, a forecast alert of the same amount has nothing to add. */
  function triggerLate(active: readonly MoneyAlert[], closed: Closed, at: Instant): AlertEventId[] {
    const { row, amount, billed, subject: subscriptionId } = closed;
    const alertEventIds: AlertEventId[] = [];
    for (const measure of moneyMeasures)
      for (const alert of active) {
        if (alert.measure !== measure || alert.createdAt >= (closed.knownAt ?? row.period.end)) continue;
        if (alert.threshold.currency !== amount.currency || !exceeds(amount, alert.threshold, 100)) continue;
        if (measure === 'forecast' && alertEvents.hasTriggered(alert, row)) continue;
        const rest = { steps: [100] as const, period: row.period, billed, included: null, late: true, cause };
        alertEventIds.push(...alertEvents.trigger({ ...closed, ...rest, alert, subscriptionId }, at));
      }
    return alertEventIds;
  }

  /** Usage of a month that is over: only the alert itself, if it was there in time. */
  function triggerUsage(
    closed: Omit<Closed, 'amount' | 'billed'>,
    active: readonly Alert[],
    closing: Closing,
    at: Instant,
  ) {
    const usage = { period: closing.period, asOf: closed.asOf, readings: [...(closing.usage ?? [])] };
    return active.flatMap((alert) => {
      if (isMoneyAlert(alert) || alert.createdAt >= closing.period.end) return [];
      const { amount, exceededSteps: steps } = evaluateUsage({ ...alert, steps: [] }, usage);
      if (!amount || steps.length === 0) return [];
      const included = usage.readings.find(({ metric }) => metric === alert.measure)?.included ?? null;
      const place = { subscriptionId: usageSubscriptionId, plan: closed.account.name, namePlan: false };
      const rest = { steps, period: closing.period, amount, billed: null, included, late: true, cause };
      return alertEvents.trigger({ ...closed, ...place, ...rest, alert }, at);
    });
  }

  const triggerBilled = (active: readonly MoneyAlert[], closed: Closed, at: Instant): AlertEventId[] => [
    ...triggerLate(
      active.filter((alert) => !isAboveUsual(alert)),
      closed,
      at,
    ),
    ...triggerAboveUsual(active, closed, at),
  ];

  /** What was billed above the usual, for the alerts on that: their threshold is no total. */
  function triggerAboveUsual(active: readonly MoneyAlert[], closed: Closed, at: Instant): AlertEventId[] {
    const above = active.filter(isAboveUsual);
    const usual = above.length > 0 ? usualBefore(closed.account.id, closed.subject, closed.row.period) : null;
    const amount = closed.amount.amount - (usual?.amount ?? Number.NaN);
    if (usual?.currency !== closed.amount.currency || !Number.isSafeInteger(amount)) return [];
    return triggerLate(above, { ...closed, amount: money(amount, usual.currency), billed: null }, at);
  }

  /** Billing periods that are over. */
  function ofPeriods(account: Account, active: readonly Alert[], reading: Reading, at: Instant): AlertEventId[] {
    const namePlan = (reading.subscriptions?.length ?? 0) > 1;
    const own = active.filter(isMoneyAlert).filter(({ window }) => window === 'billing-period');
    return reading.closings.flatMap((closing) => {
      // By the vendor's time, like the waiting for the final invoice.
      periods.close(account.id, closing, reading.asOf);
      const { subscriptionId: subject, period, plan, invoice } = closing;
      const row = periods.find({ accountId: account.id, subject, window: 'billing-period' }, period);
      if (!row) return [];
      const { knownAt } = closing;
      const closed = { account, subject, plan, namePlan, row, asOf: at, ...(knownAt !== undefined && { knownAt }) };
      return [
        ...(invoice ? triggerBilled(own, { ...closed, amount: invoice.total, billed: invoice.total }, at) : []),
        ...(closing.usage ? triggerUsage({ ...closed, asOf: reading.asOf }, active, closing, at) : []),
      ];
    });
  }

  /** The months of an alert that are over and were not compared for the last time, those between that nobody saw too. */
  function monthsOver({ timeZone }: MoneyAlert, of: PeriodOf, now: Instant): Period[] {
    const zone = timeZone ?? 'UTC';
    const open = periods.unsettledMonths(of.accountId).filter(({ subject }) => subject === of.subject);
    // From its middle: the bounds of another zone's month lie a few hours beside.
    const [first] = open.map(({ period }) => monthOf(middleOf(period), zone)).sort();
    if (first === undefined) return [];
    return monthsBetween(first, addMonths(monthOf(now, zone), -1)).map((month) => monthIn(zone, month));
  }

  /** @param byDocuments invoices of a month may still come when it is over, and nothing tells of them before */
  function compareMonths(
    account: Account,
    byDocuments: boolean,
    alerts: readonly MoneyAlert[],
    subject: string,
    sumOf: (alert: MoneyAlert, month: Period) => AccountSum,
    now: Instant,
    at: Instant,
  ): AlertEventId[] {
    const over = new Map<number, { row: PeriodRow; settled: boolean }>();
    const alertEventIds = alerts.flatMap((alert) => {
      const of: PeriodOf = { accountId: alert.accountId, subject, window: 'calendar-month' };
      return monthsOver(alert, of, now).flatMap((month) => {
        const row = periods.find(of, month) ?? periods.watch(of, month, '', null);
        const { amount, missing, concerned } = sumOf(alert, month);
        const waited = millisOf(now) - millisOf(month.end) > finalInvoiceGraceMs;
        const before = over.get(row.id);
        const isWhole = missing === null && !byDocuments;
        over.set(row.id, { row, settled: (before?.settled ?? true) && (isWhole || waited) });
        if (!amount || !concerned) return [];
        const closed = { account, subject, plan: '', namePlan: false, row, amount, billed: amount, asOf: at };
        return triggerLate([alert], closed, at);
      });
    });
    for (const [id, { settled }] of over) if (settled) periods.settleMonth(id, now);
    return alertEventIds;
  }

  const byMonth = (alerts: readonly Alert[], scope: Alert['scope']): MoneyAlert[] =>
    alerts.filter(isMoneyAlert).filter((alert) => alert.window === 'calendar-month' && alert.scope === scope);

  /** Calendar months of an account's own alerts. */
  function ofMonths(account: Account, active: readonly Alert[], snapshot: Snapshot, at: Instant): AlertEventId[] {
    const now = snapshot.vendorTime ?? at;
    const ofSum = byMonth(active, 'account');
    const ofEach = byMonth(active, 'subscription');
    const byDocuments = isFedByDocuments(account);
    const sums = compareMonths(
      account,
      byDocuments,
      ofSum,
      sumSubjects.account,
      (alert, month) => sumOfBilled(alert, snapshot, month),
      now,
      at,
    );
    if (ofEach.length === 0) return sums;
    const subjects = new Set(periods.unsettledMonths(account.id).map(({ subject }) => subject));
    subjects.delete(sumSubjects.account);
    return [
      ...sums,
      ...[...subjects].flatMap((subject) =>
        compareMonths(
          account,
          byDocuments,
          ofEach,
          subject,
          (alert, month) => sumOfBilled(alert, snapshot, month, subject),
          now,
          at,
        ),
      ),
    ];
  }

  function ofAllAccounts(
    account: Account,
    active: readonly MoneyAlert[],
    known: readonly KnownAccount[],
    at: Instant,
  ): AlertEventId[] {
    const sumOf = (alert: MoneyAlert, month: Period) =>
      totalSum(
        alert.threshold.currency,
        known.map(({ snapshot, failure }) => {
          const sum = snapshot && sumOfBilled(alert, snapshot, month);
          return sum && failure && sum.concerned ? { ...sum, missing: failure } : sum;
        }),
      );
    const byDocuments = known.some(({ snapshot }) =>
      snapshot?.subscriptions.some(({ subscription: { id } }) => id === documentsSubscriptionId),
    );
    return compareMonths(account, byDocuments, active, sumSubjects.all, sumOf, at, at);
  }

  return { ofPeriods, ofMonths, ofAllAccounts };
}

const middleOf = ({ start, end }: Period): Instant => instantFromMillis((millisOf(start) + millisOf(end)) / 2);
