import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, getCACertificates, type TLSSocket } from 'node:tls';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { failureReason, unreachable } from '../http/index.ts';
import type { LoginAttempt, NetSession, ProxyLogin } from '../platform/network-ports.ts';
import { type Authority, issuerName } from './authority.ts';
import { type ProxyWay, waysIn } from './proxy-config.ts';

export interface Server {
  readonly host: string;
  readonly port: number;
}
export interface ConnectOptions {
  /** TLS from the first byte on; else plain, for what begins TLS by itself. */
  readonly tls: boolean;
  readonly signal: AbortSignal;
}

/** Connects to a server that does not speak HTTP. Fails with a reason of the way there; the caller ends the socket. */
export type Connect = (server: Server, options: ConnectOptions) => Promise<Result<Socket>>;

interface ConnectParts {
  readonly resolveProxy: NetSession['resolveProxy'];
  readonly beginLogin: () => LoginAttempt;
  readonly authority: () => Authority | null;
}

/** The operating system's authorities, those that Node brings, and the one of Settings. */
export const trustedAuthorities = (own: Authority | null): string[] => [
  ...getCACertificates('default'),
  ...getCACertificates('system'),
  ...(own?.roots.map(String) ?? []),
];

/**
 * The way of IMAP, SMTP and the like, which Chromium does not speak: past the proxy that Chromium would take, by CONNECT
 * and with its login, and with certificates of the same authorities.
 */
export function createConnect({ resolveProxy, beginLogin, authority }: ConnectParts): Connect {
  async function over(way: ProxyWay | null, server: Server, { tls, signal }: ConnectOptions): Promise<Result<Socket>> {
    const attempt = beginLogin();
    try {
      const socket = await (way ? tunnel(way, server, attempt, signal) : plain(server, signal));
      attempt.end(true);
      return ok(tls ? await secure(socket, server, authority(), signal) : socket);
    } catch (cause) {
      attempt.end(false);
      if (signal.aborted) return fail({ code: 'cancelled' });
      return fail(attempt.failure() ?? errorOf(cause, server, way));
    }
  }

  return async (server, options) => {
    let ways: ReturnType<typeof waysIn>;
    try {
      ways = waysIn(await resolveProxy(`https://${bracketed(server.host)}:${server.port}/`));
    } catch (cause) {
      return fail(unreachable(server.host, failureReason(cause)));
    }
    const [first, ...others] = ways;
    let connected = await over(first, server, options);
    for (const way of others) {
      // Another proxy may be there; what one of them said counts.
      if (connected.ok || connected.error.code !== 'proxy-unreachable') break;
      connected = await over(way, server, options);
    }
    return connected;
  };
}

const bracketed = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

/** What a tunnel or handshake found out; anything else is Node's. */
class ConnectFailure extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.error = error;
  }
}

function errorOf(cause: unknown, { host }: Server, through: ProxyWay | null): AppError {
  if (cause instanceof ConnectFailure) return cause.error;
  const isConnecting = cause instanceof Error && 'syscall' in cause;
  if (through && isConnecting) return { code: 'proxy-unreachable', proxy: through.proxy };
  return unreachable(host, failureReason(cause));
}

/** An error that comes when nobody listens, as one after another or before its owner does, would end the program. */
function guard(socket: Socket): void {
  socket.on('error', () => undefined);
}

function plain({ host, port }: Server, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectPlain({ host, port, signal });
    guard(socket);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

async function tunnel(way: ProxyWay, server: Server, attempt: LoginAttempt, signal: AbortSignal): Promise<Socket> {
  const { proxy, kind } = way;
  if (kind !== 'PROXY' && kind !== 'HTTPS')
    throw new ConnectFailure({ code: 'proxy-refused', proxy, host: server.host });
  let login: ProxyLogin | null = null;
  for (;;) {
    const { status, asksFor, socket } = await askForTunnel(way, server, login, signal);
    if (status === 200) return socket;
    socket.destroy();
    if (status !== 407) throw new ConnectFailure({ code: 'proxy-refused', proxy, host: server.host });
    if (!/\bbasic\b/i.test(asksFor)) throw new ConnectFailure({ code: 'proxy-login-unsupported', proxy });
    login = await attempt.answer(proxy);
    if (!login) throw new ConnectFailure(attempt.failure() ?? { code: 'proxy-login-missing', proxy });
  }
}

interface TunnelAnswer {
  readonly status: number;
  readonly asksFor: string;
  readonly socket: Socket;
}

function askForTunnel(
  { kind, proxy }: ProxyWay,
  server: Server,
  login: ProxyLogin | null,
  signal: AbortSignal,
): Promise<TunnelAnswer> {
  const { hostname, port } = new URL(`http://${proxy}`);
  const target = `${bracketed(server.host)}:${server.port}`;
  const basic = login && Buffer.from(`${login.user}:${login.password}`).toString('base64');
  return new Promise((resolve, reject) => {
    const request = (kind === 'HTTPS' ? requestHttps : requestHttp)({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port || (kind === 'HTTPS' ? 443 : 80),
      method: 'CONNECT',
      path: target,
      agent: false,
      signal,
      headers: { host: target, ...(basic !== null && { 'proxy-authorization': `Basic ${basic}` }) },
    });
    request.once('error', reject);
    request.once('connect', ({ statusCode: status = 0, headers }, socket) => {
      resolve({ status, asksFor: headers['proxy-authenticate'] ?? '', socket });
    });
    request.end();
  });
}

function secure(socket: Socket, { host }: Server, own: Authority | null, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secured = connectTls({
      ...{ socket, host, ca: trustedAuthorities(own) },
      ...(isIP(host) === 0 && { servername: host }),
      // Refused below, where it is still known whose certificate was shown.
      rejectUnauthorized: false,
    });
    guard(secured);
    const abort = (): void => {
      secured.destroy(new Error('aborted'));
    };
    signal.addEventListener('abort', abort);
    const failed = (error: unknown): void => {
      signal.removeEventListener('abort', abort);
      secured.destroy();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    secured.once('error', failed);
    secured.once('secureConnect', () => {
      if (!secured.authorized) {
        failed(distrust(secured, host));
        return;
      }
      signal.removeEventListener('abort', abort);
      secured.off('error', failed);
      resolve(secured);
    });
  });
}

function distrust(secured: TLSSocket, host: string): ConnectFailure {
  // A code, though its type says an error.
  const code: unknown = secured.authorizationError;
  let shown = secured.getPeerX509Certificate();
  for (let depth = 0; shown?.issuerCertificate && depth < 10; depth++) shown = shown.issuerCertificate;
  const authority = shown ? issuerName(shown) : '';
  const isUnknown = /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(String(code)) && authority !== '';
  return new ConnectFailure(
    isUnknown
      ? { code: 'authority-unknown', host, authority }
      : { code: 'server-unreachable', host, reason: failureReason({ code }) },
  );
}
