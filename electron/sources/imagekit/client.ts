import { parseBaseUrl } from '#shared/base-url.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { notReached } from '#shared/way-failures.ts';
import {
  failureIn,
  createHttpClient,
  type HttpAnswer,
  jsonLimits,
  pauseBeforeRetry,
  readJsonObject,
  retry,
  retryAfterSeconds,
  type RetryPolicy,
  wait,
} from '../../http/index.ts';
import type { SourceOptions } from '../source-access.ts';
import { vendorWords } from '../vendor-words.ts';
import { messageOf } from './wire.ts';

/** Gets one path with its query; answers what the body's JSON holds. */
export type GetJson = (path: string, query: Record<string, string>, signal?: AbortSignal) => Promise<Result<unknown>>;

const vendor = 'https://api.imagekit.io';

/** ImageKit's API by axios: Basic authentication with the private key as user name and no password. */
export function createImagekitClient(options: SourceOptions): GetJson {
  const { key, clock, logger, retries = 2, timeoutSeconds = 30 } = options;
  const server = parseBaseUrl(options.baseUrl ?? vendor);
  if (!server.ok) throw new RangeError('The base URL was not checked before');
  const { origin, host } = server.value;
  const policy: RetryPolicy = { retries, longestPause: 5_000, transient: [...notReached, 'server-failed'] };
  const headers = {
    Accept: 'application/json',
    Authorization: `Basic ${Buffer.from(`${key}:`, 'utf8').toString('base64')}`,
    'User-Agent': 'Billfold',
  };

  const get = createHttpClient({
    fetch: options.fetch,
    clock,
    limits: { bytes: jsonLimits.bytes, quietSeconds: timeoutSeconds, slowestBytesPerSecond: 128 * 1024 },
    // A redirect could carry the key to another server.
    redirect: 'error',
  });

  async function attempt(url: URL, signal: AbortSignal | undefined): Promise<Result<unknown>> {
    try {
      const answer = await get({ url, headers, signal });
      const { object, problem } = await readJsonObject(answer.body);
      logger.debug('ImageKit answered', { path: url.pathname, status: answer.status });
      if (answer.status < 200 || answer.status > 299) return fail(refusal(answer, messageOf(object)));
      if (problem === 'too-complex') return fail({ code: 'answer-too-complex', host });
      return object
        ? ok(object)
        : fail({ code: 'answer-not-json', host, contentType: answer.headers.get('content-type') });
    } catch (cause) {
      const error = failureIn(cause);
      if (!error) throw cause;
      logger.debug('ImageKit call failed', { path: url.pathname, error });
      return fail(error);
    }
  }

  function refusal({ status, headers: answered }: HttpAnswer, message: string | null): AppError {
    if (status === 429) return { code: 'rate-limited', retryAfterSeconds: retryAfterSeconds(answered, clock.now()) };
    if (status >= 500) return { code: 'server-failed', status, requestId: answered.get('x-ik-requestid') };
    // ImageKit answers a wrong key with 403, too.
    if (status === 403 && /permission/i.test(message ?? ''))
      return { code: 'permission-missing', permission: 'GET /v1/accounts/usage' };
    if (status === 401 || status === 403) return { code: 'key-refused', host };
    return { code: 'request-refused', status, vendorWords: message && vendorWords(message, key) };
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
