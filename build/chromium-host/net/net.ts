import { createReadStream, statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Schemes } from '../browser/schemes.ts';
import { StrictEmitter } from '../strict.ts';
import { ClientRequest } from './client-request.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { Transport } from './transport.ts';

type FetchInput = Parameters<Electron.Net['fetch']>[0];
type FetchInit = Parameters<Electron.Net['fetch']>[1];
type Offered = Pick<Electron.Net, 'fetch' | 'isOnline' | 'online'>;
type RequestOptions = Electron.ClientRequestConstructorOptions;

/** Set by tests; null follows the machine. */
export interface NetControl {
  online: boolean | null;
  /** What fails with ERR_INTERNET_DISCONNECTED. */
  cut: 'nothing' | 'remote' | 'everything';
}

const loopback = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

export class Net extends StrictEmitter implements Offered {
  readonly control: NetControl = { online: null, cut: 'nothing' };
  readonly #isReady: () => boolean;
  readonly #schemes: Schemes | null;
  readonly #transportOf: (session: Electron.Session | undefined) => Transport;

  /**
   * @param schemes null in a utility process: "custom protocols are not supported" there (electron.d.ts).
   * @param transportOf of a session, or of the default one; without it there is one transport of its own, as in a utility process.
   */
  constructor(
    isReady: () => boolean,
    schemes: Schemes | null,
    transportOf: (session: Electron.Session | undefined) => Transport = alone(),
  ) {
    super([]);
    this.#isReady = isReady;
    this.#schemes = schemes;
    this.#transportOf = transportOf;
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
    const request = new Request(input, withDuplex(init));
    request.signal.throwIfAborted();
    const { protocol } = new URL(request.url);
    const scheme = protocol.slice(0, -1);
    if (scheme === 'file') return fileResponse(request.url);
    if (this.#schemes?.isHandled(scheme) === true && init?.bypassCustomProtocolHandlers !== true) {
      const response = await unlessAborted(request.signal, this.#schemes.respond(request));
      if (response !== null) return response;
      throw new Error(`net::${this.#schemes.failureOf(request.url)?.name ?? 'ERR_FAILED'}`);
    }
    // "`net.fetch()` does not support the `data:` or `blob:` schemes" (electron.d.ts).
    if (scheme !== 'http' && scheme !== 'https') throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
    const given = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    return this.#send(request, given);
  }

  /** As Electron's `fetchWithSession`. */
  async #send({ method, url, redirect, signal, body, cache, credentials }: Request, given: Headers): Promise<Response> {
    const bytes = body === null ? null : Buffer.from(await new Response(body).arrayBuffer());
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    // lib/browser/api/net-fetch.ts: without an origin `same-origin`, which is the default, becomes `include`.
    const sent = this.request({
      ...{ method, url, redirect, cache },
      credentials: credentials === 'same-origin' ? 'include' : credentials,
    });
    for (const [name, value] of given) sent.setHeader(name, value);
    const abort = (): void => {
      reject(signal.reason as Error);
      sent.abort();
    };
    signal.addEventListener('abort', abort, { once: true });
    sent.on('error', reject);
    sent.on('response', (answer: IncomingMessage) => {
      const { statusCode: status, statusMessage: statusText } = answer;
      const headers = new Headers();
      for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
      const isEmpty = [101, 204, 205, 304].includes(status) || method === 'HEAD';
      // Node's and the DOM's stream types differ by name only.
      const stream = isEmpty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
      resolve(new Response(stream, { status, statusText, headers }));
    });
    if (bytes) sent.write(bytes);
    sent.end();
    return promise;
  }

  /** Events: `response`, `redirect`, `login` of a proxy, `error`, `abort`, `finish`, `close`. */
  request(options: RequestOptions | string): ClientRequest {
    if (!this.#isReady()) throw new Error('net.request can only be used after the app is ready');
    return new ClientRequest(options, {
      failureOf: ({ hostname }) => (this.#isCut(hostname) ? new Error('net::ERR_INTERNET_DISCONNECTED') : null),
      transportOf: ({ session }) => this.#transportOf(session),
    });
  }

  #isCut(hostname: string): boolean {
    return this.control.cut === 'everything' || (this.control.cut === 'remote' && !loopback.test(hostname));
  }
}

/** Whoever aborts is answered at once, whatever the handler of the scheme does. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(signal.reason as Error);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function alone(): () => Transport {
  const transport = new Transport();
  return () => transport;
}

function withDuplex(init: FetchInit): RequestInit {
  return init?.body instanceof ReadableStream ? Object.assign({ ...init }, { duplex: 'half' }) : { ...init };
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
