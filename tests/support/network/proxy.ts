import { createServer, type IncomingMessage, request } from 'node:http';
import { connect as connectTo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, createSecureContext, TLSSocket } from 'node:tls';
import { closed, listening } from '../waits.ts';
import { type Issued, issue } from './certificates.ts';

export interface ProxyOptions {
  /** Wanted by Basic authentication; anybody may pass without. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Where a host name really is: everything on this computer. */
  readonly portOf: (host: string, port: number) => number;
  /** Opens every tunnel and shows a certificate of this authority instead of the server's. */
  readonly interceptWith?: Issued;
  /** What it answers to every tunnel instead. */
  readonly refuse?: number;
  /** What it asks for instead of Basic. */
  readonly scheme?: string;
}

/** One request to the proxy, as it saw it. */
export interface Seen {
  readonly target: string;
  /** `user:password`, or null. */
  readonly login: string | null;
  readonly status: number;
}

/** A proxy on loopback for tests: CONNECT, and plain requests. It counts what it is asked. */
export async function startProxy({ login, portOf, interceptWith, refuse, scheme = 'Basic' }: ProxyOptions) {
  const seen: Seen[] = [];
  const open = new Set<Duplex>();
  let wanted = login;
  const server = createServer((asked, response) => {
    const status = note(asked, asked.url ?? '');
    if (status !== 200) {
      response.writeHead(status, challenge(status)).end('no');
      return;
    }
    const { hostname, port, pathname, search } = new URL(asked.url ?? '');
    const headers = { ...asked.headers };
    delete headers['proxy-authorization'];
    const target = portOf(hostname, Number(port || 80));
    const onward = request({ port: target, method: asked.method, path: pathname + search, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    asked.pipe(onward);
  });

  const challenge = (status: number): Record<string, string> =>
    status === 407 ? { 'proxy-authenticate': `${scheme} realm="Test proxy"` } : {};

  function note(asked: IncomingMessage, target: string): number {
    const [, given = ''] = /^Basic (.+)$/.exec(asked.headers['proxy-authorization'] ?? '') ?? [];
    const text = given === '' ? null : Buffer.from(given, 'base64').toString();
    const isRight = !wanted || text === `${wanted.user}:${wanted.password}`;
    const status = isRight ? (refuse ?? 200) : 407;
    seen.push({ target, login: text, status });
    return status;
  }

  server.on('connect', (asked: IncomingMessage, client: Duplex) => {
    const status = note(asked, asked.url ?? '');
    client.on('error', () => undefined);
    open.add(client);
    if (status !== 200) {
      const lines = Object.entries(challenge(status)).map(([name, value]) => `${name}: ${value}\r\n`);
      client.end(`HTTP/1.1 ${status} No\r\n${lines.join('')}content-length: 2\r\nconnection: close\r\n\r\nno`);
      return;
    }
    const [, host = '', port = '443'] = /^\[?(.*?)\]?:(\d+)$/.exec(asked.url ?? '') ?? [];
    const target = portOf(host, Number(port));
    client.write('HTTP/1.1 200 OK\r\n\r\n');
    if (!interceptWith) join(client, connectTo(target, '127.0.0.1'));
    else void intercept(client, host, target, interceptWith);
  });

  /** Shows the client another certificate, and goes on to a server that speaks TLS itself. */
  async function intercept(client: Duplex, host: string, target: number, authority: Issued): Promise<void> {
    const { cert, key } = await issue({ name: host, hosts: [host] }, authority);
    const shown = new TLSSocket(client, {
      isServer: true,
      secureContext: createSecureContext({ cert: cert + authority.cert, key }),
    });
    join(shown, connectTls({ port: target, host: '127.0.0.1', servername: host, rejectUnauthorized: false }));
  }

  function join(client: Duplex, onward: Duplex): void {
    open.add(onward);
    for (const [from, to] of [
      [client, onward],
      [onward, client],
    ] as const) {
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      from.pipe(to);
    }
  }

  server.on('connection', (socket: Socket) => open.add(socket));
  const port = await listening(server);
  return {
    port,
    place: `127.0.0.1:${port}`,
    seen,
    /** How often it was asked with this login, right or wrong; null: with none. */
    tries: (text: string | null): number => seen.filter(({ login: given }) => given === text).length,
    changeLogin(next: ProxyOptions['login']) {
      wanted = next;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await closed(server);
    },
  };
}
export type TestProxy = Awaited<ReturnType<typeof startProxy>>;
