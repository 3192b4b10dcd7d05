import type { Account } from '#shared/accounts.ts';
import type { Disposer } from '../platform/ports.ts';
import { createLoop } from '../background/index.ts';
import { isOfDatabase } from '../database/database-error.ts';
import type { StandingLease } from '../database/lease.ts';
import { isDue, mayCheck, newSchedule } from './schedule.ts';
import type { Schedules } from './schedules.ts';
import type { WatchDependencies } from './watch.ts';

const minute = 60_000;
/** How often the wall clock is compared with the stored due times. */
const tick = minute;
/** After waking the network needs a moment. */
const settling = 15_000;

/** Checks accounts whose data is older than this; but none that was tried within `triedWithin`. */
interface CheckRequest {
  readonly olderThan: number;
  readonly triedWithin: number;
}
const everything: CheckRequest = { olderThan: 0, triedWithin: 0 };
const afterNetworkReturn: CheckRequest = { olderThan: minute, triedWithin: 0 };
const onFocus: CheckRequest = { olderThan: 10 * minute, triedWithin: minute };

type OfWatch = 'clock' | 'power' | 'connectivity' | 'accounts' | 'watches' | 'settings' | 'logger';
export interface PollerDependencies extends Pick<WatchDependencies, OfWatch> {
  readonly lease: StandingLease;
  readonly schedules: Schedules;
  /** Never rejects. */
  readonly check: (account: Account) => Promise<unknown>;
  readonly isChecking: (accountId: string) => boolean;
  /** Runs at every tick, whether or not this process holds the lease. */
  readonly onTick: () => void;
  /** Runs about once a day while this process holds the lease. */
  readonly onDay: () => void;
}

/**
 * Decides when accounts are checked. Due times are wall-clock moments in the database, compared at every tick, so
 * that neither sleep nor restart delays them; start, wake, network return and focus ask for a check as well.
 */
export function createPoller(dependencies: PollerDependencies) {
  const { clock, power, connectivity, lease, schedules, accounts, settings, logger } = dependencies;
  let running = false;
  let requests: CheckRequest[] = [];
  let lastDay = -Infinity;

  function isCheckDue(accountId: string, now: number): boolean {
    if (!dependencies.watches(accountId)) return false;
    const schedule = schedules.get(accountId) ?? newSchedule(now);
    if (isDue(schedule, now, settings().checkIntervalMinutes)) return true;
    if (!mayCheck(schedule, now)) return false;
    const age = now - (schedule.lastSuccessAt ?? -Infinity);
    const sinceTry = now - (schedule.lastAttemptAt ?? -Infinity);
    return requests.some(({ olderThan, triedWithin }) => age >= olderThan && sinceTry >= triedWithin);
  }

  /** What is wrong with one account keeps no other back. */
  function checkIfDue(account: Account, now: number): void {
    try {
      if (!dependencies.isChecking(account.id) && isCheckDue(account.id, now)) void dependencies.check(account);
    } catch (error) {
      if (isOfDatabase(error)) throw error;
      logger.error('Could not tell whether an account is due', { account: account.id, reason: String(error) });
    }
  }

  function pollDueAccounts(): void {
    if (!running) return;
    try {
      // What was asked for waits until this process is the poller.
      if (!lease.hold()) return;
      const now = clock.now();
      for (const account of accounts()) checkIfDue(account, now);
      requests = [];
      if (Math.abs(now - lastDay) >= 24 * 60 * minute) {
        lastDay = now;
        dependencies.onDay();
      }
    } catch (error) {
      // A locked database, for one: the next tick tries again.
      logger.error('Could not check which accounts are due', { reason: String(error) });
    }
  }

  function request(wanted: CheckRequest): void {
    requests.push(wanted);
    pollDueAccounts();
  }

  function start(): Disposer {
    running = true;
    requests.push(everything);
    const stopTicks = createLoop({
      ...{ clock, logger, name: 'The poller', firstMillis: 0, everyMillis: tick },
      turn() {
        pollDueAccounts();
        dependencies.onTick();
        return undefined;
      },
    }).start();
    let cancelWake: Disposer = () => undefined;
    const stopPower = power.onWake(() => {
      cancelWake();
      cancelWake = clock.after(settling, () => {
        request(afterNetworkReturn);
        dependencies.onTick();
      });
    });
    const stopConnectivity = connectivity.onOnline(() => {
      request(afterNetworkReturn);
    });
    return () => {
      if (!running) return;
      running = false;
      stopTicks();
      cancelWake();
      stopPower();
      stopConnectivity();
      try {
        lease.release();
      } catch (error) {
        // It is free again when this process has ended.
        logger.warn('Could not give back the lease', { reason: String(error) });
      }
    };
  }

  return {
    start,
    windowFocused(): void {
      request(onFocus);
    },
  };
}
