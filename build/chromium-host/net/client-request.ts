import { validateHeaderName, validateHeaderValue } from 'node:http';
import { type Transform, Writable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { NotOfferedError } from '../strict.ts';
import { IncomingMessage } from './incoming-message.ts';
import type { Answer, Keeping } from './kept-answers.ts';
import { isUnsafePort, netError } from './net-errors.ts';
import type { Transport } from './transport.ts';
import { type AskLogin, TunnelUnanswered } from './tunnels.ts';

type Options = Electron.ClientRequestConstructorOptions;
type Offered = Pick<
  Electron.ClientRequest,
  'abort' | 'followRedirect' | 'getHeader' | 'getUploadProgress' | 'removeHeader' | 'setHeader' | 'chunkedEncoding'
>;

/** What the request needs of its surroundings. */
export interface RequestDeps {
  /** Why this address cannot be reached now; null where nothing stands in the way. */
  readonly failureOf: (url: URL) => Error | null;
  /** Of the session that the options name. */
  readonly transportOf: (options: Options) => Transport;
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
const offeredOptions = new Set([
  'method',
  'url',
  'protocol',
  'host',
  'hostname',
  'port',
  'path',
  'headers',
  'redirect',
  'credentials',
  'cache',
  'origin',
  'referrerPolicy',
  'bypassCustomProtocolHandlers',
  'session',
]);
const redirects = new Set([301, 302, 303, 307, 308]);
/** net/url_request/url_request.h, kMaxRedirects. */
const mostRedirects = 20;

const decoders = new Map<string, () => Transform>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['deflate', () => createInflate()],
  ['br', () => createBrotliDecompress()],
  ['zstd', () => createZstdDecompress()],
]);
const acceptedEncodings = 'gzip, deflate, br, zstd';
// Chromium's; Node's own limit is smaller.
const mostHeaderBytes = 256 * 1024;

/**
 * Electron's request over Node's HTTP, after lib/common/api/net-client-request.ts: the same refusals in the same words at
 * the same moments. Bodies are gathered until `end`, as there, so that their length is known.
 */
export class ClientRequest extends Writable implements Offered {
  readonly #deps: RequestDeps;
  readonly #method: string;
  readonly #url: URL;
  readonly #policy: 'manual' | 'follow' | 'error';
  readonly #keeping: Keeping;
  readonly #headers = new Map<string, { name: string; value: string }>();
  readonly #body: Buffer[] = [];
  #begun = false;
  #aborted = false;
  #awaitsRedirect: (() => void) | null = null;
  readonly #transport: Transport;
  readonly #ending = new AbortController();
  #response: IncomingMessage | null = null;

  constructor(given: Options | string, deps: RequestDeps) {
    super({ autoDestroy: true });
    const options: Options = typeof given === 'string' ? { url: given } : given;
    for (const name of Object.keys(options))
      if (!offeredOptions.has(name)) throw new NotOfferedError(`the option '${name}' of net.request`);
    this.#deps = deps;
    this.#transport = deps.transportOf(options);
    this.#method = (options.method ?? 'GET').toUpperCase();
    this.#url = new URL(options.url ?? addressOf(options));
    this.#policy = options.redirect ?? 'follow';
    if (!['follow', 'error', 'manual'].includes(this.#policy))
      throw new Error('redirect mode should be one of follow, error or manual');
    if (!['http:', 'https:'].includes(this.#url.protocol))
      throw new Error('ClientRequest only supports http: and https: protocols');
    if (options.credentials === 'same-origin' && options.origin === undefined)
      throw new Error('credentials: same-origin requires origin to be set');
    this.#keeping = keepingOf(options);
    for (const [name, value] of Object.entries(options.headers ?? {})) this.#keep(name, value);
  }

  get chunkedEncoding(): boolean {
    return false;
  }

  set chunkedEncoding(_: boolean) {
    throw new NotOfferedError('ClientRequest.chunkedEncoding');
  }

  setHeader(name: string, value: string): void {
    if (this.#begun) throw new Error("Can't set headers after they are sent");
    this.#keep(name, value);
  }

  getHeader(name: string): string {
    return this.#headers.get(name.toLowerCase())?.value ?? '';
  }

  removeHeader(name: string): void {
    if (this.#begun) throw new Error("Can't remove headers after they are sent");
    this.#headers.delete(name.toLowerCase());
  }

  followRedirect(): void {
    if (!this.#awaitsRedirect) throw new Error('followRedirect() called, but was not waiting for a redirect');
    this.#awaitsRedirect();
  }

  abort(): void {
    if (!this.#aborted) process.nextTick(() => this.emit('abort'));
    this.#aborted = true;
    this.#die();
  }

  getUploadProgress(): Electron.UploadProgress {
    throw new NotOfferedError('ClientRequest.getUploadProgress');
  }

  override _write(chunk: Buffer | string, encoding: BufferEncoding, callback: () => void): void {
    this.#begun = true;
    this.#body.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
    callback();
  }

  override _final(callback: () => void): void {
    this.#begun = true;
    const isRefused = [...this.#headers].some(
      ([name, { value }]) => restricted.has(name) || (name === 'connection' && value.toLowerCase() === 'upgrade'),
    );
    if (isRefused) {
      process.nextTick(() => {
        this.#die(new Error('net::ERR_INVALID_ARGUMENT'));
      });
    } else {
      this.#send(this.#url, this.#method, Buffer.concat(this.#body), 0);
    }
    callback();
  }

  #keep(name: string, value: string | readonly string[]): void {
    const text = String(value);
    try {
      validateHeaderName(name);
    } catch {
      throw new Error(`Invalid header name: '${name}'`);
    }
    try {
      validateHeaderValue(name, text);
    } catch {
      throw new Error(`Invalid value for header '${name}': '${text}'`);
    }
    this.#headers.set(name.toLowerCase(), { name, value: text });
  }

  #send(url: URL, method: string, body: Buffer, redirected: number): void {
    const failure = isUnsafePort(url) ? new Error('net::ERR_UNSAFE_PORT') : this.#deps.failureOf(url);
    if (failure) {
      process.nextTick(() => {
        this.#die(failure);
      });
      return;
    }
    this.#transport.webRequest.lets(url, method).then(
      (isLet) => {
        if (this.#aborted) return;
        if (isLet) this.#sendOut(url, method, body, redirected);
        else this.#die(new Error('net::ERR_BLOCKED_BY_CLIENT'));
      },
      (error: unknown) => {
        this.#failed(error);
      },
    );
  }

  #sendOut(url: URL, method: string, body: Buffer, redirected: number): void {
    const kept = this.#keeping.answers && method === 'GET' ? this.#transport.kept.find(url) : null;
    if (kept) {
      process.nextTick(() => {
        this.#answered(kept, url, method, body, redirected);
      });
      return;
    }
    const headers: Record<string, string> = { 'accept-encoding': acceptedEncodings };
    const cookies = this.#keeping.cookies ? this.#transport.kept.cookies(url) : undefined;
    if (cookies !== undefined) headers['cookie'] = cookies;
    for (const { name, value } of this.#headers.values()) headers[name.toLowerCase()] = value;
    if (body.length > 0 || method === 'POST' || method === 'PUT') headers['content-length'] = String(body.length);
    const { signal } = this.#ending;
    const sending = { method, headers, body, maxHeaderSize: mostHeaderBytes, signal, askLogin: this.#askLogin };
    this.#transport.send(url, sending).then(
      (answer) => {
        this.#transport.kept.keep(url, method, answer, this.#keeping);
        this.#answered(answer, url, method, body, redirected);
      },
      (error: unknown) => {
        this.#failed(error);
      },
    );
  }

  /** "If there were no listeners, cancel the authentication request." */
  readonly #askLogin: AskLogin = (info) =>
    new Promise((resolve) => {
      const answer = (username?: string, password?: string): void => {
        resolve(username === undefined || password === undefined ? null : { username, password });
      };
      if (this.#aborted || !this.emit('login', info, answer)) resolve(null);
    });

  #failed(error: unknown): void {
    if (this.#aborted) return;
    if (error instanceof TunnelUnanswered) {
      // The head of the proxy's answer is shown, its body never.
      const response = new IncomingMessage(error.answer);
      this.#response = response;
      this.emit('response', response);
    }
    const isNamed = error instanceof Error && error.message.startsWith('net::');
    this.#die(isNamed ? error : netError(error instanceof Error ? error : new Error(String(error))));
  }

  #answered(answer: Answer, url: URL, method: string, body: Buffer, redirected: number): void {
    if (this.#aborted) return;
    const { statusCode: status = 0, headers } = answer;
    const target =
      redirects.has(status) && headers.location !== undefined ? URL.parse(headers.location, url.href) : null;
    if (!target) {
      this.#respond(answer);
      return;
    }
    answer.resume();
    const keepsMethod = status === 307 || status === 308 || method === 'GET' || method === 'HEAD';
    const newMethod = keepsMethod ? method : 'GET';
    let follows = this.#policy === 'follow';
    if (this.#policy === 'error') {
      this.#die(new Error("Attempted to redirect, but redirect policy was 'error'"));
      return;
    }
    this.#awaitsRedirect = () => {
      follows = true;
    };
    try {
      this.emit('redirect', status, newMethod, target.href, listed(answer.headersDistinct));
    } finally {
      this.#awaitsRedirect = null;
    }
    if (this.#isAborted()) return;
    if (!follows) this.#die(new Error('Redirect was cancelled'));
    else if (redirected === mostRedirects) this.#die(new Error('net::ERR_TOO_MANY_REDIRECTS'));
    else if (!/^https?:$/.test(target.protocol)) this.#die(new Error('net::ERR_UNSAFE_REDIRECT'));
    else this.#send(target, newMethod, keepsMethod ? body : Buffer.alloc(0), redirected + 1);
  }

  #respond(answer: Answer): void {
    const response = new IncomingMessage(answer);
    this.#response = response;
    const encodings = (answer.headers['content-encoding'] ?? '').toLowerCase().split(/\s*,\s*/);
    const steps = encodings.flatMap((name) => decoders.get(name)?.() ?? []);
    let body: NodeJS.ReadableStream = answer;
    for (const step of steps.reverse()) {
      const before = body;
      before.on('error', (error: Error) => step.destroy(error));
      step.on('error', () => answer.destroy());
      body = before.pipe(step);
    }
    response.follow(body, (error) => {
      const failure = netError(error, answer);
      response.destroy(failure);
      this.#die(failure);
    });
    this.emit('response', response);
  }

  /** Whoever listens may have aborted. */
  #isAborted(): boolean {
    return this.#aborted;
  }

  #die(error?: Error): void {
    // As in Electron: an error after `end` is emitted though the stream has been destroyed.
    if (this.destroyed && error) this.emit('error', error);
    this.destroy(error);
    this.#ending.abort();
    this.#response?.destroy(error);
  }
}

/** By the defaults of the options: no cookies, and the cache (electron.d.ts, ClientRequestConstructorOptions). */
function keepingOf({ credentials, cache = 'default' }: Options): Keeping {
  if (!['default', 'no-store', 'reload'].includes(cache)) throw new NotOfferedError(`the cache mode ${cache}`);
  return { cookies: credentials === 'include' || credentials === 'same-origin', answers: cache === 'default' };
}

/** As parseOptions of lib/common/api/net-client-request.ts puts an address together. */
function addressOf({ protocol = 'http:', host, hostname = 'localhost', port, path = '/' }: Options): string {
  if (path.includes(' ')) throw new TypeError('Request path contains unescaped characters');
  const place = host ?? (port === undefined || String(port) === '' ? hostname : `${hostname}:${port}`);
  return `${protocol}//${place}${path}`;
}

const listed = (headers: NodeJS.Dict<string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(headers).map(([name, values = []]) => [name, values]));
