import type { Account } from '#shared/accounts.ts';
import { type Alert, evaluate, evaluateUsage, exceeds, isMoneyAlert, type Poll } from '#shared/alerts.ts';
import type { AppError } from '#shared/errors.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';
import { dayOf } from '#shared/period.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { type AccountUsage, usageSubscriptionId } from '#shared/usage.ts';
import type { Database } from '../database/open.ts';
import type { Random } from '../platform/ports.ts';
import type { Alerts } from './alerts.ts';
import type { Closing } from './closed-periods.ts';
import type { DetailsChanges } from './details-changes.ts';
import type { Estimates } from './estimates.ts';
import type { Firings } from './firings.ts';
import type { Outages } from './outages.ts';
import type { Polls } from './polls.ts';
import { type Reading, viewsOf } from './read-account.ts';
import { afterFailure, afterSuccess, isOutage, newSchedule } from './schedule.ts';
import type { Schedules } from './schedules.ts';
import type { Snapshots } from './snapshots.ts';
import type { WatchedPeriods } from './watched-periods.ts';

interface Stores {
  readonly db: Database;
  readonly schedules: Schedules;
  readonly snapshots: Snapshots;
  readonly polls: Polls;
  readonly estimates: Estimates;
  readonly periods: WatchedPeriods;
  readonly alerts: Alerts;
  readonly firings: Firings;
  readonly outages: Outages;
  readonly detailsChanges: DetailsChanges;
  readonly random: Random;
  readonly intervalMinutes: () => number;
}

/** How a poll ended: what it learned (perhaps with an error beside), or why nothing. Times in milliseconds since 1970. */
export interface PollEnd {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly reading: Reading | null;
  readonly error: AppError | null;
}

/** What a poll's end led to. */
export interface Recorded {
  readonly firedIds: readonly string[];
  readonly outageRaised: boolean;
  /** Billing details were found changed elsewhere. */
  readonly detailsChanged: boolean;
}

export interface Recorder {
  /**
   * Writes everything that follows from a poll in one transaction: the log, the snapshot, firings with their
   * notifications, and when to look again. Null when the account is gone.
   */
  record(account: Account, end: PollEnd): Recorded | null;
}

export function createRecorder(stores: Stores): Recorder {
  const { db, schedules, snapshots, polls, estimates, periods, alerts, firings, outages, detailsChanges, random } =
    stores;
  const accountExists = db.prepare('SELECT 1 FROM accounts WHERE id = ? AND removed_at IS NULL');

  function keepSnapshot(account: Account, reading: Reading, views: readonly SubscriptionView[], asOf: Instant): void {
    const hasUsage = reading.usage !== null || account.sources.every(({ kind }) => kind !== 'imagekit');
    const isWhole = hasUsage && reading.details !== null && views.length === reading.subscriptions?.length;
    // Only where it fills a gap: to read it takes longer than all else of a poll.
    const before = isWhole ? null : snapshots.latest(account.id);
    const subscriptions = reading.subscriptions?.flatMap(({ subscription }) => {
      const view = views.find((each) => each.subscription.id === subscription.id);
      if (view) return [view];
      // Not readable this time: the older figures stay, with their own age.
      const older = before?.subscriptions.find((each) => each.subscription.id === subscription.id);
      return older ? [{ ...older, subscription }] : [];
    });
    snapshots.put({
      accountId: account.id,
      asOf,
      subscriptions: subscriptions ?? before?.subscriptions ?? [],
      usage: reading.usage ?? before?.usage ?? null,
      details: reading.details ?? before?.details ?? null,
      missingPermissions: [...reading.missingPermissions],
    });
  }

  function evaluateAlerts(account: Account, active: readonly Alert[], views: readonly SubscriptionView[], at: Instant) {
    const namePlan = views.filter(({ upcoming }) => upcoming.kind !== 'none').length > 1;
    const firedIds: string[] = [];
    for (const { subscription, upcoming, forecast } of views)
      for (const alert of active.filter(isMoneyAlert)) {
        const { amount, period, exceededSteps } = evaluate(alert, upcoming, forecast);
        if (!amount || !period || exceededSteps.length === 0) continue;
        const { id: subscriptionId, plan } = subscription;
        const { asOf } = upcoming;
        const found = { account, alert, subscriptionId, plan, namePlan, steps: exceededSteps, period, amount, asOf };
        firedIds.push(...firings.fire({ ...found, included: null, late: false }, at));
      }
    return firedIds;
  }

  /** Usage of a running month, or of one that is over: then only the alert itself, if it was there in time. */
  function evaluateMetrics(
    account: Account,
    active: readonly Alert[],
    usage: AccountUsage,
    late: boolean,
    at: Instant,
  ) {
    const subscriptionId = usageSubscriptionId;
    const firedIds: string[] = [];
    for (const alert of active) {
      if (isMoneyAlert(alert) || (late && alert.createdAt >= usage.period.end)) continue;
      const { amount, period, exceededSteps } = evaluateUsage(late ? { ...alert, steps: [] } : alert, usage);
      if (!amount || !period || exceededSteps.length === 0) continue;
      const included = usage.readings.find(({ metric }) => metric === alert.measure)?.included ?? null;
      const { name: plan } = account;
      const found = { account, alert, subscriptionId, plan, namePlan: false, steps: exceededSteps, period, amount };
      firedIds.push(...firings.fire({ ...found, included, late, asOf: usage.asOf }, at));
    }
    return firedIds;
  }

  /** Totals first: where one tells of a closed period, a forecast alert of the same amount has nothing to add. */
  function compareClosing(
    account: Account,
    active: readonly Alert[],
    closing: Closing,
    namePlan: boolean,
    asOf: Instant,
  ) {
    const { invoice, subscriptionId, plan, period } = closing;
    if (!invoice) return [];
    const { total: amount } = invoice;
    const firedIds: string[] = [];
    for (const measure of ['total', 'forecast'] as const)
      for (const alert of active.filter(isMoneyAlert)) {
        if (alert.measure !== measure || alert.createdAt >= period.end) continue;
        if (alert.threshold.currency !== amount.currency || !exceeds(amount, alert.threshold, 100)) continue;
        if (measure === 'forecast' && firings.hasFired(alert, subscriptionId, period.start)) continue;
        const found = { account, alert, subscriptionId, plan, namePlan, steps: [100] as const, period, amount, asOf };
        firedIds.push(...firings.fire({ ...found, included: null, late: true }, asOf));
      }
    return firedIds;
  }

  function keepReading(account: Account, reading: Reading, at: Instant): string[] {
    const views = viewsOf(reading);
    keepSnapshot(account, reading, views, at);
    const active = alerts.list(account.id);
    const firedIds = evaluateAlerts(account, active, views, at);
    if (reading.usage) firedIds.push(...evaluateMetrics(account, active, reading.usage, false, at));
    for (const closing of reading.closings) {
      firedIds.push(...compareClosing(account, active, closing, (reading.subscriptions?.length ?? 0) > 1, at));
      const { period, usage: readings } = closing;
      if (readings) {
        const used = { period, asOf: reading.asOf, readings: [...readings] };
        firedIds.push(...evaluateMetrics(account, active, used, true, at));
      }
      // By the vendor's time, like the waiting for the final invoice.
      periods.close(account.id, closing, reading.asOf);
    }
    if (reading.usage) {
      const { period } = reading.usage;
      periods.watch(account.id, { subscriptionId: usageSubscriptionId, plan: account.name, period });
    }
    for (const { subscription, upcoming, forecast } of views) {
      if (upcoming.kind === 'none') continue;
      const watched = { subscriptionId: subscription.id, plan: subscription.plan, period: upcoming.period };
      periods.watch(account.id, watched);
      estimates.keep(account.id, subscription.id, dayOf(upcoming.asOf), upcoming, forecast);
    }
    return firedIds;
  }

  function keepSchedule(account: Account, { reading, error, endedAt }: PollEnd): boolean {
    const before = schedules.get(account.id) ?? newSchedule(endedAt);
    const at = instantFromMillis(endedAt);
    if (!error) {
      schedules.put(account.id, afterSuccess(endedAt, stores.intervalMinutes(), random));
      outages.end(account.id, at);
      return false;
    }
    const failed = afterFailure(before, endedAt, error, random);
    // Another source of the account goes on telling.
    const after = reading && account.sources.length > 1 ? { ...failed, stopped: false } : failed;
    schedules.put(account.id, after);
    if (!isOutage(after, endedAt)) return false;
    const since = error.code === 'key-refused' ? null : instantFromMillis(after.lastSuccessAt ?? endedAt);
    return outages.raise(account.id, since, at);
  }

  const record = db.transaction((account: Account, end: PollEnd): Recorded | null => {
    if (!accountExists.get(account.id)) return null;
    const at = instantFromMillis(end.endedAt);
    const firedIds = end.reading ? keepReading(account, end.reading, at) : [];
    const details = end.reading?.details;
    const detailsChanged = details ? detailsChanges.observe(account.id, details, end.startedAt, at) : false;
    const outageRaised = keepSchedule(account, end);
    polls.add(pollOf(account.id, end), end.endedAt - end.startedAt);
    return { firedIds, outageRaised, detailsChanged };
  });

  return { record: (account, end) => record.immediate(account, end) };
}

function pollOf(accountId: string, { reading, error, startedAt }: PollEnd): Omit<Poll, 'id'> {
  const amounts = (reading?.subscriptions ?? []).flatMap(({ subscription, upcoming }) =>
    upcoming && upcoming.kind !== 'none'
      ? [{ subscriptionId: subscription.id, total: upcoming.total, period: upcoming.period }]
      : [],
  );
  return { accountId, at: instantFromMillis(startedAt), ok: error === null, error, amounts };
}
