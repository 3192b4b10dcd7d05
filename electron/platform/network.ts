import type { Clock, Fetch } from './ports.ts';

// Chromium sets these itself and refuses them from callers with ERR_INVALID_ARGUMENT (electron/electron#21091).
const refusedHeaders = ['Content-Length', 'Host', 'Transfer-Encoding', 'Keep-Alive', 'TE', 'Trailer', 'Upgrade'];

// After sleep, or when the network changed under a request, Chromium fails at once though the network is back soon.
const passingFailure = /ERR_NETWORK_IO_SUSPENDED|ERR_NETWORK_CHANGED/;
const waitMillis = 3000;

/**
 * `fetch` over Electron's `net.fetch`, so that the operating system's certificates and proxy apply: takes out the
 * headers that it refuses, and tries once more after waking up or a change of network.
 */
export function createFetch(netFetch: Fetch, clock: Pick<Clock, 'after'>): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const headers = new Headers(request.headers);
    for (const name of refusedHeaders) headers.delete(name);
    const { url, method, redirect, credentials, cache } = request;
    // The caller's own: a Request's signal follows it only until the Request is collected, and then nothing ends the fetch.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    // In memory, so that it can be sent twice; what Billfold sends is small.
    const body = request.body === null ? null : await request.arrayBuffer();
    const send = () => netFetch(url, { method, headers, body, signal, redirect, credentials, cache });
    try {
      return await send();
    } catch (cause) {
      if (!isPassing(cause)) throw cause;
      await wait(clock, signal);
      return send();
    }
  };
}

const isPassing = (cause: unknown): boolean =>
  cause instanceof Error && (passingFailure.test(cause.message) || isPassing(cause.cause));

/** Rejects with the signal's reason when it is aborted meanwhile. */
function wait(clock: Pick<Clock, 'after'>, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      stop();
      reject(signal?.reason as Error);
    };
    const stop = clock.after(waitMillis, () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}
