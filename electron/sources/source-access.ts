import { type Account, accountNotFound, type SourceKind, type SourceSettings, unsupported } from '#shared/accounts.ts';
import { parseBaseUrl } from '#shared/base-url.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Clock, Fetch, Logger } from '../platform/ports.ts';

export interface SourceAccessOptions extends Pick<SourceOptions, 'fetch' | 'clock' | 'logger'> {
  /** An account, open or closed. */
  readonly account: (id: string) => Account | null;
  readonly keyFor: (accountId: string, kind: SourceKind) => Promise<Result<string>>;
  /** Where the embedded practice server of a practice account listens. */
  readonly practiceUrl: (account: Account) => Promise<string>;
  /** The time of the account's server where it is not the machine's: a practice account's clock can be moved. */
  readonly clockOf?: (account: Account) => Clock;
}

/** What every source is made with. */
export interface SourceOptions {
  readonly key: string;
  /** Null for the vendor's own server; else an address that `parseBaseUrl` allows. */
  readonly baseUrl: string | null;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How often a request with a transient failure is tried again, 2 unless given. Waits follow the clock. */
  readonly retries?: number;
  /** Of one request, 30 unless given. */
  readonly timeoutSeconds?: number;
}

/** What a source is opened with. */
interface Access extends Pick<SourceOptions, 'key' | 'baseUrl'> {
  readonly account: Account;
  readonly settings: SourceSettings;
}

/** Opens the sources of one kind: the same one again as long as the account's key and server stay. */
export function createSourceAccess<Source>(
  options: SourceAccessOptions,
  kind: SourceKind,
  open: (access: Access) => Result<Source>,
): (accountId: string) => Promise<Result<Source>> {
  const opened = new Map<string, { key: string; baseUrl: string | null; source: Source }>();

  return async (accountId) => {
    const account = options.account(accountId);
    if (account?.closedAt !== null) {
      opened.delete(accountId);
      return fail(account ? { code: 'account-closed', account: account.name } : accountNotFound(accountId));
    }
    const settings = account.sources.find((source) => source.kind === kind);
    if (!settings) return fail(unsupported(account));
    const key = await options.keyFor(accountId, kind);
    if (!key.ok) return key;
    const baseUrl = account.practice ? await options.practiceUrl(account) : settings.baseUrl;
    if (baseUrl !== null) {
      const allowed = parseBaseUrl(baseUrl);
      if (!allowed.ok) return allowed;
    }
    const before = opened.get(accountId);
    if (before?.key === key.value && before.baseUrl === baseUrl) return ok(before.source);
    const source = open({ account, settings, key: key.value, baseUrl });
    if (source.ok) opened.set(accountId, { key: key.value, baseUrl, source: source.value });
    return source;
  };
}
