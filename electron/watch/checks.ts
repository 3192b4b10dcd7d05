import type { Account } from '#shared/accounts.ts';
import type { Alert, AlertEventId } from '#shared/alerts.ts';
import { brokenStanding } from '#shared/standings.ts';
import type { Database } from '../database/open.ts';
import { bugOf } from '../logging/index.ts';
import type { Logger } from '../platform/ports.ts';
import { nameOf } from '../unread/index.ts';
import type { Alerts } from './alerts.ts';
import type { CurrentStandings } from './current-standings.ts';
import type { AlertEvents } from './alert-events.ts';
import { reasonOfFailure } from './known-accounts.ts';
import type { FinishedCheck } from './account-checker.ts';
import { alertOutcomes, type CheckOutcome, lateOutcomes } from './outcome.ts';
import type { Periods } from './periods.ts';
import { viewsOf } from './read-account.ts';
import type { Snapshots } from './snapshots.ts';

interface Parts {
  readonly db: Database;
  readonly accounts: () => readonly Account[];
  readonly alerts: Pick<Alerts, 'list' | 'listAll'>;
  readonly snapshots: Pick<Snapshots, 'latest'>;
  readonly periods: Periods;
  readonly alertEvents: AlertEvents;
  readonly standings: CurrentStandings;
  readonly logger: Logger;
  /** Null when the watch stopped or the account is gone. */
  readonly checkAccount: (account: Account) => Promise<FinishedCheck | null>;
  readonly deliver: () => Promise<void>;
}

interface Checked {
  readonly own: CheckOutcome;
  readonly alertEventIds: readonly AlertEventId[];
}

/** Checks that somebody asked for, with their outcomes. A bug in one account's is that account's outcome. */
export function createChecks(parts: Parts) {
  const { db, accounts, alerts, snapshots, periods, alertEvents, standings, logger } = parts;

  async function checked(account: Account): Promise<Checked | null> {
    const done = await parts.checkAccount(account);
    if (!done) return null;
    await parts.deliver();
    if (!db.open) return null;
    const { reading, error, recorded } = done;
    const own = alerts.list(account.id);
    const failure = reading === null && error ? reasonOfFailure(error) : null;
    const snapshot = failure ? null : snapshots.latest(account.id);
    const { alertEventIds } = recorded;
    const unread = (reading?.unread ?? []).map(nameOf);
    const outcome: CheckOutcome = {
      account,
      ok: error === null && !unread.some(({ object }) => object === 'subscription'),
      error,
      asOf: reading?.asOf ?? null,
      unread,
      listedSubscriptions: reading?.listedSubscriptions ?? null,
      subscriptions: reading ? viewsOf(reading) : [],
      gone: snapshot?.gone ?? [],
      alerts: [
        ...alertOutcomes(
          { periods, alertEvents },
          own,
          standings.own(own, () => ({ snapshot, failure })),
          alertEventIds,
        ),
        ...lateOutcomes(
          [...own, ...alerts.listAll()],
          alertEvents.list(account.id),
          alertEventIds,
          reading?.closings ?? [],
        ),
      ],
    };
    return { own: outcome, alertEventIds };
  }

  function failed(account: Account, cause: unknown): Checked {
    const error = bugOf(logger, 'A check failed in an unexpected way', cause, { account: account.id });
    const outcome: CheckOutcome = {
      ...{ account, error, ok: false, asOf: null, unread: [], listedSubscriptions: null, subscriptions: [], gone: [] },
      alerts: brokenOutcomes(account),
    };
    return { own: outcome, alertEventIds: [] };
  }

  function brokenOutcomes({ id }: Account): CheckOutcome['alerts'] {
    try {
      const own: Alert[] = alerts.list(id);
      return alertOutcomes({ periods, alertEvents }, own, own.map(brokenStanding), []);
    } catch (cause) {
      bugOf(logger, 'Alerts could not be listed', cause, { account: id });
      return [];
    }
  }

  async function checkOne(account: Account): Promise<Checked | null> {
    try {
      return await checked(account);
    } catch (cause) {
      return db.open ? failed(account, cause) : null;
    }
  }

  /** All accounts when null. */
  return async function check(accountId: string | null): Promise<CheckOutcome[]> {
    const wanted = accounts().filter((account) => accountId === null || account.id === accountId);
    const outcomes = (await Promise.all(wanted.map(checkOne))).filter((outcome) => outcome !== null);
    const alertEventIds = outcomes.flatMap((outcome) => outcome.alertEventIds);
    const inSum = ({ own }: Checked): boolean => !own.account.practice;
    if (!outcomes.some(inSum) || !db.open) return outcomes.map(({ own }) => own);
    try {
      const all = alerts.listAll();
      // When all were read: each check compared them with what was known by then.
      const overAll = alertOutcomes({ periods, alertEvents }, all, standings.overAll(all), alertEventIds);
      return outcomes.map((each) =>
        inSum(each) ? { ...each.own, alerts: [...each.own.alerts, ...overAll] } : each.own,
      );
    } catch (cause) {
      const error = bugOf(logger, 'Alerts over all accounts could not be told', cause);
      return outcomes.map((each) =>
        inSum(each) ? { ...each.own, ok: false, error: each.own.error ?? error } : each.own,
      );
    }
  };
}
