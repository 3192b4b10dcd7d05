import PQueue from 'p-queue';
import type { Account } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { AlertId } from '#shared/alerts.ts';
import { databaseErrorOf } from '../database/database-error.ts';
import { bugOf } from '../logging/index.ts';
import type { Clock, Logger } from '../platform/ports.ts';
import { billsWanted } from './bills-wanted.ts';
import type { Closing } from './closed-periods.ts';
import type { Reading } from './read-account.ts';
import { readSources, type SourceReads } from './read-sources.ts';
import type { CheckEnd } from './check-end.ts';
import type { Recorded, RecordCheck } from './record.ts';
import type { Stores } from './stores.ts';
import type { WatchDependencies } from './watch.ts';

const accountsAtOnce = 4;
/** A check that takes longer is given up. */
const timeoutMs = 4 * 60_000;

/** A finished check: what was learned and what was written because of it. */
export interface FinishedCheck {
  readonly reading: Reading | null;
  readonly error: AppError | null;
  readonly recorded: Recorded;
}

interface CheckerParts extends SourceReads, Pick<WatchDependencies, 'periodTurned'> {
  readonly clock: Clock;
  /** The time by which the account is billed, milliseconds since 1970. */
  readonly timeOf: (accountId: string) => number;
  readonly logger: Logger;
  readonly record: RecordCheck;
  readonly stopped: () => boolean;
}

/** It was just found to be over, or its bill is final now. */
const isTurn = ({ closedSeenAt, settled }: Closing): boolean => closedSeenAt === null || settled;

/** Reads accounts through their sources, a few at a time, and records the result. */
export function createAccountChecker({ db, periods, alerts }: Stores, parts: CheckerParts) {
  const { openSource, usage, documents, clock, timeOf, logger, record, stopped, periodTurned } = parts;
  const queue = new PQueue({ concurrency: accountsAtOnce });
  const underWay = new Map<string, Promise<FinishedCheck | null>>();
  let abortion = new AbortController();

  function read(account: Account, signal: AbortSignal): Promise<Result<Reading>> {
    const now = () => instantFromMillis(timeOf(account.id));
    const bills = billsWanted(account, alerts, periods, now());
    return readSources(
      { openSource, usage, documents },
      account,
      { unsettled: periods.unsettled(account.id), compared: periods.compared(account.id), bills },
      now,
      signal,
    );
  }

  async function readInTime(account: Account): Promise<Result<Reading>> {
    // Not AbortSignal.any: with a listener on it Node keeps such a signal for as long as the watch runs.
    const controller = new AbortController();
    const abort = () => {
      controller.abort();
    };
    const given = abortion.signal;
    given.addEventListener('abort', abort);
    const aborted = new Promise<Result<Reading>>((resolve) => {
      controller.signal.addEventListener('abort', () => {
        const [source] = account.sources;
        const host = source?.baseUrl ?? source?.kind ?? account.name;
        const error: AppError = given.aborted
          ? { code: 'cancelled' }
          : { code: 'server-timeout', host, seconds: timeoutMs / 1000 };
        resolve(fail(error));
      });
    });
    const cancelTimer = clock.after(timeoutMs, abort);
    try {
      return await Promise.race([read(account, controller.signal), aborted]);
    } catch (error) {
      return fail(failureOf('A check failed in an unexpected way', account, error));
    } finally {
      cancelTimer();
      given.removeEventListener('abort', abort);
    }
  }

  const failureOf = (message: string, { id }: Account, cause: unknown): AppError => {
    const bug = bugOf(logger, message, cause, { account: id });
    return databaseErrorOf(cause, db.name) ?? bug;
  };

  function alertIdsOf(account: Account): ReadonlySet<AlertId> {
    try {
      return new Set(db.open ? [...alerts.list(account.id), ...alerts.listAll()].map(({ id }) => id) : []);
    } catch (cause) {
      // What is wrong with them is reported when they are compared.
      bugOf(logger, 'Alerts could not be listed', cause, { account: account.id });
      return new Set();
    }
  }

  async function checkOnce(account: Account): Promise<FinishedCheck | null> {
    const isOver = () => stopped() || !db.open;
    if (stopped()) return null;
    const startedAt = clock.now();
    try {
      const alertIds = alertIdsOf(account);
      const result = await readInTime(account);
      if (isOver()) return null;
      const reading = result.ok ? result.value : null;
      if (reading?.closings.some(isTurn)) await periodTurned(account.id);
      if (isOver()) return null;
      const error = result.ok ? result.value.error : result.error;
      const end: CheckEnd = { startedAt, endedAt: clock.now(), reading, error, alertIds };
      if (error) logger.warn('A check failed', { account: account.id, code: error.code });
      const recorded = record(account, end);
      if (!recorded) return null;
      const { failure } = recorded;
      return failure ? { reading: null, error: failure, recorded } : { reading, error, recorded };
    } catch (cause) {
      if (isOver()) return null;
      return {
        reading: null,
        error: failureOf('A check could not be recorded', account, cause),
        recorded: { alertEventIds: [], outageRaised: false, detailsChanged: false, failure: null },
      };
    }
  }

  return {
    /** Checks the account now; never twice at once. Null when the watch stopped or the account is gone. Never rejects. */
    async check(account: Account): Promise<FinishedCheck | null> {
      for (let other = underWay.get(account.id); other; other = underWay.get(account.id)) await other;
      const check = queue.add(() => checkOnce(account));
      underWay.set(account.id, check);
      try {
        return await check;
      } finally {
        underWay.delete(account.id);
      }
    },
    isChecking: (accountId: string) => underWay.has(accountId),
    /** Aborts what is under way. */
    abort(): void {
      abortion.abort();
      abortion = new AbortController();
    },
    /** Resolves when nothing is under way. */
    idle: () => queue.onIdle(),
  };
}
