import { z } from 'zod';
import type { Account } from '#shared/accounts.ts';
import type { ServerConnection } from './server-connection.ts';

/** Seconds; renewed every minute, so that another desk takes over within three. */
const leaseSeconds = 180;

const leaseSchema = z.object({ token: z.number() }).nullable();

interface Watchers {
  /** Whether this desk watches the account. */
  watches(accountId: string): boolean;
  /** Takes or renews the accounts that this desk has keys for. Where the server does not answer, all stays as it was. */
  renew(accounts: readonly Pick<Account, 'id'>[], hasKey: (id: string) => Promise<boolean>): Promise<void>;
  releaseAll(): Promise<void>;
}

/** Who watches which account: one desk at a time, one that has the key, by the server's clock. */
export function createWatchers(connection: Pick<ServerConnection, 'call'>): Watchers {
  /** By account that this desk watches; null: the server could not be asked, and somebody must. */
  const tokens = new Map<string, number | null>();
  /** The server has said of it who watches. */
  const told = new Set<string>();
  return {
    watches: (accountId) => tokens.has(accountId),
    async renew(accounts, hasKey) {
      for (const { id } of accounts) {
        if (!(await hasKey(id))) {
          tokens.delete(id);
          continue;
        }
        const lease = await connection.call('lease', [id, leaseSeconds], leaseSchema);
        if (!lease.ok) {
          if (lease.error.code === 'team-refused') tokens.delete(id);
          else if (!told.has(id)) tokens.set(id, null);
          continue;
        }
        told.add(id);
        if (lease.value) tokens.set(id, lease.value.token);
        else tokens.delete(id);
      }
    },
    async releaseAll() {
      for (const id of tokens.keys()) {
        const released = await connection.call('release', [id], z.unknown());
        // Nobody waits for a server that is away, account by account, to quit: the rights end by themselves.
        if (!released.ok) break;
      }
      tokens.clear();
    },
  };
}
