import type { AccountSummary } from '#shared/ipc/contract.ts';
import { itemOf, type ToDoProvider } from '../provider.ts';

const hasKey = ({ keyPlace }: Pick<AccountSummary, 'keyPlace'>): boolean =>
  keyPlace !== 'none' && keyPlace !== 'unreachable';

/** Whether an account is watched now: it has a key, and its last checks succeeded. */
export const isWatched = ({ freshness, keyPlace }: Pick<AccountSummary, 'freshness' | 'keyPlace'>): boolean =>
  hasKey({ keyPlace }) && (freshness.state === 'fresh' || freshness.state === 'incomplete');

/** One that was added a moment ago is not yet anybody's task. */
const isBeingRead = (account: AccountSummary): boolean =>
  account.freshness.state === 'never' && account.freshness.error === null && hasKey(account);

export const notWatched: ToDoProvider = ({ accounts }) =>
  accounts
    .filter((account) => !isWatched(account) && !isBeingRead(account))
    .map((account) =>
      itemOf('not-watched', account, '', {
        since: account.freshness.lastSuccessAt,
        // Without one: there is no key, or it cannot be reached.
        reason: hasKey(account) ? (account.freshness.state === 'refused' ? 'key-refused' : 'account-not-read') : null,
      }),
    );
