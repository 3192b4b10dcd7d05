import type { Account } from '#shared/accounts.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { createLeases, newHolder } from '../database/lease.ts';
import type { Disposer } from '../platform/ports.ts';
import { createAccountChecker, type FinishedCheck } from './account-checker.ts';
import { createChecks } from './checks.ts';
import { createComparisons } from './comparisons.ts';
import { createCurrentStandings } from './current-standings.ts';
import { createExternalChanges } from './external-changes.ts';
import { createKeepSchedule } from './keep-schedule.ts';
import { createKnownAccounts } from './known-accounts.ts';
import { createKnownState } from './known-state.ts';
import { createOutbox } from './outbox.ts';
import { createMessageOf } from './outbox-message.ts';
import { createPoller } from './poller.ts';
import { createRecordCheck } from './record.ts';
import { createStores } from './stores.ts';
import { createWatchedAlerts } from './watched-alerts.ts';
import type { Watch, WatchDependencies } from './watch.ts';

export function createWatch(dependencies: WatchDependencies): Watch {
  const { db, accounts, clock, notifier, settings, describe, emit } = dependencies;
  const logger = dependencies.logger.child('watch');
  const holder = newHolder();
  const now = (): Instant => instantFromMillis(clock.now());
  const timeOf = dependencies.timeOf ?? (() => clock.now());
  const intervalMinutes = () => settings().checkIntervalMinutes;
  let stopped = false;
  let stopPoller: Disposer | null = null;

  const stores = createStores(db, dependencies.recordAction);
  const { schedules, snapshots, checkRecords, alerts, alertEvents, alertOutages, detailsChanges } = stores;
  const known = createKnownAccounts(schedules, snapshots, accounts);
  const keepSchedule = createKeepSchedule(stores, dependencies.random, intervalMinutes);
  const comparisons = createComparisons(stores, dependencies.pastBills);
  const snapshotChanged = (accountId: string): void => {
    emit('snapshot.changed', { accountId });
  };
  const alertsChanged = (accountId: string): void => {
    emit('alerts.changed', { accountId });
  };
  const outbox = createOutbox({
    ...dependencies,
    logger,
    holder,
    alertEvents,
    messageOf: createMessageOf({ ...stores, describe, headline: alertEvents.headline }),
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
  const checker = createAccountChecker(stores, {
    ...dependencies,
    timeOf,
    logger,
    record: createRecordCheck(stores, known, logger, keepSchedule, comparisons),
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
  const check = createChecks(stores, { accounts, standings, logger, checkAccount, deliver });

  const isChangedOutside = createExternalChanges(db);
  const poller = createPoller({
    ...dependencies,
    logger,
    schedules,
    lease: createLeases(db, clock).standing('poller', holder),
    check: checkAndDeliver,
    isChecking: checker.isChecking,
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
    known: createKnownState(stores, clock, intervalMinutes, snapshotChanged),
    compare: comparisons.of,
    alerts: createWatchedAlerts({
      accounts,
      accountingTimeZone: dependencies.accountingTimeZone,
      alerts,
      known,
      standings,
      now,
      timeOf: (accountId) => instantFromMillis(timeOf(accountId)),
      check,
      onChange: alertsChanged,
    }),
    events: {
      list: alertEvents.list,
      markSeen(alertEventIds) {
        alertEvents.markSeen(alertEventIds, now()).forEach(alertsChanged);
      },
      unseenCount: alertEvents.unseenCount,
      uncomparedCount: alertOutages.count,
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
      messagesIn: (texts) => createMessageOf({ ...stores, describe: texts, headline: alertEvents.highest }),
      note: (accountId, found) => stores.notices.note(accountId, found, now()),
    },
  };
}
