import type { Readable } from 'node:stream';
import { RequestFailure, wait } from '../http/index.ts';
import type { LoginAttempt } from './network-ports.ts';
import type { Clock, Fetch, FetchInit } from './ports.ts';

/** Electron's `net.request`. */
export type StartRequest = (
  options: Electron.ClientRequestConstructorOptions,
) => NodeJS.EventEmitter & { abort(): void; end(body?: Buffer): unknown };

// Chromium sets these itself and refuses them from callers with ERR_INVALID_ARGUMENT (electron/electron#21091).
const refusedHeaders = ['Content-Length', 'Host', 'Transfer-Encoding', 'Keep-Alive', 'TE', 'Trailer', 'Upgrade'];

// After sleep, or when the network changed under a request, Chromium fails at once though the network is back soon.
const transientFailure = /ERR_NETWORK_IO_SUSPENDED|ERR_NETWORK_CHANGED/;
const waitMillis = 3000;

/**
 * The port over Electron's `net.request`, so that the operating system's certificates and proxy apply: without cookies and
 * cache, and with each redirect in the caller's hands, which `net.fetch` cannot give. A GET is tried once more after waking
 * up or a change of network. `beginLogin` answers proxies that ask who one is; rejects with `RequestFailure` where it has no answer.
 */
export function createFetch(
  start: StartRequest,
  clock: Pick<Clock, 'after'>,
  beginLogin: () => LoginAttempt = noLogin,
): Fetch {
  return async (url, init) => {
    try {
      return await send(start, url, init, beginLogin());
    } catch (cause) {
      if ((init.method ?? 'GET') !== 'GET' || !isTransient(cause)) throw cause;
      await wait(clock, waitMillis, init.signal ?? undefined);
      init.signal?.throwIfAborted();
      return send(start, url, init, beginLogin());
    }
  };
}

const isTransient = (cause: unknown): boolean => cause instanceof Error && transientFailure.test(cause.message);

const noLogin = (): LoginAttempt => ({
  answer: () => Promise.resolve(null),
  end: () => undefined,
  failure: () => null,
});

function send(start: StartRequest, url: string | URL, init: FetchInit, login: LoginAttempt): Promise<Response> {
  const { method = 'GET', headers, body = null, redirect, signal = null } = init;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = start({
      url: String(url),
      method,
      headers: Object.fromEntries(withoutRefused(headers)),
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    });
    const abort = (): void => {
      login.end(false);
      reject(reasonOf(signal));
      request.abort();
    };
    const finish = (): void => {
      signal?.removeEventListener('abort', abort);
    };
    signal?.addEventListener('abort', abort);
    request.on('error', (error: Error) => {
      finish();
      // Whoever shows a certificate stands behind the proxy.
      login.end(/ERR_(CERT|SSL)_/.test(error.message));
      reject(withoutLogin(login, error));
    });
    request.on('login', (info: Electron.AuthInfo, answer: (user?: string, password?: string) => void) => {
      // A server's own 401 is an answer like any other.
      if (!info.isProxy) {
        answer();
        return;
      }
      void login.answer(`${info.host}:${info.port}`).then((given) => {
        if (given) answer(given.user, given.password);
        else answer();
      });
    });
    // Nobody follows it: each hop is a new request, if its address may be asked.
    request.on('redirect', (status: number, _method: string, target: string, given: Record<string, string[]>) => {
      finish();
      login.end(true);
      if (redirect === 'manual') resolve(answered(url, status, '', { ...given, location: target }, null));
      else reject(new Error('net::ERR_UNEXPECTED_REDIRECT'));
      request.abort();
    });
    request.on('response', (message: Electron.IncomingMessage) => {
      const { statusCode, statusMessage } = message;
      const isProxys = statusCode === 407;
      login.end(!isProxys);
      if (isProxys) {
        // The proxy's own answer, and nobody's who was asked.
        finish();
        reject(withoutLogin(login, new Error('net::ERR_PROXY_AUTH_UNSUPPORTED')));
        request.abort();
        return;
      }
      const isEmpty = [101, 204, 205, 304].includes(statusCode) || method === 'HEAD';
      if (isEmpty) finish();
      try {
        const content = isEmpty ? null : contentOf(message, request, signal, finish);
        resolve(answered(url, statusCode, statusMessage, message.headers, content));
      } catch {
        finish();
        request.abort();
        reject(new Error('net::ERR_INVALID_HTTP_RESPONSE'));
      }
    });
    if (body === null) request.end();
    else request.end(Buffer.from(body));
  });
}

/** Why a proxy's question was not answered, if that is what the request failed for. */
function withoutLogin(login: LoginAttempt, cause: Error): Error {
  const failure = login.failure();
  return failure ? new RequestFailure(failure, cause) : cause;
}

function withoutRefused(given: FetchInit['headers']): Headers {
  const headers = new Headers(given);
  for (const name of refusedHeaders) headers.delete(name);
  return headers;
}

/** Throws a RangeError for a status that HTTP does not have. */
function answered(
  url: string | URL,
  status: number,
  statusText: string,
  given: Record<string, string | string[]>,
  content: ReadableStream<Uint8Array<ArrayBuffer>> | null,
): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    // Bytes that are no text of HTTP's are nothing that is asked for.
    for (const each of [value].flat()) if (/^[\t\x20-\x7e\x80-\xff]*$/.test(each)) headers.append(name, each);
  }
  const response = new Response(content, {
    status,
    statusText: /^[\t\x20-\x7e]*$/.test(statusText) ? statusText : '',
    headers,
  });
  Object.defineProperty(response, 'url', { value: String(url) });
  return response;
}

/** The body in the pieces in which it comes, each asked for when the one before has been read. */
function contentOf(
  message: Electron.IncomingMessage,
  request: Pick<Electron.ClientRequest, 'abort'>,
  signal: AbortSignal | null,
  finish: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  // It is one (docs/api/incoming-message.md), though its type says less.
  const stream = message as unknown as Readable;
  return new ReadableStream(
    {
      start(controller) {
        let isOver = false;
        const end = (cause: Error | null): void => {
          if (isOver) return;
          isOver = true;
          finish();
          if (cause) controller.error(signal?.aborted ? reasonOf(signal) : cause);
          else controller.close();
        };
        stream.on('data', (piece: Buffer<ArrayBuffer>) => {
          if (isOver) return;
          controller.enqueue(piece);
          stream.pause();
        });
        stream.on('end', () => {
          end(null);
        });
        stream.on('error', end);
        // After an abort neither comes.
        stream.on('close', () => {
          end(new Error('net::ERR_ABORTED'));
        });
        stream.pause();
      },
      pull() {
        stream.resume();
      },
      cancel() {
        finish();
        request.abort();
      },
    },
    { highWaterMark: 0 },
  );
}

const reasonOf = (signal: AbortSignal | null): Error =>
  signal?.reason instanceof Error ? signal.reason : new DOMException('The request was aborted', 'AbortError');
