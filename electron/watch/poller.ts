import type { Account } from '#shared/accounts.ts';
import type { Settings } from '#shared/settings.ts';
import type { Clock, Connectivity, Disposer, Logger, Power } from '../platform/ports.ts';
import { isOfDatabase } from '../database/database-error.ts';
import type { StandingLease } from '../database/lease.ts';
import { isDue, mayAsk, newSchedule } from './schedule.ts';
import type { Schedules } from './schedules.ts';

const minute = 60_000;
/** How often the wall clock is compared with the stored due times. */
const beat = minute;
/** After waking the network needs a moment. */
const settling = 15_000;

/** Data older than this is wanted anew; accounts tried more recently than `triedWithin` are left alone. */
interface Ask {
  readonly olderThan: number;
  readonly triedWithin: number;
}
const everything: Ask = { olderThan: 0, triedWithin: 0 };
const afterNetworkReturn: Ask = { olderThan: minute, triedWithin: 0 };
const onFocus: Ask = { olderThan: 10 * minute, triedWithin: minute };

export interface Poller {
  start(): Disposer;
  windowFocused(): void;
}

export interface PollerDependencies {
  readonly clock: Clock;
  readonly power: Power;
  readonly connectivity: Connectivity;
  readonly lease: StandingLease;
  readonly schedules: Schedules;
  readonly accounts: () => readonly Account[];
  readonly settings: () => Settings;
  readonly logger: Logger;
  /** Never rejects. */
  readonly poll: (account: Account) => Promise<unknown>;
  readonly isPolling: (accountId: string) => boolean;
  /** Runs at every beat, whether or not this process holds the lease. */
  readonly onBeat: () => void;
  /** Runs about once a day while this process holds the lease. */
  readonly onDay: () => void;
}

/**
 * Decides when accounts are looked at. Due times are wall-clock moments in the database, compared at every beat, so
 * that neither sleep nor restart delays them; start, wake, network return and focus ask for a look as well.
 */
export function createPoller(dependencies: PollerDependencies): Poller {
  const { clock, power, connectivity, lease, schedules, accounts, settings, logger } = dependencies;
  let running = false;
  let asked: Ask[] = [];
  let lastDay = -Infinity;

  function isWanted(accountId: string, now: number): boolean {
    const schedule = schedules.get(accountId) ?? newSchedule(now);
    if (isDue(schedule, now, settings().pollIntervalMinutes)) return true;
    if (!mayAsk(schedule, now)) return false;
    const age = now - (schedule.lastSuccessAt ?? -Infinity);
    const sinceTry = now - (schedule.lastAttemptAt ?? -Infinity);
    return asked.some(({ olderThan, triedWithin }) => age >= olderThan && sinceTry >= triedWithin);
  }

  /** What is wrong with one account keeps no other back. */
  function pollIfWanted(account: Account, now: number): void {
    try {
      if (!dependencies.isPolling(account.id) && isWanted(account.id, now)) void dependencies.poll(account);
    } catch (error) {
      if (isOfDatabase(error)) throw error;
      logger.error('Could not tell whether an account is due', { account: account.id, reason: String(error) });
    }
  }

  function lookAround(): void {
    if (!running) return;
    try {
      // What was asked for waits until this process is the poller.
      if (!lease.hold()) return;
      const now = clock.now();
      for (const account of accounts()) pollIfWanted(account, now);
      asked = [];
      if (Math.abs(now - lastDay) >= 24 * 60 * minute) {
        lastDay = now;
        dependencies.onDay();
      }
    } catch (error) {
      // A locked database, for one: the next beat tries again.
      logger.error('Could not look for due accounts', { reason: String(error) });
    }
  }

  function ask(what: Ask): void {
    asked.push(what);
    lookAround();
  }

  function start(): Disposer {
    running = true;
    let cancelBeat: Disposer = () => undefined;
    let cancelWake: Disposer = () => undefined;
    const onBeat = () => {
      cancelBeat = clock.after(beat, onBeat);
      lookAround();
      dependencies.onBeat();
    };
    const stopPower = power.onWake(() => {
      cancelWake();
      cancelWake = clock.after(settling, () => {
        ask(afterNetworkReturn);
        dependencies.onBeat();
      });
    });
    const stopConnectivity = connectivity.onOnline(() => {
      ask(afterNetworkReturn);
    });
    cancelBeat = clock.after(beat, onBeat);
    ask(everything);
    dependencies.onBeat();
    return () => {
      if (!running) return;
      running = false;
      cancelBeat();
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
    windowFocused() {
      ask(onFocus);
    },
  };
}
