import type { AccountSummary } from '#shared/ipc/contract.ts';
import type { Accounts } from '../accounts/index.ts';
import type { Watch } from '../watch/index.ts';

/** The accounts as the window lists them: with where the key is, how fresh the figures are, and what nobody has seen. */
export const summariesOf = (accounts: Accounts, watch: Watch): Promise<AccountSummary[]> =>
  Promise.all(
    accounts.list().map(async (account) => ({
      ...account,
      keyPlace: await accounts.keyPlace(account.id),
      freshness: watch.freshness(account.id),
      unseenFirings: watch.unseenCount(account.id),
      uncomparedAlerts: watch.uncomparedCount(account.id),
    })),
  );
