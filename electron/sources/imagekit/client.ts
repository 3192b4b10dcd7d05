import { parseBaseUrl } from '#shared/base-url.ts';
import type { AppError } from '#shared/errors.ts';
import { redact } from '#shared/redact.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Clock, Fetch, Logger } from '../../platform/ports.ts';
import { wait } from '../wait.ts';
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
/** The longest pause that is waited out here; a longer one is the caller's to plan. */
const longestPauseSeconds = 5;

/** ImageKit's API by plain HTTP: Basic authentication with the private key as user name and no password. */
export function createImagekitClient(options: ImagekitClientOptions): GetJson {
  const { key, fetch, clock, logger, retries = 2, timeoutSeconds = 30 } = options;
  const server = parseBaseUrl(options.baseUrl ?? vendor);
  if (!server.ok) throw new RangeError('The base URL was not checked before');
  const { origin, host } = server.value;
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
      const reason = codeOf(cause);
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
    if (status === 429) return { code: 'rate-limited', retryAfterSeconds: secondsOf(answered.get('retry-after')) };
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
    for (let tried = 0; ; tried++) {
      const answer = await attempt(url, signal);
      const pause = answer.ok || tried >= retries ? null : pauseBefore(answer.error, tried);
      if (pause === null) return answer;
      if (!(await wait(clock, pause, signal))) return fail({ code: 'cancelled' });
    }
  };
}

/** Milliseconds to wait before trying again; null where trying again cannot help or takes too long. */
function pauseBefore(error: AppError, tried: number): number | null {
  if (error.code === 'rate-limited') {
    const seconds = error.retryAfterSeconds ?? 1;
    return seconds > longestPauseSeconds ? null : Math.max(seconds, 0.2) * 1000;
  }
  return error.code === 'server-unreachable' || error.code === 'server-failed' ? 500 * 2 ** tried : null;
}

/** Undefined where the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** `Retry-After` in whole seconds; a date cannot be read without trusting two clocks, so it counts as not said. */
const secondsOf = (header: string | null): number | null =>
  header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) : null;

/** A code only: a message could quote an address with its query. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'connection failed';
  if (cause.cause instanceof Error) return codeOf(cause.cause);
  if ('code' in cause && typeof cause.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(cause.code)) return cause.code;
  return /\bERR_[A-Z_]+\b/.exec(cause.message)?.[0] ?? 'connection failed';
}
