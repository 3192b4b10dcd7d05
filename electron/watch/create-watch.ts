import type { Account } from '#shared/accounts.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { createLeases, newHolder } from '../database/lease.ts';
import type { Disposer } from '../platform/ports.ts';
import { createAlertOutages } from './alert-outages.ts';
import { createUnreadObjects } from '../unread/index.ts';
import { createAlerts } from './alerts.ts';
import { createChecks } from './checks.ts';
import { createCurrentStandings } from './current-standings.ts';
import { createDetailsChanges } from './details-changes.ts';
import { createExternalChanges } from './external-changes.ts';
import { createEstimates } from './estimates.ts';
import { createAlertEvents } from './alert-events.ts';
import { createGoneSubscriptions } from './gone-subscriptions.ts';
import { createKnownAccounts } from './known-accounts.ts';
import { createLoggedAlerts } from './logged-alerts.ts';
import { createAccountChecker, type FinishedCheck } from './account-checker.ts';
import { createOutages } from './outages.ts';
import { createOutbox } from './outbox.ts';
import { createMessageOf } from './outbox-message.ts';
import { createPeriods } from './periods.ts';
import { createPoller } from './poller.ts';
import { createCheckRecords } from './check-records.ts';
import { createRecorder } from './record.ts';
import { createSchedules } from './schedules.ts';
import { createSnapshots } from './snapshots.ts';
import { createKnownState } from './known-state.ts';
import { createWatchedAlerts } from './watched-alerts.ts';
import type { Watch, WatchDependencies } from './watch.ts';

export function createWatch(dependencies: WatchDependencies): Watch {
  const { db, accounts, clock, random, notifier, settings, describe, emit } = dependencies;
  const logger = dependencies.logger.child('watch');
  const holder = newHolder();
  const now = (): Instant => instantFromMillis(clock.now());
  const { openSource, usage, power, connectivity, timeZone, errorOf } = dependencies;
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
    ...{ db, schedules, snapshots, checkRecords, periods, alerts, alertEvents, outages, alertOutages },
    ...{ gone, known, detailsChanges, unread, random, logger, estimates: createEstimates(db) },
    intervalMinutes: () => settings().checkIntervalMinutes,
  });
  const snapshotChanged = (accountId: string): void => {
    emit('snapshot.changed', { accountId });
  };
  const alertsChanged = (accountId: string): void => {
    emit('alerts.changed', { accountId });
  };
  const outbox = createOutbox({
    db,
    clock,
    accounts,
    notifier,
    settings,
    timeZone,
    logger,
    holder,
    alertEvents,
    messageOf: createMessageOf({ describe, alertEvents, outages, alertOutages, alerts, detailsChanges }),
    stopped: () => stopped,
    emit,
    errorOf,
  });
  const deliver = async (): Promise<void> => {
    try {
      await outbox.deliver();
    } catch (error) {
      // What could not be delivered stays in the outbox; the next tick tries again.
      logger.error('Could not deliver', { reason: String(error) });
    }
  };
  const checker = createAccountChecker({
    db,
    openSource,
    usage,
    clock,
    timeOf,
    logger,
    periods,
    alerts,
    recorder,
    stopped: () => stopped,
  });

  async function checkAccount(account: Account): Promise<FinishedCheck | null> {
    const done = await checker.check(account);
    if (!done || stopped) return null;
    snapshotChanged(account.id);
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

  const isChangedOutside = createExternalChanges(db);
  const poller = createPoller({
    clock,
    power,
    connectivity,
    accounts,
    settings,
    logger,
    schedules,
    lease: createLeases(db, clock).standing('poller', holder),
    check: checkAndDeliver,
    isChecking: (accountId) => checker.isChecking(accountId),
    onTick() {
      void deliver();
      if (!isChangedOutside()) return;
      for (const { id } of accounts()) {
        snapshotChanged(id);
        alertsChanged(id);
      }
    },
    onDay() {
      checkRecords.prune(clock.now());
    },
  });

  function allow(accountId: string): void {
    const schedule = schedules.get(accountId);
    if (schedule) schedules.put(accountId, { ...schedule, stopped: false, notBefore: null, nextDueAt: clock.now() });
  }

  return {
    background: {
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
      onWindowFocus: poller.windowFocused,
    },
    check,
    async resume(accountId) {
      allow(accountId);
      return check(accountId);
    },
    allow,
    known: createKnownState({
      db,
      clock,
      now,
      intervalMinutes: () => settings().checkIntervalMinutes,
      schedules,
      snapshots,
      checkRecords,
      alertEvents,
      detailsChanges,
      gone,
      unread,
      onChange: snapshotChanged,
    }),
    alerts: createWatchedAlerts({
      accounts,
      alerts,
      known,
      standings,
      now,
      timeOf: (accountId) => instantFromMillis(timeOf(accountId)),
      timeZone,
      check,
      onChange: alertsChanged,
    }),
    events: {
      list: (accountId) => alertEvents.list(accountId),
      markSeen(alertEventIds) {
        alertEvents.markSeen(alertEventIds, now()).forEach(alertsChanged);
      },
      unseenCount: (accountId) => alertEvents.unseenCount(accountId),
      uncomparedCount: (accountId) => alertOutages.count(accountId),
    },
    details: {
      change: detailsChanges.change,
      registerOwnChange: detailsChanges.registerOwnChange,
      approve(accountId, changeId) {
        const approved = detailsChanges.approve(accountId, changeId, now());
        if (approved) snapshotChanged(accountId);
        return approved;
      },
    },
    notifications: {
      test: () => notifier.show({ ...describe.test(), onClick: () => undefined }),
      openEarlier: outbox.openEarlier,
      deliver,
    },
  };
}
