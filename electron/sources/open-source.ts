import type { Account } from '#shared/accounts.ts';
import { fail, ok } from '#shared/result.ts';
import type { OpenBillingSource } from './billing-source.ts';
import { createSourceAccess, type SourceAccessOptions } from './source-access.ts';
import { limitFor } from './stripe/client.ts';
import type { RequestLimit } from './stripe/request-limit.ts';
import { createStripeSource } from './stripe/stripe-source.ts';
import type { OpenUsageSource, UsageCache } from './usage-source.ts';
import { createImagekitSource } from './imagekit/imagekit-source.ts';

/** Opens accounts' billing sources: one an account as long as its key and server stay, one rate limit a key and server. */
export function createSourceOpener(options: SourceAccessOptions): OpenBillingSource {
  const { fetch, clock, logger, clockOf = () => clock } = options;
  const limits = new Map<string, RequestLimit>();

  function limit(key: string, baseUrl: string | null, isPractice: boolean): RequestLimit {
    const id = `${baseUrl ?? ''} ${key}`;
    const existing = limits.get(id) ?? limitFor(key, clock, isPractice);
    limits.set(id, existing);
    return existing;
  }

  return createSourceAccess(options, 'stripe', ({ account, settings: { customerId }, key, baseUrl }) => {
    if (customerId === null) return fail({ code: 'source-not-supported', source: 'stripe' });
    const shared = { baseUrl, fetch, clock: clockOf(account), logger, limit: limit(key, baseUrl, account.practice) };
    return ok(createStripeSource({ ...shared, key, customerId }));
  });
}

/** Opens accounts' usage sources, one an account as long as its key and server stay. */
export function createUsageOpener(
  options: SourceAccessOptions,
  cacheOf: (account: Account) => UsageCache,
): OpenUsageSource {
  const { fetch, clock, logger, clockOf = () => clock } = options;
  return createSourceAccess(options, 'imagekit', ({ account, key, baseUrl }) =>
    ok(createImagekitSource({ key, baseUrl, fetch, clock: clockOf(account), logger, cache: cacheOf(account) })),
  );
}
