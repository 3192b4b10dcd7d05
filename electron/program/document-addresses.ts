import { isLoopback } from '#shared/base-url.ts';
import type { Account } from '#shared/accounts.ts';
import type { MayFetch } from '../archive/index.ts';
import { createAddressJudge } from '../http/index.ts';
import type { LookUp } from '../platform/ports.ts';

/**
 * Where documents are fetched from: anywhere on the internet, and the account's own server wherever it is. A vendor must not
 * have Billfold knock on doors inside the company's network, or on this computer, by a link or a redirect.
 * @param practiceUrl where the practice server of an account listens
 */
export function createDocumentAddresses(
  accountOf: (id: string) => Account | null,
  practiceUrl: (account: Account) => Promise<string>,
  lookUp: LookUp,
): MayFetch {
  const isOutside = createAddressJudge(lookUp);

  async function ownServers(accountId: string): Promise<string[]> {
    const account = accountOf(accountId);
    if (!account) return [];
    if (account.practice) return [await practiceUrl(account)];
    return account.sources.flatMap(({ baseUrl }) => baseUrl ?? []);
  }

  return async (accountId, address) => {
    const own = await ownServers(accountId);
    return own.some((server) => isSame(new URL(server), address)) || isOutside(address.hostname);
  };
}

/** The same server; this computer has several names. */
const isSame = (a: URL, b: URL): boolean =>
  a.protocol === b.protocol &&
  a.port === b.port &&
  (a.hostname === b.hostname || (isLoopback(a.hostname) && isLoopback(b.hostname)));
