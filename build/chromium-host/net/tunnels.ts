import { type IncomingMessage as NodeMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { NotOfferedError } from '../strict.ts';
import { netError } from './net-errors.ts';
import type { ProxyWay } from './proxy-rules.ts';

interface Login {
  readonly username: string;
  readonly password: string;
}
/** Null: nobody answered, and what the proxy said is the answer. */
export type AskLogin = (info: Electron.AuthInfo) => Promise<Login | null>;

/** The next proxy of the list is tried. */
export class ProxyUnreachable extends Error {
  constructor(cause: unknown) {
    super('net::ERR_PROXY_CONNECTION_FAILED', { cause });
  }
}

/** A proxy's refusal to open a tunnel without a login: its head is an answer, its body is not let through (crbug.com/8473). */
export class TunnelUnanswered extends Error {
  readonly answer: NodeMessage;
  constructor(answer: NodeMessage) {
    super('net::ERR_TUNNEL_CONNECTION_FAILED');
    this.answer = answer;
  }
}

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Tunnels through proxies by CONNECT, and the logins that a session has learned: sent at once from then on, as in Chromium. */
export class Tunnels {
  readonly #logins = new Map<string, string>();

  authorization({ host, port }: Place): string | null {
    return this.#logins.get(`${host}:${port}`) ?? null;
  }

  forget(): void {
    this.#logins.clear();
  }

  async open(way: ProxyWay, place: Place, askLogin: AskLogin): Promise<Socket> {
    for (;;) {
      const authorization = this.authorization(way);
      const { answer, socket } = await connect(way, place, authorization);
      if (answer.statusCode === 200) return socket;
      socket.destroy();
      if (answer.statusCode !== 407) throw new Error('net::ERR_TUNNEL_CONNECTION_FAILED');
      if (!(await this.login(way, authorization, answer, askLogin))) throw new TunnelUnanswered(answer);
    }
  }

  /**
   * Asks for a login after a 407, again and again as long as there is an answer: Chromium has no limit either. `sent`: what
   * was refused. Kept before it is known to be right (net/http/http_auth_controller.cc, ResetAuth).
   */
  async login(way: ProxyWay, sent: string | null, { headers }: NodeMessage, askLogin: AskLogin): Promise<boolean> {
    const key = `${way.host}:${way.port}`;
    if (this.#logins.get(key) === sent) this.#logins.delete(key);
    const [, realm] = /\bbasic\b(?:\s+realm="((?:[^"\\]|\\.)*)")?/i.exec(headers['proxy-authenticate'] ?? '') ?? [null];
    if (!/\bbasic\b/i.test(headers['proxy-authenticate'] ?? '')) throw new Error('net::ERR_PROXY_AUTH_UNSUPPORTED');
    const login = await askLogin({
      isProxy: true,
      scheme: 'basic',
      host: way.host,
      port: way.port,
      realm: realm ?? '',
    });
    if (!login) return false;
    const value = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    this.#logins.set(key, `Basic ${value}`);
    return true;
  }
}

function connect(
  way: ProxyWay,
  { host, port }: Place,
  authorization: string | null,
): Promise<{ readonly answer: NodeMessage; readonly socket: Socket }> {
  if (way.kind !== 'PROXY' && way.kind !== 'HTTPS') throw new NotOfferedError(`a proxy of the kind ${way.kind}`);
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const sent = (way.kind === 'HTTPS' ? requestHttps : requestHttp)({
      host: way.host,
      port: way.port,
      method: 'CONNECT',
      path: target,
      agent: false,
      headers: { host: target, ...(authorization !== null && { 'proxy-authorization': authorization }) },
    });
    sent.on('connect', (answer, socket) => {
      resolve({ answer, socket });
    });
    sent.on('error', (error) => {
      const isConnecting = 'syscall' in error && ['connect', 'getaddrinfo'].includes(String(error.syscall));
      reject(isConnecting ? new ProxyUnreachable(error) : netError(error));
    });
    sent.end();
  });
}
