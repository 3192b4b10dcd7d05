import type { AccountSummary } from '#shared/ipc/contract.ts';
import { itemOf, type ToDoProvider } from '../provider.ts';

/** Whether an account is watched now: it has a key, and its last checks succeeded. */
export const isWatched = ({ freshness, keyPlace }: Pick<AccountSummary, 'freshness' | 'keyPlace'>): boolean =>
  keyPlace !== 'none' &&
  keyPlace !== 'unreachable' &&
  (freshness.state === 'fresh' || freshness.state === 'incomplete');

/** One that was added a moment ago is not yet anybody's task. */
const isBeingRead = ({ freshness, keyPlace }: AccountSummary): boolean =>
  freshness.state === 'never' && freshness.error === null && keyPlace !== 'none' && keyPlace !== 'unreachable';

export const notWatched: ToDoProvider = ({ accounts }) =>
  accounts
    .filter((account) => !isWatched(account) && !isBeingRead(account))
    .map((account) =>
      itemOf('not-watched', account, '', {
        since: account.freshness.lastSuccessAt,
        reason:
          account.freshness.state === 'refused' || account.keyPlace === 'none' ? 'key-refused' : 'account-not-read',
      }),
    );
