import { createServer as createPlain, type Server, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Result } from '#shared/result.ts';
import { type Authority, readAuthority } from '../../../electron/network/authority.ts';
import { createConnect } from '../../../electron/network/connect.ts';
import { createProxyLogins } from '../../../electron/network/proxy-logins.ts';
import type { ProxyLogin } from '../../../electron/platform/network-ports.ts';
import { type Issued, issue, issueAuthority } from '../../support/network/certificates.ts';
import { type ProxyOptions, startProxy, type TestProxy } from '../../support/network/proxy.ts';
import { listening } from '../../support/waits.ts';

/* A mailbox's server, which greets whoever connects, past a proxy. */

const host = 'mail.test';
const greeting = '* OK mailbox';
let root: Issued;
let shown: Issued;
beforeAll(async () => {
  root = await issueAuthority('Mail root');
  shown = await issue({ name: host, hosts: [host] }, root);
});

function start(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return listening(server);
}
const mailbox = () => start(createServer({ cert: shown.cert, key: shown.key }, (socket) => socket.end(greeting)));

async function proxy(options: Omit<ProxyOptions, 'portOf'> = {}): Promise<TestProxy> {
  const port = await mailbox();
  const started = await startProxy({ ...options, portOf: () => port });
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
}

function authorityOf({ cert }: Issued): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'connect-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, 'ca.pem'), cert);
  const read = readAuthority(join(folder, 'ca.pem'), Date.now());
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

function connecting(ways: string, login: readonly [string, ProxyLogin] | null = null, authority: Issued | null = root) {
  const logins = createProxyLogins({
    store: { read: () => Promise.resolve(null), keep: () => Promise.resolve('session'), forget: () => undefined },
    environment: new Map(login ? [login] : []),
    onWanted: () => undefined,
  });
  const own = authority && authorityOf(authority);
  return createConnect({ resolveProxy: () => Promise.resolve(ways), beginLogin: logins.begin, authority: () => own });
}
const signal = new AbortController().signal;
const server = { host, port: 993 };
const greeted = async (connected: Result<Socket>): Promise<string> =>
  connected.ok ? text(connected.value) : connected.error.code;

test('through a proxy that asks for a password', async () => {
  const login = { user: 'anna', password: 'right' };
  const wanting = await proxy({ login });
  const connect = connecting(`PROXY ${wanting.place}`, [wanting.place, login]);
  expect(await greeted(await connect(server, { tls: true, signal }))).toBe(greeting);
  expect(wanting.seen.map(({ target, login: given }) => [target, given])).toEqual([
    ['mail.test:993', null],
    ['mail.test:993', 'anna:right'],
  ]);
});

test('a wrong password is sent once', async () => {
  const wanting = await proxy({ login: { user: 'anna', password: 'right' } });
  const connect = connecting(`PROXY ${wanting.place}`, [wanting.place, { user: 'anna', password: 'wrong' }]);
  const options = { tls: true, signal };
  const all = await Promise.all([connect(server, options), connect(server, options), connect(server, options)]);
  expect(await Promise.all(all.map(greeted))).toEqual(Array(3).fill('proxy-login-refused'));
  expect(wanting.tries('anna:wrong')).toBe(1);
});

test('an authority that nobody set is named', async () => {
  const through = await proxy();
  expect(await connecting(`PROXY ${through.place}`, null, null)(server, { tls: true, signal })).toEqual({
    ok: false,
    error: { code: 'authority-unknown', host, authority: 'Mail root' },
  });
});

test('a server of another name is not taken for this one', async () => {
  const through = await proxy();
  expect(
    await connecting(`PROXY ${through.place}`)({ host: 'other.test', port: 993 }, { tls: true, signal }),
  ).toMatchObject({
    ok: false,
    error: { code: 'server-unreachable', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  });
});

test('a proxy that is not there is passed over for the next', async () => {
  const second = await proxy();
  const connect = connecting(`PROXY 127.0.0.1:1;PROXY ${second.place}`);
  expect(await greeted(await connect(server, { tls: true, signal }))).toBe(greeting);
});

test.each([
  ['a proxy that refuses', async () => `PROXY ${(await proxy({ refuse: 403 })).place}`, 'proxy-refused'],
  ['a proxy that is not there', () => Promise.resolve('PROXY 127.0.0.1:1'), 'proxy-unreachable'],
  ['a proxy of a kind that is not spoken', () => Promise.resolve('SOCKS5 127.0.0.1:1'), 'proxy-refused'],
  [
    'a proxy that wants another sign-in',
    async () => `PROXY ${(await proxy({ login: { user: 'a', password: 'b' }, scheme: 'Negotiate' })).place}`,
    'proxy-login-unsupported',
  ],
  [
    'a proxy that nobody has a login for',
    async () => `PROXY ${(await proxy({ login: { user: 'a', password: 'b' } })).place}`,
    'proxy-login-missing',
  ],
])('%s', async (_, ways, code) => {
  const connect = connecting(await ways());
  expect(await greeted(await connect(server, { tls: true, signal }))).toBe(code);
});

test('directly, plain, and given up', async () => {
  const port = await start(createPlain((socket) => socket.end(greeting)));
  const connect = connecting('DIRECT');
  expect(await greeted(await connect({ host: '127.0.0.1', port }, { tls: false, signal }))).toBe(greeting);
  expect(await greeted(await connect({ host: '127.0.0.1', port: 1 }, { tls: false, signal }))).toBe(
    'server-unreachable',
  );
  expect(await greeted(await connect({ host: '127.0.0.1', port }, { tls: false, signal: AbortSignal.abort() }))).toBe(
    'cancelled',
  );
});

test('a server that the policy does not allow is not connected to, and it says so', async () => {
  const connect = createConnect({
    resolveProxy: () => Promise.reject(new Error('net::ERR_BLOCKED_BY_ADMINISTRATOR')),
    beginLogin: () => {
      throw new Error('No proxy is on the way');
    },
    authority: () => null,
  });
  const connected = await connect(server, { tls: true, signal });
  expect(connected).toEqual({ ok: false, error: { code: 'host-not-allowed', host } });
});
