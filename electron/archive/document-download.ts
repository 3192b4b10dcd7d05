import axios, { AxiosError, type AxiosResponse } from 'axios';
import { isLoopback } from '#shared/base-url.ts';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Clock, Fetch, Random } from '../platform/ports.ts';
import { whyNotPdf } from './document-check.ts';
import { pause } from './pause.ts';

export type Download = (url: string, invoice: string, signal: AbortSignal) => Promise<Result<Uint8Array>>;

const largestMegabytes = 64;
const stalledAfter = 60_000;
const tries = 4;
const longestWait = 5 * 60_000;

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
  const http = axios.create({
    adapter: 'fetch',
    env: { fetch: onlySafeEnds(fetch) },
    responseType: 'arraybuffer',
    maxContentLength: largestMegabytes * 1024 * 1024,
    withCredentials: false,
    validateStatus: null,
    headers: { Accept: 'application/pdf', 'User-Agent': 'Billfold' },
  });

  async function request(
    url: string,
    invoice: string,
    signal: AbortSignal,
  ): Promise<Result<AxiosResponse<ArrayBuffer>>> {
    const stalled = new AbortController();
    let stop = clock.after(stalledAfter, () => {
      stalled.abort();
    });
    try {
      const onDownloadProgress = () => {
        stop();
        stop = clock.after(stalledAfter, () => {
          stalled.abort();
        });
      };
      return ok(await http.get(url, { signal: AbortSignal.any([signal, stalled.signal]), onDownloadProgress }));
    } catch (cause) {
      const { host } = new URL(url);
      if (signal.aborted) return fail({ code: 'cancelled' });
      if (stalled.signal.aborted) return fail({ code: 'server-timeout', host, seconds: stalledAfter / 1000 });
      const refused = linkNotAllowed(cause);
      if (refused) return fail({ code: 'link-not-allowed', host: refused.host });
      if (isTooLarge(cause)) return fail({ code: 'document-too-large', invoice, megabytes: largestMegabytes });
      return fail({ code: 'server-unreachable', host, reason: reasonOf(cause) });
    } finally {
      stop();
    }
  }

  return async function download(url, invoice, signal) {
    const host = unsafeHost(url);
    if (host !== null) return fail({ code: 'link-not-allowed', host });
    for (let attempt = 1; ; attempt++) {
      while (clock.now() < quietUntil && !signal.aborted) await pause(clock, quietUntil - clock.now(), signal);
      const answered = await request(url, invoice, signal);
      const last = attempt >= tries;
      if (!answered.ok) {
        if (last || !mayPass.has(answered.error.code)) return answered;
      } else {
        const { status, data, headers } = answered.value;
        if (status >= 200 && status < 300) return checked(new Uint8Array(data), headers, invoice);
        const error = errorOfStatus(status, retryAfterOf(headers['retry-after'], clock), invoice);
        if (last || (status !== 429 && status < 500)) return fail(error);
        const wanted = error.code === 'rate-limited' ? error.retryAfterSeconds : null;
        if (wanted !== null && wanted * 1000 > longestWait) return fail(error);
        if (wanted !== null) quietUntil = Math.max(quietUntil, clock.now() + wanted * 1000);
      }
      await pause(clock, 2 ** (attempt - 1) * 500 * (0.5 + random()), signal);
    }
  };
}

/** Failures of a request that may be gone the next time. */
const mayPass = new Set<AppError['code']>(['server-unreachable', 'server-timeout']);

const isTooLarge = (cause: unknown): boolean =>
  axios.isAxiosError(cause) && cause.code === AxiosError.ERR_BAD_RESPONSE && cause.message.includes('maxContentLength');

function checked(bytes: Uint8Array, headers: AxiosResponse['headers'], invoice: string): Result<Uint8Array> {
  // With an encoding the length is that of the encoded bytes.
  const length = headers['content-encoding'] ? null : Number(headers['content-length'] ?? Number.NaN);
  const error = whyNotPdf(bytes, length !== null && Number.isFinite(length) ? length : null, invoice);
  return error ? fail(error) : ok(bytes);
}

function errorOfStatus(status: number, retryAfterSeconds: number | null, invoice: string): AppError {
  if (status === 429 || (status === 503 && retryAfterSeconds !== null))
    return { code: 'rate-limited', retryAfterSeconds };
  if (status >= 500) return { code: 'server-failed', status, requestId: null };
  return { code: 'document-unavailable', invoice, status };
}

/** Seconds or a date, as HTTP allows. */
function retryAfterOf(header: unknown, clock: Clock): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - clock.now()) / 1000));
}

class LinkNotAllowed extends Error {
  readonly host: string;
  constructor(host: string) {
    super(`${host} is not https`);
    this.host = host;
  }
}

/** axios wraps what a fetch throws. */
const linkNotAllowed = (cause: unknown): LinkNotAllowed | null =>
  cause instanceof LinkNotAllowed ? cause : cause instanceof Error && cause.cause ? linkNotAllowed(cause.cause) : null;

/** The host of an address that documents are not fetched from; null where they are. */
function unsafeHost(url: string): string | null {
  const parsed = URL.parse(url);
  if (!parsed) return '';
  const { protocol, hostname, host } = parsed;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)) ? null : host;
}

// Electron's network stack cannot stop at a redirect and tells no final address; where one is told, it is checked.
const onlySafeEnds = (fetch: Fetch): Fetch => {
  return async (input, init) => {
    const response = await fetch(input, init);
    const host = response.url === '' ? null : unsafeHost(response.url);
    if (host === null) return response;
    await response.body?.cancel();
    throw new LinkNotAllowed(host);
  };
};

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  if (cause.cause instanceof Error) return reasonOf(cause.cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
