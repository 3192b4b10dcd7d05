import { AsyncLocalStorage } from 'node:async_hooks';
import { retryAfterSeconds } from '../../http/index.ts';
import type { Clock, Fetch } from '../../platform/ports.ts';

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
}

export const newExchange = (signal: AbortSignal | undefined): Exchange => ({
  signal,
  method: 'GET',
  path: '/',
  status: null,
  contentType: null,
  retryAfterSeconds: null,
  shouldRetry: null,
});

/** A fetch that fills in the exchange in whose `run` it was called, and stops when that one's signal is aborted. */
export function createExchangingFetch(fetch: Fetch, clock: Pick<Clock, 'now'>) {
  const exchanges = new AsyncLocalStorage<Exchange>();
  const exchanging: Fetch = async (input, init) => {
    const exchange = exchanges.getStore();
    if (!exchange) return fetch(input, init);
    exchange.method = init?.method ?? 'GET';
    exchange.path = new URL(input instanceof Request ? input.url : input).pathname;
    const signals = [init?.signal, exchange.signal].filter((signal) => signal instanceof AbortSignal);
    // A redirect could carry the key to another server.
    const response = await fetch(input, { ...init, redirect: 'error', signal: AbortSignal.any(signals) });
    exchange.status = response.status;
    exchange.contentType = response.headers.get('content-type');
    exchange.retryAfterSeconds = retryAfterSeconds(response.headers, clock.now());
    exchange.shouldRetry = response.headers.get('stripe-should-retry');
    return response;
  };
  return { fetch: exchanging, run: <T>(exchange: Exchange, call: () => T): T => exchanges.run(exchange, call) };
}
