import type { Account, SourceKind } from '#shared/accounts.ts';
import type { ConnectionReport } from '#shared/network.ts';
import type { Network } from '../network/index.ts';

export interface ConnectionTests {
  /** Each server that an account's figures come from; the vendors' own while there is no account. */
  all(): Promise<ConnectionReport[]>;
  /** The first of them, for the proxy on the way there. */
  proxy(): Promise<ConnectionReport>;
  /** Its address. */
  address(): string;
}

const vendors: Record<SourceKind, string> = { stripe: 'https://api.stripe.com', imagekit: 'https://api.imagekit.io' };

/** What Settings and the diagnostics ask to know how servers are reached. */
export function createConnectionTests(accounts: () => Account[], test: Network['test']): ConnectionTests {
  function addresses(): readonly [string, ...string[]] {
    const sources = accounts()
      .filter(({ practice }) => !practice)
      .flatMap((account) => account.sources);
    const [first, ...others] = new Set(sources.map(({ kind, baseUrl }) => baseUrl ?? vendors[kind]));
    return first === undefined ? [vendors.stripe, vendors.imagekit] : [first, ...others];
  }
  return {
    all: () => Promise.all(addresses().map(test)),
    proxy: () => test(addresses()[0]),
    address: () => addresses()[0],
  };
}
