import { createReadStream, statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Schemes } from '../browser/schemes.ts';
import { StrictEmitter } from '../strict.ts';
import { netError } from './net-errors.ts';

type FetchInput = Parameters<Electron.Net['fetch']>[0];
type FetchInit = Parameters<Electron.Net['fetch']>[1];
type Offered = Pick<Electron.Net, 'fetch' | 'isOnline' | 'online'>;

/** Set by tests; null follows the machine. */
export interface NetControl {
  online: boolean | null;
  /** What fails with ERR_INTERNET_DISCONNECTED. */
  cut: 'nothing' | 'remote' | 'everything';
}

/** "restricted headers" of Electron's ClientRequest: setting one fails the request (docs/api/client-request.md). */
const restricted = new Set([
  'content-length',
  'host',
  'trailer',
  'te',
  'upgrade',
  'cookie2',
  'keep-alive',
  'transfer-encoding',
]);
const loopback = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

export class Net extends StrictEmitter implements Offered {
  readonly control: NetControl = { online: null, cut: 'nothing' };
  readonly #isReady: () => boolean;
  readonly #schemes: Schemes | null;

  /** @param schemes null in a utility process: "custom protocols are not supported" there (electron.d.ts). */
  constructor(isReady: () => boolean, schemes: Schemes | null) {
    super([]);
    this.#isReady = isReady;
    this.#schemes = schemes;
  }

  get online(): boolean {
    return this.isOnline();
  }

  isOnline(): boolean {
    if (this.control.online !== null) return this.control.online;
    if (this.control.cut !== 'nothing') return false;
    return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));
  }

  /** Not async: what is wrong with the call itself is a rejection all the same. */
  fetch(input: FetchInput, init?: FetchInit): Promise<Response> {
    if (!this.#isReady()) return Promise.reject(new Error('net.fetch can only be used after the app is ready'));
    return this.#fetch(input, init);
  }

  async #fetch(input: FetchInput, init: FetchInit): Promise<Response> {
    const given = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const request = new Request(input, withDuplex(init));
    request.signal.throwIfAborted();
    for (const [name, value] of given) {
      const upgrade = name === 'connection' && value.toLowerCase() === 'upgrade';
      if (restricted.has(name) || upgrade) throw new Error('net::ERR_INVALID_ARGUMENT');
    }
    const { protocol, hostname } = new URL(request.url);
    const scheme = protocol.slice(0, -1);
    if (scheme === 'file') return fileResponse(request.url);
    if (this.#schemes?.isHandled(scheme) === true && init?.bypassCustomProtocolHandlers !== true) {
      const response = await this.#schemes.respond(request);
      if (response !== null) return response;
      throw new Error(`net::${this.#schemes.failureOf(request.url)?.name ?? 'ERR_FAILED'}`);
    }
    // "`net.fetch()` does not support the `data:` or `blob:` schemes" (electron.d.ts).
    if (scheme !== 'http' && scheme !== 'https') throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
    if (this.#isCut(hostname)) throw new Error('net::ERR_INTERNET_DISCONNECTED');
    return send(request);
  }

  #isCut(hostname: string): boolean {
    return this.control.cut === 'everything' || (this.control.cut === 'remote' && !loopback.test(hostname));
  }
}

function withDuplex(init: FetchInit): RequestInit {
  return init?.body instanceof ReadableStream ? { ...init, duplex: 'half' } : { ...init };
}

async function send(request: Request): Promise<Response> {
  // Electron takes a whole body before it sends it, so that its length is known.
  const body = request.body === null ? null : await request.arrayBuffer();
  let response: Response;
  try {
    response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: request.redirect,
      signal: request.signal,
      body,
    });
  } catch (error) {
    throw netError(error, request.signal);
  }
  const { status, statusText, headers } = response;
  return new Response(response.body === null ? null : withNetErrors(response.body, request.signal), {
    status,
    statusText,
    headers,
  });
}

/** The body, its errors under Chromium's names. */
function withNetErrors(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(netError(error, signal, 'ERR_CONNECTION_RESET'));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function fileResponse(url: string): Response {
  const file = fileURLToPath(url);
  try {
    if (!statSync(file).isFile()) throw new Error('not a file');
  } catch {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  }
  // Node's and the DOM's stream types differ by name only.
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>);
}
