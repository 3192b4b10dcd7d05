import { isLoopback } from '#shared/base-url.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { failureReason, pauseBeforeRetry, retry, retryAfterSeconds, type RetryPolicy, wait } from '../http/index.ts';
import type { Clock, Fetch, Random } from '../platform/ports.ts';
import { whyNotPdf } from './document-check.ts';

/** In the pieces in which it came: to join them would cost more than to write them. */
type Pieces = readonly Uint8Array[];

export type Download = (url: string, invoice: string, signal: AbortSignal) => Promise<Result<Pieces>>;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** None where the server refused. */
  readonly pieces: Pieces;
}

const megabyte = 1024 * 1024;
const largest = 64 * megabyte;
const stalledAfter = 60_000;
const policy: RetryPolicy = {
  retries: 3,
  longestPause: 5 * 60_000,
  transient: ['server-unreachable', 'server-timeout', 'server-failed'],
};
const spread = 500;
const sentHeaders = { Accept: 'application/pdf', 'User-Agent': 'Billfold' };

/**
 * Gets a document from a link of the vendor's, without any key: https, or http on loopback. `Retry-After` holds back all
 * downloads; a server's failure is tried again. The bytes are a whole PDF, or the error says what came instead.
 */
export function createDocumentDownload({
  fetch,
  clock,
  random,
}: {
  fetch: Fetch;
  clock: Clock;
  random: Random;
}): Download {
  let quietUntil = 0;

  async function request(url: string, invoice: string, signal: AbortSignal): Promise<Result<Answer>> {
    const { host } = new URL(url);
    const ending = new AbortController();
    const end = () => {
      ending.abort();
    };
    let stop = clock.after(stalledAfter, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    try {
      const response = await fetch(url, { headers: sentHeaders, redirect: 'error', signal: ending.signal });
      const { status, headers } = response;
      // Electron's network stack cannot stop at a redirect and tells no final address; where one is told, it is checked.
      const unsafe = response.url === '' ? null : unsafeHost(response.url);
      if (unsafe !== null || !response.ok) await response.body?.cancel();
      if (unsafe !== null) return fail({ code: 'link-not-allowed', host: unsafe });
      if (!response.ok) return ok({ status, headers, pieces: [] });
      const pieces: Uint8Array[] = [];
      let left = Number(headers.get('content-length')) > largest ? 0 : largest;
      const body: AsyncIterable<Uint8Array> | null = response.body;
      for await (const piece of body ?? []) {
        left -= piece.length;
        if (left < 0) return fail({ code: 'document-too-large', invoice, megabytes: largest / megabyte });
        pieces.push(piece);
        stop();
        stop = clock.after(stalledAfter, end);
      }
      return ok({ status, headers, pieces });
    } catch (cause) {
      if (signal.aborted) return fail({ code: 'cancelled' });
      if (ending.signal.aborted) return fail({ code: 'server-timeout', host, seconds: stalledAfter / 1000 });
      return fail({ code: 'server-unreachable', host, reason: failureReason(cause) });
    } finally {
      stop();
      signal.removeEventListener('abort', end);
    }
  }

  /** The host that asked for a pause holds back all downloads. */
  async function attempt(url: string, invoice: string, signal: AbortSignal): Promise<Result<Pieces>> {
    while (clock.now() < quietUntil && (await wait(clock, quietUntil - clock.now(), signal)));
    const answered = await request(url, invoice, signal);
    if (!answered.ok) return answered;
    const { status, headers, pieces } = answered.value;
    return status >= 200 && status < 300
      ? checked(pieces, headers, invoice)
      : fail(errorOfStatus(status, retryAfterSeconds(headers, clock.now()), invoice));
  }

  return async function download(url, invoice, signal) {
    const host = unsafeHost(url);
    if (host !== null) return fail({ code: 'link-not-allowed', host });
    const pauseAfter = (error: AppError, tried: number): number | null => {
      const pause = pauseBeforeRetry(error, tried, policy);
      if (pause === null) return null;
      if (error.code === 'rate-limited') quietUntil = Math.max(quietUntil, clock.now() + pause);
      // Downloads that failed together need not begin together.
      return pause + spread * random();
    };
    return retry(
      () => attempt(url, invoice, signal),
      pauseAfter,
      (pause) => wait(clock, pause, signal),
    );
  };
}

function checked(pieces: Pieces, headers: Headers, invoice: string): Result<Pieces> {
  // With an encoding the length is that of the encoded bytes.
  const length = headers.has('content-encoding') ? Number.NaN : Number(headers.get('content-length') ?? Number.NaN);
  const error = whyNotPdf(pieces, Number.isFinite(length) ? length : null, invoice);
  return error ? fail(error) : ok(pieces);
}

function errorOfStatus(status: number, retryAfterSeconds: number | null, invoice: string): AppError {
  if (status === 429 || (status === 503 && retryAfterSeconds !== null))
    return { code: 'rate-limited', retryAfterSeconds };
  if (status >= 500) return { code: 'server-failed', status, requestId: null };
  return { code: 'document-unavailable', invoice, status };
}

/** The host of an address that documents are not fetched from; null where they are. */
function unsafeHost(url: string): string | null {
  const parsed = URL.parse(url);
  if (!parsed) return '';
  const { protocol, hostname, host } = parsed;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)) ? null : host;
}
