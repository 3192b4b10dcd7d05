import type { Account } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { Reason } from '#shared/reasons.ts';
import type { KnownAccount } from '#shared/standings.ts';
import { instantFromMillis } from '#shared/time.ts';
import { contradictsItself } from './schedule.ts';
import type { Schedules } from './schedules.ts';
import type { Snapshots } from './snapshots.ts';

export type KnownAccounts = ReturnType<typeof createKnownAccounts>;

/** Why nothing can be said of an account whose check failed as a whole. */
export function reasonOfFailure(error: AppError): Reason {
  if (error.code === 'key-refused' || error.code === 'internal') return error.code;
  return contradictsItself(error) ? 'list-contradicts' : 'account-not-read';
}

export function createKnownAccounts(schedules: Schedules, snapshots: Snapshots, accounts: () => readonly Account[]) {
  const of = (accountId: string): KnownAccount => {
    const snapshot = snapshots.latest(accountId);
    const schedule = schedules.get(accountId);
    // A check that failed in part left a snapshot as new as itself, which names what it lacks.
    const isInPart =
      snapshot?.incomplete === true &&
      schedule?.lastAttemptAt != null &&
      instantFromMillis(schedule.lastAttemptAt) === snapshot.asOf;
    const error = schedule?.error ?? null;
    return { snapshot, failure: error && !isInPart ? reasonOfFailure(error) : null };
  };
  return {
    /** What is known of an account, and why that is not now. */
    of,
    /** Of all that are in a sum over all accounts: those of practice are not. */
    all: () =>
      accounts()
        .filter(({ practice }) => !practice)
        .map(({ id }) => of(id)),
  };
}
