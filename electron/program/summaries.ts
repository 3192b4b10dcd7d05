import type { Account } from '#shared/accounts.ts';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import type { Accounts } from '../accounts/index.ts';
import { bugOf } from '../logging/index.ts';
import type { Logger } from '../platform/ports.ts';
import type { Watch } from '../watch/index.ts';

/**
 * The accounts as the window lists them: with where the key is, how fresh the figures are, and what nobody has seen. One of
 * which that cannot be told is listed with what went wrong.
 */
export function summariesOf(
  accounts: Pick<Accounts, 'list' | 'keys'>,
  watch: Pick<Watch, 'known' | 'events'>,
  logger: Pick<Logger, 'error'>,
): Promise<AccountSummary[]> {
  async function summaryOf(account: Account): Promise<AccountSummary> {
    try {
      return {
        ...account,
        keyPlace: await accounts.keys.place(account.id),
        freshness: watch.known.freshness(account.id),
        unseenAlertEvents: watch.events.unseenCount(account.id),
        uncomparedAlerts: watch.events.uncomparedCount(account.id),
      };
    } catch (cause) {
      const error = bugOf(logger, 'An account could not be summed up', cause, { account: account.id });
      const freshness = { state: 'stale', lastSuccessAt: null, lastAttemptAt: null, nextDueAt: null, error } as const;
      return { ...account, keyPlace: 'none', freshness, unseenAlertEvents: 0, uncomparedAlerts: 0 };
    }
  }
  return Promise.all(accounts.list().map(summaryOf));
}
