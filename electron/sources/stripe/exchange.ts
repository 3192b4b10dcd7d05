import { AsyncLocalStorage } from 'node:async_hooks';
import type { Stripe } from 'stripe';
import type { AppError } from '#shared/errors.ts';
import {
  failureIn,
  guardFetch,
  type JsonAnswer,
  jsonLimits,
  readJsonObject,
  retryAfterSeconds,
} from '../../http/index.ts';
import type { Clock, Fetch, FetchInit } from '../../platform/ports.ts';

/** What went over the wire in one attempt. The SDK neither takes a signal nor gives the headers of a failure. */
export interface Exchange {
  readonly signal: AbortSignal | undefined;
  method: string;
  /** Without the query. */
  path: string;
  /** Null until headers arrived. */
  status: number | null;
  contentType: string | null;
  retryAfterSeconds: number | null;
  shouldRetry: string | null;
  /** Why no answer came, or none that can be used. */
  failure: AppError | null;
  /** The answer, where it was a JSON object. */
  body: object | null;
}

export const newExchange = (signal: AbortSignal | undefined): Exchange => ({
  signal,
  method: 'GET',
  path: '/',
  status: null,
  contentType: null,
  retryAfterSeconds: null,
  shouldRetry: null,
  failure: null,
  body: null,
});

type HttpClient = NonNullable<NonNullable<ConstructorParameters<typeof Stripe>[1]>['httpClient']>;
type Answer = Awaited<ReturnType<HttpClient['makeRequest']>>;

interface ExchangeParts {
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly timeoutSeconds: number;
}

/** An answer of an API is read whole; a page of invoices at this pace takes half a minute more. */
const slowestBytesPerSecond = 128 * 1024;

/**
 * The SDK's way to the network. Bodies are read, bounded and found to be JSON objects before the SDK sees them: it answers
 * any other body with an exception that nobody can catch (RequestSender, `_jsonResponseHandler`). What a request comes to
 * is noted in the exchange in whose `run` it was made.
 */
export function createExchangeClient({ fetch, clock, timeoutSeconds }: ExchangeParts) {
  const exchanges = new AsyncLocalStorage<Exchange>();
  const limits = { bytes: jsonLimits.bytes, quietSeconds: timeoutSeconds, slowestBytesPerSecond };
  const guarded = guardFetch(fetch, clock, limits);

  async function send(
    exchange: Exchange,
    url: URL,
    init: Omit<FetchInit, 'redirect' | 'signal'>,
  ): Promise<{ body: JsonAnswer; headers: Headers }> {
    try {
      // A redirect could carry the key to another server.
      const { response, body } = await guarded(url, { ...init, redirect: 'error', signal: exchange.signal ?? null });
      const { status, headers } = response;
      exchange.status = status;
      exchange.contentType = headers.get('content-type');
      exchange.retryAfterSeconds = retryAfterSeconds(headers, clock.now());
      exchange.shouldRetry = headers.get('stripe-should-retry');
      return { body: await readJsonObject(body), headers };
    } catch (cause) {
      exchange.failure = failureIn(cause);
      throw exchange.failure ? withoutCode() : cause;
    }
  }

  const httpClient: HttpClient = {
    getClientName: () => 'fetch',
    async makeRequest(host, port, path, method, headers, requestData, protocol) {
      const exchange = exchanges.getStore() ?? newExchange(undefined);
      const url = new URL(`${protocol === 'http' ? 'http' : 'https'}://${host}${path}`);
      url.port = port;
      exchange.method = method;
      exchange.path = url.pathname;
      const body = method === 'GET' || method === 'DELETE' ? null : requestData;
      const sent = await send(exchange, url, { method, headers: headersOf(headers), body });
      if (sent.body.problem === 'too-complex') {
        exchange.failure = { code: 'answer-too-complex', host: url.hostname };
        throw withoutCode();
      }
      exchange.body = sent.body.object;
      return answerOf(exchange.status ?? 0, sent.headers, sent.body.object);
    },
  };
  return { httpClient, run: <T>(exchange: Exchange, call: () => T): T => exchanges.run(exchange, call) };
}

/** The SDK repeats a request by itself after errors with some codes (`_shouldRetry`): repeating is not its business here. */
const withoutCode = (): Error => new Error('The request failed');

const headersOf = (headers: Parameters<HttpClient['makeRequest']>[4]): Headers => {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers))
    given.set(name, Array.isArray(value) ? value.join(', ') : String(value));
  return given;
};

/** `body` is null where the answer was no JSON object: to the SDK it then is no JSON. */
const answerOf = (status: number, headers: Headers, body: object | null): Answer => ({
  getStatusCode: () => status,
  getHeaders: () => Object.fromEntries(headers),
  getRawResponse: () => ({}),
  toStream: () => null,
  toJSON: () => (body ? Promise.resolve(body) : Promise.reject(new SyntaxError('Not a JSON object'))),
});
