import { createServer as createHttp, type Server } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Issued, issue, issueAuthority } from '../../../tests/support/network/certificates.ts';
import { startProxy, type TestProxy } from '../../../tests/support/network/proxy.ts';
import { listening } from '../../../tests/support/waits.ts';
import { Net } from '../net/net.ts';
import type { IncomingMessage } from '../net/incoming-message.ts';
import { inWords, waysByEnvironment, waysByRules } from '../net/proxy-rules.ts';
import { Transport } from '../net/transport.ts';

/* Proxies, their logins and certificates as Electron has them; where it says so stands beside each. */

let authority: Issued;
let server: Issued;
beforeAll(async () => {
  authority = await issueAuthority('Test authority');
  server = await issue({ name: 'vendor.test', hosts: ['vendor.test'] }, authority);
});

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(created: Server): Promise<number> {
  closing.push(() => {
    created.closeAllConnections();
    created.close();
  });
  return listening(created);
}

const vendor = (): Promise<number> =>
  listen(createServer({ cert: server.cert, key: server.key }, (_, response) => response.end('billed')));

async function proxy(options: Omit<Parameters<typeof startProxy>[0], 'portOf'> = {}): Promise<TestProxy> {
  const port = await vendor();
  const started = await startProxy({ ...options, portOf: () => port });
  closing.push(() => started[Symbol.asyncDispose]());
  return started;
}

interface Session {
  readonly net: Net;
  readonly transport: Transport;
}
/** A session that trusts what its proc says. */
function session(config: Electron.ProxyConfig, trusts = true): Session {
  const transport = new Transport();
  transport.setProxy(config);
  if (trusts)
    transport.certificates.proc = (_, answer) => {
      answer(0);
    };
  closing.push(() => {
    transport.closeConnections();
  });
  return {
    transport,
    net: new Net(
      () => true,
      null,
      () => transport,
    ),
  };
}
const through = ({ place }: TestProxy): Session => session({ proxyRules: place });

type Answers = readonly (readonly [string, string] | null)[];
/** What a request comes to, with the answers given to each `login` in turn. */
async function ask({ net }: Session, url: string, answers: Answers = []) {
  const asked: Electron.AuthInfo[] = [];
  const request = net.request({ url });
  request.on('login', (info: Electron.AuthInfo, answer: (user?: string, password?: string) => void) => {
    const given = answers[asked.length];
    asked.push(info);
    if (given) answer(...given);
    else answer();
  });
  const { promise, resolve } = Promise.withResolvers<{ status: number | null; body: string; error: string | null }>();
  let status: number | null = null;
  request.on('error', (error: Error) => {
    resolve({ status, body: '', error: error.message });
  });
  request.on('response', (response: IncomingMessage) => {
    status = response.statusCode;
    text(response).then(
      (body) => {
        resolve({ status, body, error: null });
      },
      () => undefined,
    );
  });
  request.end();
  return { ...(await promise), asked };
}

describe('a login', () => {
  const login = { user: 'anna', password: 'right' };

  test('is asked for by the request, and sent at once from then on', async () => {
    const wanting = await proxy({ login });
    const way = through(wanting);
    const first = await ask(way, 'https://vendor.test/', [['anna', 'right']]);
    expect(first).toMatchObject({ status: 200, body: 'billed' });
    expect(first.asked).toEqual([
      { isProxy: true, scheme: 'basic', host: '127.0.0.1', port: wanting.port, realm: 'Test proxy' },
    ]);
    way.transport.closeConnections();
    expect(await ask(way, 'https://other.test/')).toMatchObject({ status: 200, asked: [] });
    expect(wanting.seen.map(({ login: given }) => given)).toEqual([null, 'anna:right', 'anna:right']);
  });

  test('that is wrong is asked for again, as often as there is an answer', async () => {
    const wanting = await proxy({ login });
    const wrong = ['anna', 'wrong'] as const;
    const answer = await ask(through(wanting), 'https://vendor.test/', [wrong, wrong, wrong, ['anna', 'right']]);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.asked).toHaveLength(4);
    expect(wanting.tries('anna:wrong')).toBe(3);
  });

  // Chromium shows the head of a refused tunnel's answer and fails its body: crbug.com/8473.
  test('that nobody gives ends in the proxy’s 407, and its body is not let through', async () => {
    expect(await ask(through(await proxy({ login })), 'https://vendor.test/')).toMatchObject({
      status: 407,
      error: 'net::ERR_TUNNEL_CONNECTION_FAILED',
    });
  });

  test('cannot be given to a proxy that asks in a way that is not known', async () => {
    expect(await ask(through(await proxy({ login, scheme: 'Strange' })), 'https://vendor.test/')).toMatchObject({
      error: 'net::ERR_PROXY_AUTH_UNSUPPORTED',
      asked: [],
    });
  });

  test('is asked for plain requests as well', async () => {
    const port = await listen(createHttp((_, response) => response.end('plain')));
    const wanting = await startProxy({ login, portOf: () => port });
    closing.push(() => wanting[Symbol.asyncDispose]());
    const answer = await ask(through(wanting), 'http://vendor.test/', [['anna', 'right']]);
    expect(answer).toMatchObject({ status: 200, body: 'plain' });
    expect(wanting.seen.map(({ target }) => target)).toEqual(['http://vendor.test/', 'http://vendor.test/']);
  });
});

describe('a proxy', () => {
  test('that refuses a tunnel, or cannot be reached', async () => {
    expect(await ask(through(await proxy({ refuse: 403 })), 'https://vendor.test/')).toMatchObject({
      status: null,
      error: 'net::ERR_TUNNEL_CONNECTION_FAILED',
    });
    expect(await ask(session({ proxyRules: '127.0.0.1:1' }), 'https://vendor.test/')).toMatchObject({
      error: 'net::ERR_PROXY_CONNECTION_FAILED',
    });
  });

  test('that cannot be reached is passed over for the next', async () => {
    const second = await proxy();
    const way = session({ proxyRules: `127.0.0.1:1,${second.place}` });
    expect(await ask(way, 'https://vendor.test/')).toMatchObject({ status: 200 });
  });

  test('is chosen by a PAC script', async () => {
    const chosen = await proxy();
    const script = `function FindProxyForURL(url, host) { return dnsDomainIs(host, '.test') ? 'PROXY ${chosen.place}; DIRECT' : 'DIRECT'; }`;
    const port = await listen(createHttp((_, response) => response.end(script)));
    const way = session({ mode: 'pac_script', pacScript: `http://127.0.0.1:${port}/proxy.pac` });
    const ways = await way.transport.resolveProxy(new URL('https://vendor.test/'));
    expect(inWords(ways)).toBe(`PROXY ${chosen.place};DIRECT`);
    expect(await ask(way, 'https://vendor.test/')).toMatchObject({ status: 200 });
    expect(inWords(await way.transport.resolveProxy(new URL('https://vendor.example/')))).toBe('DIRECT');
  });

  test('is not gone without where its script is not there', async () => {
    const way = session({ mode: 'pac_script', pacScript: 'http://127.0.0.1:1/proxy.pac' });
    expect(await ask(way, 'https://vendor.test/')).toMatchObject({
      error: 'net::ERR_MANDATORY_PROXY_CONFIGURATION_FAILED',
    });
  });

  test.each([
    ['https://localhost/', 'DIRECT'],
    ['https://a.localhost/', 'DIRECT'],
    ['https://127.0.0.9/', 'DIRECT'],
    ['https://[::1]/', 'DIRECT'],
    ['https://sub.left.example/', 'DIRECT'],
    ['https://left.example/', 'PROXY p:8'],
    ['https://10.1.2.3/', 'DIRECT'],
    ['https://intranet/', 'DIRECT'],
    ['https://port.example:444/', 'DIRECT'],
    ['https://port.example/', 'PROXY p:8'],
    ['http://vendor.example/', 'PROXY q:80'],
  ])('stands on the way to %s or not', (url, way) => {
    const ways = waysByRules('https=p:8;http=q', '.left.example;10.0.0.0/8,<local>;port.example:444');
    expect(inWords(ways(new URL(url)))).toBe(way);
  });

  test('of the environment; a password in its address is no part of it', () => {
    const ways = waysByEnvironment({ HTTPS_PROXY: 'http://anna:secret@p:3128', no_proxy: 'example.com, 10.0.0.1' });
    expect(inWords(ways(new URL('https://vendor.test/')))).toBe('PROXY p:3128');
    expect(inWords(ways(new URL('https://api.example.com/')))).toBe('DIRECT');
    expect(inWords(ways(new URL('https://10.0.0.1/')))).toBe('DIRECT');
    expect(inWords(ways(new URL('http://vendor.test/')))).toBe('DIRECT');
  });
});

describe('a certificate', () => {
  test('of an unknown authority ends the request', async () => {
    const { place } = await proxy();
    expect(await ask(session({ proxyRules: place }, false), 'https://vendor.test/')).toMatchObject({
      error: 'net::ERR_CERT_AUTHORITY_INVALID',
    });
  });

  test('is judged by the program, once: what it said stays though another proc comes', async () => {
    const { place } = await proxy();
    const way = session({ proxyRules: place }, false);
    const requests: Electron.Request[] = [];
    way.transport.certificates.proc = (request, answer) => {
      requests.push(request);
      answer(-3);
    };
    expect(await ask(way, 'https://vendor.test/')).toMatchObject({ error: 'net::ERR_CERT_AUTHORITY_INVALID' });
    expect(requests).toMatchObject([
      { hostname: 'vendor.test', verificationResult: 'net::ERR_CERT_AUTHORITY_INVALID', errorCode: -202 },
    ]);
    expect(requests[0]?.certificate).toMatchObject({ subjectName: 'vendor.test', issuerName: 'Test authority' });
    way.transport.certificates.proc = (_, answer) => {
      answer(0);
    };
    expect(await ask(way, 'https://vendor.test/')).toMatchObject({ error: 'net::ERR_CERT_AUTHORITY_INVALID' });
  });

  test('that the program refuses ends the request', async () => {
    const way = through(await proxy());
    way.transport.certificates.proc = (_, answer) => {
      answer(-2);
    };
    expect(await ask(way, 'https://vendor.test/')).toMatchObject({ error: 'net::ERR_FAILED' });
  });
});
