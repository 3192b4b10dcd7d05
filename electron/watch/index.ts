import type { Account, Freshness } from '#shared/accounts.ts';
import type { Alert, AlertEvent, NewAlert, CheckRecord } from '#shared/alerts.ts';
import type { AppError } from '#shared/errors.ts';
import type { Standing } from '#shared/outcomes.ts';
import type { ActivityItem, Overview, Snapshot } from '#shared/ipc/contract.ts';
import { neverMends, refusalOf } from '#shared/refusals.ts';
import { fail, type Result } from '#shared/result.ts';
import type { Settings } from '#shared/settings.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import type { RecordAction } from '../accounts/index.ts';
import { createLeases, newHolder } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import type {
  Clock,
  Connectivity,
  Disposer,
  Logger,
  NotificationOutcome,
  Notifier,
  Power,
  Random,
} from '../platform/ports.ts';
import type { OpenBillingSource } from '../sources/billing-source.ts';
import { createAlertOutages } from './alert-outages.ts';
import { createUnreadObjects } from '../unread/index.ts';
import { createAlerts } from './alerts.ts';
import { createChecks } from './checks.ts';
import { createCurrentStandings } from './current-standings.ts';
import { createDetailsChanges, type DetailsChanges } from './details-changes.ts';
import { createEstimates } from './estimates.ts';
import { createAlertEvents } from './alert-events.ts';
import { createForecastHistory } from './forecast-history.ts';
import { freshnessOf } from './freshness.ts';
import { createGoneSubscriptions } from './gone-subscriptions.ts';
import { createKnownAccounts } from './known-accounts.ts';
import { createLoggedAlerts } from './logged-alerts.ts';
import { createAccountChecker, type FinishedCheck } from './account-checker.ts';
import type { NotificationTexts } from './notification-texts.ts';
import type { CheckOutcome } from './outcome.ts';
import { createOutages } from './outages.ts';
import { createOutbox } from './outbox.ts';
import { createPeriods } from './periods.ts';
import { createPoller } from './poller.ts';
import { createCheckRecords } from './check-records.ts';
import type { UsageWatch } from './read-sources.ts';
import { createRecorder } from './record.ts';
import { newSchedule } from './schedule.ts';
import { createSchedules } from './schedules.ts';
import { createSnapshots } from './snapshots.ts';

export { alertEventsCsv } from './alert-events-csv.ts';
export type { AlertOutcome, CheckOutcome } from './outcome.ts';
export { createNotificationTexts, type NotificationTexts } from './notification-texts.ts';

export interface WatchDependencies {
  readonly db: Database;
  readonly accounts: () => readonly Account[];
  /** Who saved or removed an alert goes into the log of actions. */
  readonly recordAction: RecordAction;
  readonly openSource: OpenBillingSource;
  readonly usage: UsageWatch;
  readonly clock: Clock;
  /** The time by which an account is billed, milliseconds since 1970: a practice account's clock can be moved. */
  readonly timeOf?: (accountId: string) => number;
  readonly random: Random;
  readonly notifier: Notifier;
  readonly settings: () => Settings;
  /** The user's IANA time zone, by which quiet hours go. */
  readonly timeZone: () => string;
  readonly describe: NotificationTexts;
  readonly power: Power;
  readonly connectivity: Connectivity;
  readonly logger: Logger;
  readonly emit: Emit<'snapshot.changed' | 'alerts.changed' | 'navigate' | 'trouble'>;
  /** What a failure means to the user; a bug is logged. */
  readonly errorOf: (cause: unknown) => AppError;
}

export interface Watch {
  /** Begins polling and delivering in the background. */
  start(): Disposer;
  /** Starts polling again where a fault may have ended it; running checks continue. */
  restart(): void;
  /** Resolves when no check and no delivery is running; to be awaited before the database is closed. */
  idle(): Promise<void>;
  /** Checks the account (all accounts when null) now, evaluates its alerts and delivers what triggered. */
  check(accountId: string | null): Promise<CheckOutcome[]>;
  /** Checks again after the key was replaced. */
  resume(accountId: string): Promise<CheckOutcome[]>;
  /** Forgets what kept an account from being checked; it is due now. */
  allow(accountId: string): void;
  onWindowFocus(): void;

  snapshot(accountId: string): Snapshot | null;
  freshness(accountId: string): Freshness;
  /** Newest first. */
  checkRecords(accountId: string, limit: number): CheckRecord[];
  /** Alert events, failed checks and changed billing details after the moment, newest first. */
  activity(accountId: string, since: Instant): ActivityItem[];

  /** How forecasts did against the bills that came, newest period first. */
  forecastHistory(accountId: string): Overview['forecastHistory'];

  readonly alerts: {
    /** Of the account, and those over all accounts, which watch it too. */
    list(accountId: string): Alert[];
    /** Of the account alone. */
    listOwn(accountId: string): Alert[];
    /** Those over all accounts. */
    listAll(): Alert[];
    /** How each of these stands, by what is known now. */
    standings(accountId: string): Standing[];
    /** Removed ones included; null when there is none. */
    get(alertId: string): Alert | null;
    /**
     * The same account, scope, window, measure and amount again is the same alert; `amount-out-of-range` unless above zero,
     * `alert-not-comparable` where what is known of the account says that it could never be compared.
     */
    save(alert: NewAlert): Result<Alert>;
    /** As `save`; where what is known refuses it, the account is checked again first. */
    saveAfterCheck(alert: NewAlert): Promise<Result<Alert>>;
    remove(alertId: string): Result<Alert>;
    /** Takes a removal back. */
    restore(alertId: string): Result<Alert>;
  };
  /** Billing details that changed elsewhere, and own changes of them. */
  readonly details: Pick<DetailsChanges, 'change' | 'registerOwnChange'> & {
    /** Marks the change as known. False where a newer change replaced it. */
    approve(accountId: string, changeId: string): boolean;
  };
  /** Newest first; of all accounts, removed ones included, when null. */
  alertEvents(accountId: string | null): AlertEvent[];
  markSeen(alertEventIds: readonly string[]): void;
  unseenCount(accountId: string): number;
  /** How many alerts of the account cannot be compared, and are to be seen to. */
  uncomparedCount(accountId: string): number;
  /** Does not wait any more for a subscription that is gone. False where it is not. */
  dismissGone(accountId: string, subscriptionId: string): boolean;

  testNotification(): Promise<NotificationOutcome>;
  /** A notification that an earlier run showed was clicked. */
  openEarlier(key: string): void;
  /** Delivers what is due now; to be called when settings changed. */
  deliver(): Promise<void>;
}

/** The watch over all accounts: poller → snapshot → rules → alert event → outbox. */
export function createWatch(dependencies: WatchDependencies): Watch {
  const { db, accounts, clock, random, notifier, settings, describe, emit } = dependencies;
  const logger = dependencies.logger.child('watch');
  const holder = newHolder();
  const now = (): Instant => instantFromMillis(clock.now());
  const timeOf = dependencies.timeOf ?? (() => clock.now());
  let stopped = false;
  let stopPoller: Disposer | null = null;

  const schedules = createSchedules(db);
  const snapshots = createSnapshots(db);
  const checkRecords = createCheckRecords(db);
  const periods = createPeriods(db);
  const alerts = createLoggedAlerts(db, createAlerts(db), dependencies.recordAction);
  const alertEvents = createAlertEvents(db);
  const outages = createOutages(db);
  const detailsChanges = createDetailsChanges(db);
  const alertOutages = createAlertOutages(db);
  const gone = createGoneSubscriptions(db);
  const known = createKnownAccounts(schedules, snapshots, accounts);
  const unread = createUnreadObjects(db);
  const recorder = createRecorder({
    db,
    schedules,
    snapshots,
    checkRecords,
    estimates: createEstimates(db),
    periods,
    alerts,
    alertEvents,
    outages,
    alertOutages,
    gone,
    known,
    detailsChanges,
    unread,
    random,
    logger,
    intervalMinutes: () => settings().checkIntervalMinutes,
  });
  const alertsChanged = (accountId: string): void => {
    emit('alerts.changed', { accountId });
  };
  const outbox = createOutbox({
    ...dependencies,
    logger,
    holder,
    alertEvents,
    outages,
    alertOutages,
    alerts,
    detailsChanges,
    stopped: () => stopped,
  });
  const deliver = async (): Promise<void> => {
    try {
      await outbox.deliver();
    } catch (error) {
      // What could not be delivered stays in the outbox; the next tick tries again.
      logger.error('Could not deliver', { reason: String(error) });
    }
  };
  const checker = createAccountChecker({ ...dependencies, logger, periods, alerts, recorder, stopped: () => stopped });

  async function checkAccount(account: Account): Promise<FinishedCheck | null> {
    const done = await checker.check(account);
    if (!done || stopped) return null;
    emit('snapshot.changed', { accountId: account.id });
    if (done.recorded.alertEventIds.length > 0 || done.recorded.outageRaised) alertsChanged(account.id);
    return done;
  }

  async function checkAndDeliver(account: Account): Promise<void> {
    const done = await checkAccount(account);
    if (!done) return;
    const { alertEventIds, outageRaised, detailsChanged } = done.recorded;
    if (alertEventIds.length > 0 || outageRaised || detailsChanged) await deliver();
  }

  const standings = createCurrentStandings({ known, logger, now });
  const check = createChecks({
    db,
    accounts,
    alerts,
    snapshots,
    periods,
    alertEvents,
    standings,
    logger,
    checkAccount,
    deliver,
  });

  let seenVersion: unknown = null;
  /** Another process on the same data folder, a command for one, may have changed what the window shows. */
  const emitExternalChanges = (): void => {
    const version: unknown = db.pragma('data_version', { simple: true });
    if (seenVersion !== null && version !== seenVersion)
      for (const { id: accountId } of accounts()) {
        emit('snapshot.changed', { accountId });
        emit('alerts.changed', { accountId });
      }
    seenVersion = version;
  };
  const poller = createPoller({
    ...dependencies,
    logger,
    schedules,
    lease: createLeases(db, clock).standing('poller', holder),
    check: checkAndDeliver,
    isChecking: (accountId) => checker.isChecking(accountId),
    onTick() {
      void deliver();
      emitExternalChanges();
    },
    onDay() {
      checkRecords.prune(clock.now());
    },
  });

  const change = (result: Result<Alert>): Result<Alert> => {
    if (!result.ok) return result;
    const { accountId } = result.value;
    for (const { id } of accounts()) if (accountId === null || accountId === id) alertsChanged(id);
    return result;
  };

  function allow(accountId: string): void {
    const schedule = schedules.get(accountId);
    if (schedule) schedules.put(accountId, { ...schedule, stopped: false, notBefore: null, nextDueAt: clock.now() });
  }

  // Compared with the ends of periods, which are the account's vendor's.
  function save(alert: NewAlert): Result<Alert> {
    const refusal = refusalOf(alert, {
      account: alert.accountId === null ? null : known.of(alert.accountId),
      reportsUsage: accounts().some(
        ({ id, sources }) => id === alert.accountId && sources.some(({ kind }) => kind === 'imagekit'),
      ),
      all: known.all(),
      at: now(),
      timeZone: dependencies.timeZone(),
    });
    if (refusal) return fail({ code: 'alert-not-comparable', reason: refusal });
    return change(
      alerts.save(
        alert,
        alert.accountId === null ? now() : instantFromMillis(timeOf(alert.accountId)),
        dependencies.timeZone(),
      ),
    );
  }

  const allOf = (accountId: string) =>
    accounts().some(({ id, practice }) => id === accountId && practice) ? [] : alerts.listAll();

  return {
    start() {
      stopped = false;
      stopPoller = poller.start();
      return () => {
        stopped = true;
        stopPoller?.();
        stopPoller = null;
        checker.abort();
      };
    },
    restart() {
      if (!stopPoller) return;
      stopPoller();
      stopPoller = poller.start();
    },
    async idle() {
      await checker.idle();
      await deliver();
    },
    check,
    allow,
    async resume(accountId) {
      allow(accountId);
      return check(accountId);
    },
    onWindowFocus() {
      poller.windowFocused();
    },

    snapshot: (accountId) => snapshots.latest(accountId),
    freshness: (accountId) =>
      freshnessOf(schedules.get(accountId) ?? newSchedule(clock.now()), {
        now: clock.now(),
        intervalMinutes: settings().checkIntervalMinutes,
        isWhole: !unread.has(accountId, 'watch'),
      }),
    checkRecords: (accountId, limit) => checkRecords.list(accountId, limit),
    activity(accountId, since) {
      const triggered = alertEvents
        .since(accountId, since)
        .map((alertEvent) => ({ kind: 'alert-event', at: alertEvent.triggeredAt, alertEvent }) as const);
      const { count, lastAt } = checkRecords.failedSince(accountId, since);
      const failed = lastAt === null ? [] : [{ kind: 'failed-checks', at: lastAt, count } as const];
      const change = detailsChanges.change(accountId);
      const changed =
        change && change.noticedAt > since ? [{ kind: 'details-changed', at: change.noticedAt } as const] : [];
      return [...triggered, ...failed, ...changed].sort((a, b) => b.at.localeCompare(a.at));
    },

    details: {
      change: (accountId) => detailsChanges.change(accountId),
      registerOwnChange: (accountId, differences, begunAt) =>
        detailsChanges.registerOwnChange(accountId, differences, begunAt),
      approve(accountId, changeId) {
        const approved = detailsChanges.approve(accountId, changeId, now());
        if (approved) emit('snapshot.changed', { accountId });
        return approved;
      },
    },

    forecastHistory: createForecastHistory(db),

    alerts: {
      list: (accountId) => [...alerts.list(accountId), ...allOf(accountId)],
      listOwn: (accountId) => alerts.list(accountId),
      listAll: () => alerts.listAll(),
      standings: (accountId) => [
        ...standings.own(alerts.list(accountId), () => known.of(accountId)),
        ...standings.overAll(allOf(accountId)),
      ],
      get: (alertId) => alerts.get(alertId),
      save,
      async saveAfterCheck(alert) {
        const saved = save(alert);
        if (saved.ok || saved.error.code !== 'alert-not-comparable' || neverMends(saved.error.reason)) return saved;
        await check(alert.accountId);
        return save(alert);
      },
      remove: (alertId) => change(alerts.remove(alertId, now())),
      restore: (alertId) => change(alerts.restore(alertId)),
    },
    alertEvents: (accountId) => alertEvents.list(accountId),
    markSeen(alertEventIds) {
      alertEvents.markSeen(alertEventIds, now()).forEach(alertsChanged);
    },
    unseenCount: (accountId) => alertEvents.unseenCount(accountId),
    uncomparedCount: (accountId) => alertOutages.count(accountId),
    dismissGone(accountId, subscriptionId) {
      const dismissed = gone.dismiss(accountId, subscriptionId, now());
      if (dismissed) emit('snapshot.changed', { accountId });
      return dismissed;
    },

    testNotification: () => notifier.show({ ...describe.test(), onClick: () => undefined }),
    openEarlier: outbox.openEarlier,
    deliver,
  };
}
