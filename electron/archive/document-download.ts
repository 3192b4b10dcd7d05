import { isLoopback, refusedLink } from '#shared/base-url.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { oneLine } from '#shared/visible-text.ts';
import { notReached } from '#shared/way-failures.ts';
import {
  createHttpClient,
  failureIn,
  type HttpAnswer,
  pauseBeforeRetry,
  retry,
  retryAfterSeconds,
  type RetryPolicy,
  type ReportReceived,
  wait,
} from '../http/index.ts';
import type { Clock, Fetch, Random } from '../platform/ports.ts';
import { whyNotPdf } from './document-check.ts';

/** In the pieces in which it came: to join them would cost more than to write them. */
type Pieces = readonly Uint8Array[];

/** A document's address as a vendor named it, and whose vendor that is. */
export interface DocumentLink {
  readonly url: string;
  readonly accountId: string;
}

/** Whether documents of the account are fetched from an address that was named to it, by a link or by a redirect. */
export type MayFetch = (accountId: string, address: URL) => Promise<boolean>;

export interface DownloadParts {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: Random;
  readonly mayFetch: MayFetch;
}

export type Download = (
  link: DocumentLink,
  invoice: string,
  signal: AbortSignal,
  onProgress?: ReportReceived,
) => Promise<Result<Pieces>>;

const megabyte = 2 ** 20;
/** A line that is shared by sixteen downloads is still faster. */
const limits = { bytes: 64 * megabyte, quietSeconds: 60, slowestBytesPerSecond: 4096 };
const policy: RetryPolicy = {
  retries: 3,
  longestPause: 5 * 60_000,
  transient: [...notReached, 'server-timeout', 'server-failed'],
};
const spread = 500;
const maxRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
const sentHeaders = { Accept: 'application/pdf', 'User-Agent': 'Billfold' };

/**
 * Gets a document from a link of the vendor's, without any key: https, or http on loopback, and so is each address that it
 * redirects to; each of them `mayFetch` is asked about first. `Retry-After` holds back all downloads from that host, and no other's; a server's failure is tried again.
 * The bytes are a whole PDF, or the error says what came instead.
 */
export function createDocumentDownload({ fetch, clock, random, mayFetch }: DownloadParts): Download {
  const get = createHttpClient({ fetch, clock, limits, redirect: 'manual' });
  const quietUntil = new Map<string, number>();

  /** The answer of the last address; each one on the way is looked at before it is asked. */
  async function follow(
    { url: first, accountId }: DocumentLink,
    signal: AbortSignal,
    onProgress: Parameters<Download>[3],
  ): Promise<Result<HttpAnswer>> {
    let url = first;
    for (let hops = 0; hops <= maxRedirects; hops++) {
      if (!isSafe(url)) return refusedLink(placeOf(url));
      if (!(await mayFetch(accountId, new URL(url)))) return refusedLink(hostOf(url));
      const answer = await get({ url, headers: sentHeaders, signal, onProgress });
      const target = redirects.has(answer.status) ? answer.headers.get('location') : null;
      if (target === null) return ok(answer);
      await answer.body?.cancel();
      url = URL.parse(target, url)?.href ?? target;
    }
    return fail({ code: 'server-unreachable', host: hostOf(url), reason: 'ERR_TOO_MANY_REDIRECTS' });
  }

  async function attempt(
    link: DocumentLink,
    invoice: string,
    signal: AbortSignal,
    onProgress: Parameters<Download>[3],
  ): Promise<Result<Pieces>> {
    const host = hostOf(link.url);
    for (let until = quietUntil.get(host) ?? 0; clock.now() < until; until = quietUntil.get(host) ?? 0)
      if (!(await wait(clock, until - clock.now(), signal))) return fail({ code: 'cancelled' });
    try {
      const followed = await follow(link, signal, onProgress);
      if (!followed.ok) return followed;
      const { status, headers, body } = followed.value;
      if (status < 200 || status > 299) {
        await body?.cancel();
        return fail(errorOfStatus(status, retryAfterSeconds(headers, clock.now()), invoice));
      }
      const pieces: Uint8Array[] = [];
      for await (const piece of body ?? []) pieces.push(piece);
      return checked(pieces, headers, invoice);
    } catch (cause) {
      const error = signal.aborted ? ({ code: 'cancelled' } as const) : failureIn(cause);
      if (!error) throw cause;
      return fail(
        error.code === 'answer-too-large'
          ? { code: 'document-too-large', invoice, megabytes: limits.bytes / megabyte }
          : error,
      );
    }
  }

  return async function download(link, invoice, signal, onProgress) {
    const pauseAfter = (error: AppError, tried: number): number | null => {
      const pause = pauseBeforeRetry(error, tried, policy);
      if (pause === null) return null;
      if (error.code === 'rate-limited') {
        const host = hostOf(link.url);
        quietUntil.set(host, Math.max(quietUntil.get(host) ?? 0, clock.now() + pause));
      }
      // Downloads that failed together need not begin together.
      return pause + spread * random();
    };
    return retry(
      () => attempt(link, invoice, signal, onProgress),
      pauseAfter,
      (pause) => wait(clock, pause, signal),
    );
  };
}

function checked(pieces: Pieces, headers: Pick<Headers, 'get'>, invoice: string): Result<Pieces> {
  // With an encoding the length is that of the encoded bytes.
  const length =
    headers.get('content-encoding') === null ? Number(headers.get('content-length') ?? Number.NaN) : Number.NaN;
  const error = whyNotPdf(pieces, Number.isFinite(length) ? length : null, invoice);
  return error ? fail(error) : ok(pieces);
}

function errorOfStatus(status: number, retryAfterSeconds: number | null, invoice: string): AppError {
  if (status === 429 || (status === 503 && retryAfterSeconds !== null))
    return { code: 'rate-limited', retryAfterSeconds };
  if (status >= 500) return { code: 'server-failed', status, requestId: null };
  return { code: 'document-unavailable', invoice, status };
}

/** Of an address that is safe. */
const hostOf = (url: string): string => URL.parse(url)?.host ?? '';

/** What is said of an address that is not asked: its host, else what stands there, without what may be secret in it. */
const placeOf = (url: string): string => hostOf(url) || oneLine(url.replace(/[?#].*$/s, ''), 80);

function isSafe(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed) return false;
  const { protocol, hostname, username, password } = parsed;
  const isEncrypted = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return isEncrypted && username === '' && password === '';
}
