import type { Account, SourceKind } from '#shared/accounts.ts';
import { parseBaseUrl } from '#shared/base-url.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Clock, Fetch, Logger } from '../platform/ports.ts';
import type { BillingSource, OpenBillingSource } from './billing-source.ts';
import { limitFor } from './stripe/client.ts';
import type { RequestLimit } from './stripe/request-limit.ts';
import { createStripeSource } from './stripe/stripe-source.ts';

export interface SourceOpenerOptions {
  readonly account: (id: string) => Account | null;
  readonly keyFor: (accountId: string, kind: SourceKind) => Promise<Result<string>>;
  /** Where the embedded practice server of a practice account listens. */
  readonly practiceUrl: (account: Account) => Promise<string>;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** The time of the account's server where it is not the machine's: a practice account's clock can be moved. */
  readonly clockOf?: (account: Account) => Clock;
  readonly logger: Logger;
}

interface Opened {
  readonly key: string;
  readonly baseUrl: string | null;
  readonly source: BillingSource;
}

/** Opens accounts' sources: one source an account as long as its key and server stay, one rate limit a key and server. */
export function createSourceOpener(options: SourceOpenerOptions): OpenBillingSource {
  const { fetch, clock, logger, clockOf = () => clock } = options;
  const opened = new Map<string, Opened>();
  const limits = new Map<string, RequestLimit>();

  function limit(key: string, baseUrl: string | null): RequestLimit {
    const id = `${baseUrl ?? ''} ${key}`;
    const existing = limits.get(id) ?? limitFor(key, clock);
    limits.set(id, existing);
    return existing;
  }

  return async (accountId) => {
    const account = options.account(accountId);
    if (!account) {
      opened.delete(accountId);
      return fail({ code: 'account-not-found', account: accountId });
    }
    const settings = account.sources.find((source) => source.kind === 'stripe');
    const customerId = settings?.customerId ?? null;
    if (!settings || customerId === null) {
      return fail({ code: 'source-not-supported', source: account.sources[0]?.kind ?? '' });
    }
    const key = await options.keyFor(accountId, 'stripe');
    if (!key.ok) return key;
    const baseUrl = account.practice ? await options.practiceUrl(account) : settings.baseUrl;
    if (baseUrl !== null) {
      const allowed = parseBaseUrl(baseUrl);
      if (!allowed.ok) return allowed;
    }
    const before = opened.get(accountId);
    if (before?.key === key.value && before.baseUrl === baseUrl) return ok(before.source);
    const shared = { baseUrl, fetch, clock: clockOf(account), logger, limit: limit(key.value, baseUrl) };
    const source = createStripeSource({ ...shared, key: key.value, customerId });
    opened.set(accountId, { key: key.value, baseUrl, source });
    return ok(source);
  };
}
