import {
  Agent as HttpAgent,
  type ClientRequest as NodeRequest,
  type IncomingMessage as NodeMessage,
  request as requestHttp,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import type { Duplex } from 'node:stream';
import { NotOfferedError } from '../strict.ts';
import { authorities, CertificateVerifier } from './certificates.ts';
import { KeptAnswers } from './kept-answers.ts';
import { netError } from './net-errors.ts';
import { createResolveProxy, type ResolveProxy } from './proxy-resolver.ts';
import type { ProxyWay } from './proxy-rules.ts';
import { type AskLogin, ProxyUnreachable, Tunnels } from './tunnels.ts';
import { WebRequest } from './web-request.ts';

export interface Sending {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly maxHeaderSize: number;
  readonly signal: AbortSignal;
  readonly askLogin: AskLogin;
}

/** Node's own defaults for its global agents. */
const keeping = { keepAlive: true, scheduling: 'lifo', timeout: 5000 } as const;
/** What the agent for https has to know of the request that a connection is made for. */
interface ConnectOptions extends RequestOptions {
  readonly way?: ProxyWay;
  readonly askLogin?: AskLogin;
}

let context: SecureContext | null = null;
const secureContext = (): SecureContext => (context ??= createSecureContext({ ca: authorities() }));

/** One session's way to servers, as Chromium's network context is: its proxies, their logins, what it verified and keeps, its connections. */
export class Transport {
  readonly kept = new KeptAnswers();
  readonly certificates = new CertificateVerifier();
  readonly webRequest = new WebRequest();
  readonly #tunnels = new Tunnels();
  readonly #http = new HttpAgent(keeping);
  readonly #https = new SecureAgent(this.#tunnels, this.certificates);
  #resolve: ResolveProxy = createResolveProxy({ mode: 'system' }, process.env);

  setProxy(config: Electron.ProxyConfig): void {
    this.#resolve = createResolveProxy(config, process.env);
  }

  resolveProxy(url: URL): ReturnType<ResolveProxy> {
    return this.#resolve(url);
  }

  forgetLogins(): void {
    this.#tunnels.forget();
  }

  closeConnections(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  /** Rejects with Chromium's error, or Node's. A proxy that cannot be reached is passed over for the next in the list. */
  async send(url: URL, sending: Sending): Promise<NodeMessage> {
    let failure: unknown = null;
    for (const way of await this.#resolve(url)) {
      try {
        return await this.#over(way, url, sending);
      } catch (error) {
        if (!(error instanceof ProxyUnreachable)) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  #over(way: ProxyWay, url: URL, sending: Sending): Promise<NodeMessage> {
    const { askLogin } = sending;
    if (url.protocol === 'https:')
      return once(requestHttps, url, { ...sending, ...{ agent: this.#https, way, askLogin } });
    if (way.kind === 'DIRECT') return once(requestHttp, url, { ...sending, agent: this.#http });
    return this.#plainly(way, url, sending);
  }

  /** Without a tunnel: the proxy itself answers. */
  async #plainly(way: ProxyWay, url: URL, sending: Sending): Promise<NodeMessage> {
    if (way.kind !== 'PROXY') throw new NotOfferedError(`a proxy of the kind ${way.kind} for http`);
    for (;;) {
      const authorization = this.#tunnels.authorization(way);
      const headers = {
        ...sending.headers,
        host: url.host,
        ...(authorization && { 'proxy-authorization': authorization }),
      };
      const place = new URL(`http://${way.host}:${way.port}`);
      const options = { ...sending, headers, agent: this.#http, path: url.href };
      const answer = await once(requestHttp, place, options).catch((error: unknown) => {
        throw isUnreachable(error) ? new ProxyUnreachable(error) : error;
      });
      if (answer.statusCode !== 407) return answer;
      if (!(await this.#tunnels.login(way, authorization, answer, sending.askLogin))) return answer;
      answer.resume();
    }
  }
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && ['connect', 'getaddrinfo'].includes(String(error.syscall));

/** Sends again what went out on a kept connection that the server was just closing, as Chromium does. */
function once(
  request: typeof requestHttp,
  url: URL,
  options: RequestOptions & { readonly body: Buffer },
  isSecondTry = false,
): Promise<NodeMessage> {
  return new Promise((resolve, reject) => {
    const { body, ...others } = options;
    const sent: NodeRequest = request(url, others, resolve);
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = sent.reusedSocket && error.code === 'ECONNRESET' && !isSecondTry;
      if (isStale) once(request, url, options, true).then(resolve, reject);
      else reject(error);
    });
    sent.end(body);
  });
}

/** Connects to the server or, through a tunnel, past a proxy, and lets no request out before the certificate is judged. */
class SecureAgent extends HttpsAgent {
  readonly #tunnels: Tunnels;
  readonly #certificates: CertificateVerifier;

  constructor(tunnels: Tunnels, certificates: CertificateVerifier) {
    super(keeping);
    this.#tunnels = tunnels;
    this.#certificates = certificates;
  }

  override getName(options: ConnectOptions = {}): string {
    const { way } = options;
    return `${super.getName(options)}:${way ? `${way.kind} ${way.host}:${way.port}` : ''}`;
  }

  override createConnection(
    options: ConnectOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    this.#connect(options).then(
      (socket) => callback?.(null, socket),
      // Node's type wants a stream in any case.
      (error: unknown) => (callback as ((error: unknown) => void) | undefined)?.(error),
    );
    return undefined;
  }

  async #connect({ host, port, way, askLogin }: ConnectOptions): Promise<Duplex> {
    const hostname = (host ?? '').replace(/^\[|\]$/g, '');
    const place = { host: hostname, port: Number(port ?? 443) };
    const through = way && askLogin && way.kind !== 'DIRECT' ? await this.#tunnels.open(way, place, askLogin) : null;
    const socket = connectTls({
      ...place,
      ...(through && { socket: through }),
      servername: isIP(hostname) === 0 ? hostname : '',
      ALPNProtocols: ['http/1.1'],
      secureContext: secureContext(),
      // Judged below, as Chromium would name it.
      rejectUnauthorized: false,
    });
    await new Promise((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', (error: Error) => {
        reject(netError(error));
      });
    });
    await this.#certificates.verify(socket, hostname);
    return socket;
  }
}
