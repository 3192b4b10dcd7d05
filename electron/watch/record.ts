import type { Account } from '#shared/accounts.ts';
import { isPaused } from '#shared/alert-change.ts';
import type { BillingDetails } from '#shared/billing-details.ts';
import type { AlertEventId, CheckRecord } from '#shared/alerts.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { causeOf as causeOfRise } from '#shared/comparison.ts';
import { dayOf } from '#shared/period.ts';
import { brokenStanding, standingsOf, standingsOfAll } from '#shared/standings.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { usageSubscriptionId } from '#shared/usage.ts';
import { isOfDatabase } from '../database/database-error.ts';
import { bugOf } from '../logging/index.ts';
import type { Logger } from '../platform/ports.ts';
import { createAlertTrigger } from './alert-trigger.ts';
import type { CheckEnd } from './check-end.ts';
import type { KeepSchedule } from './keep-schedule.ts';
import type { KnownAccounts } from './known-accounts.ts';
import { createLateComparison } from './late.ts';
import type { PeriodRow } from './periods.ts';
import type { Comparisons } from './comparisons.ts';
import type { Reading } from './read-account.ts';
import { snapshotOf } from './snapshot-of.ts';
import type { Stores } from './stores.ts';
import { viewsOf } from './views.ts';

/** What a check's end led to. */
export interface Recorded {
  readonly alertEventIds: readonly AlertEventId[];
  /** There is an outage to report, of the account or of an alert. */
  readonly outageRaised: boolean;
  /** Billing details were found changed elsewhere. */
  readonly detailsChanged: boolean;
  /** A bug kept what was read from being evaluated; then it is not known, and the account's alerts were not compared. */
  readonly failure: AppError | null;
}

/**
 * Writes everything that follows from a check in one transaction: the log, the snapshot, alert events and outages with their
 * notifications, and when the next check is due. Null when the account is gone. A bug in the evaluation is the account's failure,
 * and one in the alerts over all accounts theirs; throws only where the database fails.
 */
export type RecordCheck = (account: Account, end: CheckEnd) => Recorded | null;

const nothing: { alertEventIds: AlertEventId[]; raised: boolean } = { alertEventIds: [], raised: false };

export function createRecordCheck(
  stores: Stores,
  known: KnownAccounts,
  logger: Pick<Logger, 'error'>,
  keepSchedule: KeepSchedule,
  comparisons: Comparisons,
): RecordCheck {
  const { db, snapshots, estimates, periods, alerts, alertOutages, detailsChanges } = stores;
  const accountExists = db.prepare('SELECT 1 FROM accounts WHERE id = ? AND removed_at IS NULL');
  const trigger = createAlertTrigger(stores);
  const late = createLateComparison(stores, comparisons.usualBefore);

  /** Notes which periods run; answers them by subscription. */
  function watchPeriods(account: Account, reading: Reading): Map<string, PeriodRow> {
    const rows = new Map<string, PeriodRow>();
    const watch = (subject: string, plan: string, told: PeriodRow['period'], currency: string | null) => {
      rows.set(
        subject,
        periods.watch({ accountId: account.id, subject, window: 'billing-period' }, told, plan, currency),
      );
    };
    if (reading.usage) watch(usageSubscriptionId, account.name, reading.usage.period, null);
    for (const { subscription, upcoming } of reading.subscriptions ?? [])
      if (upcoming && upcoming.kind !== 'none')
        watch(subscription.id, subscription.plan, upcoming.period, upcoming.total.currency);
    return rows;
  }

  /** A part of the transaction by itself: a bug in it takes back what it wrote, and nothing else. */
  function isolate<T>(message: string, { id }: Account, work: () => T): Result<T> {
    try {
      return ok(db.transaction(work)());
    } catch (cause) {
      if (!db.inTransaction || isOfDatabase(cause)) throw cause;
      return fail(bugOf(logger, message, cause, { account: id }));
    }
  }

  function keepReading(account: Account, reading: Reading, { error, alertIds: before }: CheckEnd, at: Instant) {
    const unsettled = periods.unsettled(account.id);
    const rows = watchPeriods(account, reading);
    const own = alerts.list(account.id).filter((alert) => !isPaused(alert, at));
    const needsUsual = own.some(({ measure }) => measure === 'above-usual');
    const read = viewsOf(reading, (id) => {
      const start = rows.get(id)?.period.start;
      return start === undefined ? null : estimates.quantities(account.id, id, start);
    });
    const views = read.map(({ view }) =>
      needsUsual ? { ...view, usual: comparisons.of(account.id, view)?.usual ?? null } : view,
    );
    const listed = listedIds(reading);
    const snapshot = snapshotOf({
      account,
      reading,
      views,
      rows,
      currencies: periods.currencies(account.id),
      gone: listed ? stores.gone.observe(account.id, listed, unsettled, at) : stores.gone.list(account.id),
      before: () => snapshots.latest(account.id),
      asOf: at,
    });
    snapshots.put(snapshot);
    if (reading.subscriptions) stores.unread.replace(account.id, 'watch', reading.unread, at);

    const standings = standingsOf(own, { snapshot, failure: null });
    const namePlan = views.filter(({ upcoming }) => upcoming.kind !== 'none').length > 1;
    const causeOf = (subscriptionId: string) => {
      const view = views.find(({ subscription }) => subscription.id === subscriptionId);
      const comparison = view && comparisons.of(account.id, view);
      return comparison ? causeOfRise(comparison) : null;
    };
    const alertEventIds = trigger(account, own, standings, { rows, namePlan, usage: reading.usage, causeOf }, at);
    alertEventIds.push(...late.ofPeriods(account, own, reading, at), ...late.ofMonths(account, own, snapshot, at));
    for (const { view, bill, rises } of read) {
      const { subscription, upcoming, forecast } = view;
      const row = rows.get(subscription.id);
      if (upcoming.kind === 'none' || !row) continue;
      estimates.keep({
        ...{ accountId: account.id, subscriptionId: subscription.id, day: dayOf(upcoming.asOf), forecast, rises },
        upcoming: { ...upcoming, period: row.period },
        metered: bill?.metered ?? [],
      });
    }
    const told = { accountId: account.id, owner: account.id, before, standings, at };
    return { alertEventIds, raised: alertOutages.observe({ ...told, accountFails: error !== null }) };
  }

  /** Alerts over all accounts: with what this check learned, and what is known of the others. */
  function compareAll(account: Account, { alertIds: before }: CheckEnd, at: Instant) {
    if (account.practice) return nothing;
    const all = alerts.listAll().filter((alert) => !isPaused(alert, at));
    const told = { accountId: account.id, owner: null, before, at };
    // What the last of them had to tell ends with it.
    if (all.length === 0)
      return { ...nothing, raised: alertOutages.observe({ ...told, standings: [], accountFails: false }) };
    const everyone = known.all();
    const accountFails = everyone.some(({ failure }) => failure !== null);
    const message = 'Alerts over all accounts could not be evaluated';
    const compared = isolate(message, account, () => {
      const standings = standingsOfAll(all, everyone, at);
      const alertEventIds = trigger(
        account,
        all,
        standings,
        { rows: new Map(), namePlan: false, usage: null, causeOf: () => null },
        at,
      );
      alertEventIds.push(...late.ofAllAccounts(account, all, everyone, at));
      return { alertEventIds, raised: alertOutages.observe({ ...told, standings, accountFails }) };
    });
    if (compared.ok) return compared.value;
    return {
      alertEventIds: [],
      raised: alertOutages.observe({ ...told, standings: all.map(brokenStanding), accountFails }),
    };
  }

  function keep(account: Account, end: CheckEnd, at: Instant) {
    const { reading } = end;
    if (!reading) return { ...nothing, detailsChanged: false };
    const { details } = reading;
    return {
      ...keepReading(account, reading, end, at),
      detailsChanged: details ? detailsChanges.observe(account.id, withKnownTaxIds(details), end.startedAt, at) : false,
    };
  }

  const record = db.transaction((account: Account, told: CheckEnd): Recorded | null => {
    if (!accountExists.get(account.id)) return null;
    const at = instantFromMillis(told.endedAt);
    const kept = isolate('What was read could not be evaluated', account, () => keep(account, told, at));
    const end = kept.ok ? told : { ...told, reading: null, error: kept.error };
    const own = kept.ok ? kept.value : { ...nothing, detailsChanged: false };
    const outageRaised = keepSchedule(account, end);
    const compared = isolate('Alerts over all accounts could not be told', account, () => compareAll(account, end, at));
    const all = compared.ok ? compared.value : nothing;
    stores.checkRecords.add(checkRecordOf(account.id, end), end.endedAt - end.startedAt);
    return {
      alertEventIds: [...own.alertEventIds, ...all.alertEventIds],
      outageRaised: outageRaised || own.raised || all.raised,
      detailsChanged: own.detailsChanged,
      failure: kept.ok ? null : kept.error,
    };
  });

  return record.immediate;
}

/** Null where one of the list could not even be told by its id: it may be any. */
function listedIds({ subscriptions, unread }: Reading): string[] | null {
  const others = unread.filter(({ object }) => object === 'subscription').map(({ id }) => id);
  if (!subscriptions || others.includes(null)) return null;
  return [...subscriptions.map(({ subscription }) => subscription.id), ...others.filter((id) => id !== null)];
}

/** One that could not be read has not gone. */
const withKnownTaxIds = (details: BillingDetails): BillingDetails =>
  details.unread ? { ...details, taxIds: null } : details;

function checkRecordOf(accountId: string, { reading, error, startedAt }: CheckEnd): Omit<CheckRecord, 'id'> {
  const amounts = (reading?.subscriptions ?? []).flatMap(({ subscription, upcoming }) =>
    upcoming && upcoming.kind !== 'none'
      ? [{ subscriptionId: subscription.id, total: upcoming.total, period: upcoming.period }]
      : [],
  );
  return { accountId, at: instantFromMillis(startedAt), ok: error === null, error, amounts };
}
