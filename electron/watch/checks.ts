import type { Account } from '#shared/accounts.ts';
import type { Alert, AlertEventId } from '#shared/alerts.ts';
import type { Snapshot } from '#shared/ipc/contract.ts';
import { brokenStanding } from '#shared/standings.ts';
import { bugOf } from '../logging/index.ts';
import type { Logger } from '../platform/ports.ts';
import { nameOf } from '../unread/index.ts';
import type { CurrentStandings } from './current-standings.ts';
import { reasonOfFailure } from './known-accounts.ts';
import type { FinishedCheck } from './account-checker.ts';
import { alertOutcomes, type CheckOutcome, lateOutcomes } from './outcome.ts';
import type { Reading } from './read-account.ts';
import type { Stores } from './stores.ts';

interface Parts {
  readonly accounts: () => readonly Account[];
  readonly standings: CurrentStandings;
  readonly logger: Logger;
  /** Null when the watch stopped or the account is gone. */
  readonly checkAccount: (account: Account) => Promise<FinishedCheck | null>;
  readonly deliver: () => Promise<void>;
}

/** As they were kept, but for those that could not be read this time. */
function viewsReadBy({ subscriptions }: Reading, snapshot: Snapshot): Snapshot['subscriptions'] {
  const read = new Set(
    (subscriptions ?? []).filter(({ upcoming }) => upcoming).map(({ subscription }) => subscription.id),
  );
  return snapshot.subscriptions.filter(({ subscription }) => read.has(subscription.id));
}

interface Checked {
  readonly own: CheckOutcome;
  readonly alertEventIds: readonly AlertEventId[];
}

/** Checks that somebody asked for, with their outcomes. A bug in one account's is that account's outcome. */
export function createChecks(stores: Stores, { accounts, standings, logger, checkAccount, deliver }: Parts) {
  const { db, alerts, snapshots, alertEvents } = stores;

  async function checked(account: Account): Promise<Checked | null> {
    const done = await checkAccount(account);
    if (!done) return null;
    await deliver();
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
      subscriptions: snapshot && reading ? viewsReadBy(reading, snapshot) : [],
      gone: snapshot?.gone ?? [],
      alerts: [
        ...alertOutcomes(
          stores,
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
      return alertOutcomes(stores, own, own.map(brokenStanding), []);
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
      const overAll = alertOutcomes(stores, all, standings.overAll(all), alertEventIds);
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
