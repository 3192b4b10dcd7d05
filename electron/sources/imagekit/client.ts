import { parseBaseUrl } from '#shared/base-url.ts';
import type { AppError } from '#shared/errors.ts';
import { redact } from '#shared/redact.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { failureReason, pauseBeforeRetry, retry, retryAfterSeconds, type RetryPolicy, wait } from '../../http/index.ts';
import type { Clock, Fetch, Logger } from '../../platform/ports.ts';
import { messageOf } from './wire.ts';

export interface ImagekitClientOptions {
  /** `private_…` */
  readonly key: string;
  /** Null for ImageKit's own server; else an address that `parseBaseUrl` allows. */
  readonly baseUrl: string | null;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How often a request that failed in passing is tried again, 2 unless given. Waits follow the clock. */
  readonly retries?: number;
  /** Of one request, 30 unless given. */
  readonly timeoutSeconds?: number;
}

/** Gets one path with its query; answers what the body's JSON holds. */
export type GetJson = (path: string, query: Record<string, string>, signal?: AbortSignal) => Promise<Result<unknown>>;

const vendor = 'https://api.imagekit.io';

/** ImageKit's API by plain HTTP: Basic authentication with the private key as user name and no password. */
export function createImagekitClient(options: ImagekitClientOptions): GetJson {
  const { key, fetch, clock, logger, retries = 2, timeoutSeconds = 30 } = options;
  const server = parseBaseUrl(options.baseUrl ?? vendor);
  if (!server.ok) throw new RangeError('The base URL was not checked before');
  const { origin, host } = server.value;
  const policy: RetryPolicy = {
    retries,
    longestPause: 5_000,
    transient: ['server-unreachable', 'server-failed'],
  };
  const headers = {
    Accept: 'application/json',
    Authorization: `Basic ${Buffer.from(`${key}:`, 'utf8').toString('base64')}`,
    'User-Agent': 'Billfold',
  };

  async function attempt(url: URL, signal: AbortSignal | undefined): Promise<Result<unknown>> {
    const overtime = new AbortController();
    const stop = clock.after(timeoutSeconds * 1000, () => {
      overtime.abort();
    });
    const signals = signal ? [signal, overtime.signal] : [overtime.signal];
    try {
      // A redirect could carry the key to another server.
      const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.any(signals) });
      const text = await response.text();
      logger.debug('ImageKit answered', { path: url.pathname, status: response.status });
      return read(response, text);
    } catch (cause) {
      if (signal?.aborted) return fail({ code: 'cancelled' });
      if (overtime.signal.aborted) return fail({ code: 'server-timeout', host, seconds: timeoutSeconds });
      const reason = failureReason(cause);
      logger.debug('ImageKit call failed', { path: url.pathname, reason });
      return fail({ code: 'server-unreachable', host, reason });
    } finally {
      stop();
    }
  }

  function read(response: Response, text: string): Result<unknown> {
    const body = parsed(text);
    if (!response.ok) return fail(refusal(response, messageOf(body)));
    return body === undefined
      ? fail({ code: 'answer-not-json', host, contentType: response.headers.get('content-type') })
      : ok(body);
  }

  function refusal({ status, headers: answered }: Response, message: string | null): AppError {
    if (status === 429) return { code: 'rate-limited', retryAfterSeconds: retryAfterSeconds(answered, clock.now()) };
    if (status >= 500) return { code: 'server-failed', status, requestId: answered.get('x-ik-requestid') };
    // ImageKit answers a wrong key with 403, too.
    if (status === 403 && /permission/i.test(message ?? '')) return { code: 'permission-missing', permission: 'usage' };
    if (status === 401 || status === 403) return { code: 'key-refused', host };
    const detail = message === null ? null : redact(message.replaceAll(key, '[removed]'));
    return { code: 'request-refused', status, detail };
  }

  return async (path, query, signal) => {
    const url = new URL(path, origin);
    url.search = new URLSearchParams(query).toString();
    return retry(
      () => attempt(url, signal),
      (error, tried) => pauseBeforeRetry(error, tried, policy),
      (pause) => wait(clock, pause, signal),
    );
  };
}

/** Undefined where the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
