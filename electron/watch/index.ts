import type { Account, Freshness } from '#shared/accounts.ts';
import type { Alert, Firing, NewAlert, Poll } from '#shared/alerts.ts';
import type { Happening, Overview, Snapshot } from '#shared/ipc/contract.ts';
import type { Result } from '#shared/result.ts';
import type { Settings } from '#shared/settings.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import type { RecordAction } from '../accounts/index.ts';
import { createLeases, newHolder } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
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
import { createAlerts } from './alerts.ts';
import { createDetailsChanges, type DetailsChanges } from './details-changes.ts';
import { createEstimates } from './estimates.ts';
import { createFirings } from './firings.ts';
import { createForecastHistory } from './forecast-history.ts';
import { freshnessOf } from './freshness.ts';
import { createLoggedAlerts } from './logged-alerts.ts';
import { createLooker, type Look } from './looker.ts';
import type { NotificationTexts } from './notification-texts.ts';
import { alertOutcomes, type CheckOutcome } from './outcome.ts';
import { createOutages } from './outages.ts';
import { createOutbox } from './outbox.ts';
import { createPoller } from './poller.ts';
import { createPolls } from './polls.ts';
import { viewsOf } from './read-account.ts';
import type { UsageWatch } from './read-sources.ts';
import { createRecorder } from './record.ts';
import { newSchedule } from './schedule.ts';
import { createSchedules } from './schedules.ts';
import { createSnapshots } from './snapshots.ts';
import { createWatchedPeriods } from './watched-periods.ts';

export { firingsCsv } from './firings-csv.ts';
export type { CheckOutcome } from './outcome.ts';
export type { NotificationTexts } from './notification-texts.ts';

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
  readonly onEvent: (event: WatchEvent) => void;
  /** A notification about the account was clicked; it named the firing, if any. */
  readonly showAccount: (accountId: string, firingId: string | null, screen: 'alerts' | 'details') => void;
}

/** `snapshot`: figures or freshness changed. `alerts`: alerts, firings, their delivery or what was seen changed. */
export interface WatchEvent {
  readonly kind: 'snapshot' | 'alerts';
  readonly accountId: string;
}

export interface Watch {
  /** Begins polling and delivering in the background. */
  start(): Disposer;
  /** Resolves when no poll and no delivery is under way; to be awaited before the database is closed. */
  idle(): Promise<void>;
  /** Polls the account (all accounts when null) now, evaluates its alerts and delivers what fired. */
  check(accountId: string | null): Promise<CheckOutcome[]>;
  /** Polls again after the key was replaced. */
  resume(accountId: string): Promise<CheckOutcome[]>;
  /** Forgets what kept an account from being checked; it is due now. */
  allow(accountId: string): void;
  onWindowFocus(): void;

  snapshot(accountId: string): Snapshot | null;
  freshness(accountId: string): Freshness;
  /** Newest first. */
  polls(accountId: string, limit: number): Poll[];
  /** Firings, failed checks and changed billing details after the moment, newest first. */
  happenings(accountId: string, since: Instant): Happening[];

  /** How forecasts did against the bills that came, newest period first. */
  forecastHistory(accountId: string): Overview['forecastHistory'];

  readonly alerts: {
    list(accountId: string): Alert[];
    /** The account of an alert, removed ones included; null when there is none. */
    accountOf(alertId: string): string | null;
    /** The same account, measure and amount again is the same alert; `amount-out-of-range` unless above zero. */
    save(alert: NewAlert): Result<Alert>;
    remove(alertId: string): Result<Alert>;
    /** Takes a removal back. */
    restore(alertId: string): Result<Alert>;
  };
  /** Billing details that changed elsewhere, and own changes of them. */
  readonly details: Pick<DetailsChanges, 'change' | 'expect'> & {
    /** Takes for known what the change came to. False where it has been overtaken by another one. */
    approve(accountId: string, changeId: string): boolean;
  };
  /** Newest first; of all accounts, removed ones included, when null. */
  firings(accountId: string | null): Firing[];
  markSeen(firingIds: readonly string[]): void;
  unseenCount(accountId: string): number;

  testNotification(): Promise<NotificationOutcome>;
  /** A notification that an earlier run showed was clicked. */
  openEarlier(key: string): void;
  /** Delivers what is due now; to be called when settings changed. */
  deliver(): Promise<void>;
}

/** The watch over all accounts: poller → snapshot → rules → firing → outbox. */
export function createWatch(dependencies: WatchDependencies): Watch {
  const { db, accounts, clock, random, notifier, settings, describe, onEvent, showAccount } = dependencies;
  const logger = dependencies.logger.child('watch');
  const holder = newHolder();
  const now = (): Instant => instantFromMillis(clock.now());
  const timeOf = dependencies.timeOf ?? (() => clock.now());
  let stopped = false;

  const schedules = createSchedules(db);
  const snapshots = createSnapshots(db);
  const polls = createPolls(db);
  const periods = createWatchedPeriods(db);
  const alerts = createLoggedAlerts(db, createAlerts(db), dependencies.recordAction);
  const firings = createFirings(db);
  const outages = createOutages(db);
  const detailsChanges = createDetailsChanges(db);
  const recorder = createRecorder({
    db,
    schedules,
    snapshots,
    polls,
    estimates: createEstimates(db),
    periods,
    alerts,
    firings,
    outages,
    detailsChanges,
    random,
    intervalMinutes: () => settings().pollIntervalMinutes,
  });
  const alertsChanged = (accountId: string): void => {
    onEvent({ kind: 'alerts', accountId });
  };
  const outbox = createOutbox({
    ...dependencies,
    logger,
    holder,
    firings,
    outages,
    detailsChanges,
    stopped: () => stopped,
    onChange: alertsChanged,
    onClick(accountId, firingId, screen) {
      if (!stopped) alertsChanged(accountId);
      showAccount(accountId, firingId, screen);
    },
  });
  const deliver = async (): Promise<void> => {
    try {
      await outbox.deliver();
    } catch (error) {
      // What could not be delivered stays in the outbox; the next beat tries again.
      logger.error('Could not deliver', { reason: String(error) });
    }
  };
  const looker = createLooker({ ...dependencies, logger, periods, recorder, stopped: () => stopped });

  async function look(account: Account): Promise<Look | null> {
    const done = await looker.look(account);
    if (!done || stopped) return null;
    onEvent({ kind: 'snapshot', accountId: account.id });
    if (done.recorded.firedIds.length > 0) alertsChanged(account.id);
    return done;
  }

  async function poll(account: Account): Promise<void> {
    const done = await look(account);
    if (!done) return;
    const { firedIds, outageRaised, detailsChanged } = done.recorded;
    if (firedIds.length > 0 || outageRaised || detailsChanged) await deliver();
  }

  async function checkAccount(account: Account): Promise<CheckOutcome | null> {
    const done = await look(account);
    if (!done) return null;
    await deliver();
    if (!db.open) return null;
    const { reading, error, recorded } = done;
    const subscriptions = reading ? viewsOf(reading) : [];
    const unread = (reading?.unread ?? []).map(({ object, id, reason }) => ({ object, id, reason }));
    return {
      account,
      ok: error === null && !unread.some(({ object }) => object === 'subscription'),
      error,
      asOf: reading?.asOf ?? null,
      unread,
      listedSubscriptions: reading?.listedSubscriptions ?? null,
      subscriptions,
      alerts: alertOutcomes(
        alerts.list(account.id),
        subscriptions,
        reading?.usage ?? null,
        firings.list(account.id),
        recorded.firedIds,
        reading?.closings ?? [],
      ),
    };
  }

  let seenVersion: unknown = null;
  /** Another process on the same data folder, a command for one, may have changed what the window shows. */
  const tellForeignChanges = (): void => {
    const version: unknown = db.pragma('data_version', { simple: true });
    if (seenVersion !== null && version !== seenVersion)
      for (const { id: accountId } of accounts()) {
        onEvent({ kind: 'snapshot', accountId });
        onEvent({ kind: 'alerts', accountId });
      }
    seenVersion = version;
  };
  const poller = createPoller({
    ...dependencies,
    logger,
    schedules,
    lease: createLeases(db, clock).standing('poller', holder),
    poll,
    isPolling: (accountId) => looker.isLooking(accountId),
    onBeat() {
      void deliver();
      tellForeignChanges();
    },
    onDay() {
      polls.prune(clock.now());
    },
  });

  const change = (result: Result<Alert>): Result<Alert> => {
    if (result.ok) alertsChanged(result.value.accountId);
    return result;
  };

  function allow(accountId: string): void {
    const schedule = schedules.get(accountId);
    if (schedule) schedules.put(accountId, { ...schedule, stopped: false, notBefore: null, nextDueAt: clock.now() });
  }

  async function check(accountId: string | null): Promise<CheckOutcome[]> {
    const wanted = accounts().filter((account) => accountId === null || account.id === accountId);
    const outcomes = await Promise.all(wanted.map((account) => checkAccount(account)));
    return outcomes.filter((outcome) => outcome !== null);
  }

  return {
    start() {
      stopped = false;
      const stopPoller = poller.start();
      return () => {
        stopped = true;
        stopPoller();
        looker.abort();
      };
    },
    async idle() {
      await looker.idle();
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
      freshnessOf(schedules.get(accountId) ?? newSchedule(clock.now()), clock.now(), settings().pollIntervalMinutes),
    polls: (accountId, limit) => polls.list(accountId, limit),
    happenings(accountId, since) {
      const fired = firings
        .since(accountId, since)
        .map((firing) => ({ kind: 'firing', at: firing.firedAt, firing }) as const);
      const { count, lastAt } = polls.failedSince(accountId, since);
      const failed = lastAt === null ? [] : [{ kind: 'failed-checks', at: lastAt, count } as const];
      const change = detailsChanges.change(accountId);
      const changed =
        change && change.noticedAt > since ? [{ kind: 'details-changed', at: change.noticedAt } as const] : [];
      return [...fired, ...failed, ...changed].sort((a, b) => b.at.localeCompare(a.at));
    },

    details: {
      change: (accountId) => detailsChanges.change(accountId),
      expect: (accountId, differences, begunAt) => detailsChanges.expect(accountId, differences, begunAt),
      approve(accountId, changeId) {
        const approved = detailsChanges.approve(accountId, changeId, now());
        if (approved) onEvent({ kind: 'snapshot', accountId });
        return approved;
      },
    },

    forecastHistory: createForecastHistory(db),

    alerts: {
      list: (accountId) => alerts.list(accountId),
      accountOf: (alertId) => alerts.accountOf(alertId),
      // Compared with the ends of periods, which are the account's vendor's.
      save: (alert) => change(alerts.save(alert, instantFromMillis(timeOf(alert.accountId)))),
      remove: (alertId) => change(alerts.remove(alertId, now())),
      restore: (alertId) => change(alerts.restore(alertId)),
    },
    firings: (accountId) => firings.list(accountId),
    markSeen(firingIds) {
      firings.markSeen(firingIds, now()).forEach(alertsChanged);
    },
    unseenCount: (accountId) => firings.unseenCount(accountId),

    testNotification: () => notifier.show({ ...describe.test(), onClick: () => undefined }),
    openEarlier: outbox.openEarlier,
    deliver,
  };
}
