import { gzipSync } from 'node:zlib';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { ClientRequest } from '../net/client-request.ts';
import type { IncomingMessage } from '../net/incoming-message.ts';
import { Net } from '../net/net.ts';
import { type RawAnswer, type RawServer, startRawServer } from '../../../tests/support/raw-server.ts';

/* As lib/common/api/net-client-request.ts of Electron does it; its words are in the expectations. */

const net = new Net(() => true, null);
const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(routes: Record<string, RawAnswer>): Promise<string> {
  const server = await startRawServer(routes);
  servers.push(server);
  return server.url;
}

/** The answer of a request, or its error. */
const outcome = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
  });

const redirecting =
  (to: string): RawAnswer =>
  (_, response) =>
    void response.writeHead(302, { location: to }).end();

describe('net.request', () => {
  test.each(['Content-Length', 'host', 'Trailer', 'TE', 'Upgrade', 'Cookie2', 'Keep-Alive', 'Transfer-Encoding'])(
    'fails with the header %s',
    async (name) => {
      const request = net.request({ url: await serve({}), headers: { [name]: 'x' } });
      request.end();
      await expect(outcome(request)).rejects.toThrow('net::ERR_INVALID_ARGUMENT');
    },
  );

  test('refuses what is wrong at once', () => {
    expect(() => net.request({ url: 'ftp://example.com' })).toThrow(
      'ClientRequest only supports http: and https: protocols',
    );
    expect(() => net.request({ url: 'http://a/', credentials: 'same-origin' })).toThrow('requires origin to be set');
    expect(() => net.request({ url: 'http://a/', headers: { 'a b': 'x' } })).toThrow("Invalid header name: 'a b'");
    expect(() => net.request({ url: 'http://a/', headers: { a: 'x\ny' } })).toThrow("Invalid value for header 'a'");
    expect(() => net.request({ url: 'http://a/', partition: 'x' })).toThrow(
      /'partition' of net.request is not offered/,
    );
    const begun = net.request({ url: 'http://127.0.0.1:25/', method: 'POST' });
    begun.on('error', () => undefined);
    begun.write('x');
    expect(() => {
      begun.setHeader('a', 'b');
    }).toThrow("Can't set headers after they are sent");
    expect(() => {
      begun.followRedirect();
    }).toThrow('followRedirect() called, but was not waiting for a redirect');
    begun.abort();
    expect(() => new Net(() => false, null).request('http://a/')).toThrow('after the app is ready');
  });

  test('unpacks what it says is packed, and keeps saying so', async () => {
    const url = await serve({
      'GET /x': (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('unpacked')),
    });
    const request = net.request(`${url}/x`);
    request.end();
    const answer = await outcome(request);
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(await text(answer)).toBe('unpacked');
  });

  test('a redirect is followed by itself, refused, or followed when told so while it is told', async () => {
    const url = await serve({ 'GET /a': redirecting('/b'), 'GET /b': { here: true } });
    const following = net.request({ url: `${url}/a` });
    following.end();
    expect((await outcome(following)).statusCode).toBe(200);
    const refusing = net.request({ url: `${url}/a`, redirect: 'error' });
    refusing.end();
    await expect(outcome(refusing)).rejects.toThrow("Attempted to redirect, but redirect policy was 'error'");
    const told: unknown[] = [];
    const manual = net.request({ url: `${url}/a`, redirect: 'manual' });
    manual.on('redirect', (status, method, target) => {
      told.push([status, method, target]);
      manual.followRedirect();
    });
    manual.end();
    expect((await outcome(manual)).statusCode).toBe(200);
    expect(told).toEqual([[302, 'GET', `${url}/b`]]);
    const late = net.request({ url: `${url}/a`, redirect: 'manual' });
    const lateWords = new Promise<string>((resolve) => {
      late.on('redirect', () => {
        setImmediate(() => {
          try {
            late.followRedirect();
          } catch (cause) {
            resolve(String(cause));
          }
        });
      });
    });
    late.end();
    await expect(outcome(late)).rejects.toThrow('Redirect was cancelled');
    expect(await lateWords).toContain('was not waiting for a redirect');
  });

  test('an endless redirect ends, and one to another scheme is refused', async () => {
    const url = await serve({ 'GET /a': redirecting('/a'), 'GET /f': redirecting('file:///etc/passwd') });
    const endless = net.request(`${url}/a`);
    endless.end();
    await expect(outcome(endless)).rejects.toThrow('net::ERR_TOO_MANY_REDIRECTS');
    const file = net.request(`${url}/f`);
    file.end();
    await expect(outcome(file)).rejects.toThrow('net::ERR_UNSAFE_REDIRECT');
  });

  test('what is aborted says so, and neither answers nor fails', async () => {
    const url = await serve({ 'GET /x': () => undefined, 'GET /a': redirecting('/a') });
    const request = net.request(`${url}/x`);
    const events: string[] = [];
    for (const event of ['abort', 'error', 'response']) request.on(event, () => events.push(event));
    request.end();
    request.abort();
    // What begins later and goes to the server and back has ended: nothing more comes of the first.
    const later = net.request(`${url}/a`);
    later.end();
    await expect(outcome(later)).rejects.toThrow('net::ERR_TOO_MANY_REDIRECTS');
    expect(events).toEqual(['abort']);
  });
});

test('net.fetch cannot leave a redirect to its caller', async () => {
  const url = await serve({ 'GET /a': redirecting('/b') });
  await expect(net.fetch(`${url}/a`, { redirect: 'manual' })).rejects.toThrow('Redirect was cancelled');
});

describe('what is kept from one request to the next', () => {
  const counting = (headers: Record<string, string>) => {
    const seen: { count: number; cookies: (string | undefined)[] } = { count: 0, cookies: [] };
    const answer: RawAnswer = (request, response) => {
      seen.count += 1;
      seen.cookies.push(request.headers.cookie);
      response.writeHead(200, headers).end(`answer ${seen.count}`);
    };
    return { seen, answer };
  };
  const bodies = async (url: string, options: object, times = 2): Promise<string[]> => {
    const given: string[] = [];
    for (let time = 0; time < times; time++) {
      const request = net.request({ url, ...options });
      request.end();
      given.push(await text(await outcome(request)));
    }
    return given;
  };

  test.each([
    ['fresh for a while', { 'cache-control': 'max-age=600' }, 'answer 1'],
    [
      'fresh until later',
      { date: new Date().toUTCString(), expires: new Date(Date.now() + 60_000).toUTCString() },
      'answer 1',
    ],
    [
      'unchanged for long',
      { date: new Date().toUTCString(), 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' },
      'answer 1',
    ],
    ['not to be stored', { 'cache-control': 'no-store, max-age=600' }, 'answer 2'],
    ['said nothing about', {}, 'answer 2'],
  ])(
    'an answer that is %s comes from the cache or not, unless the request says `no-store`',
    async (_, headers, second) => {
      const { answer } = counting(headers);
      const url = `${await serve({ 'GET /x': answer })}/x`;
      expect(await bodies(url, {})).toEqual(['answer 1', second]);
      const other = counting(headers);
      const again = `${await serve({ 'GET /x': other.answer })}/x`;
      expect(await bodies(again, { cache: 'no-store' })).toEqual(['answer 1', 'answer 2']);
    },
  );

  test('cookies go back where credentials are included, and by `net.fetch`', async () => {
    const { seen, answer } = counting({ 'set-cookie': 'session=1; Path=/; HttpOnly' });
    const url = `${await serve({ 'GET /x': answer })}/x`;
    await bodies(url, { credentials: 'omit' });
    await bodies(url, {});
    expect(seen.cookies).toEqual([undefined, undefined, undefined, undefined]);
    await bodies(url, { credentials: 'include' });
    await (await net.fetch(url)).text();
    expect(seen.cookies.slice(4)).toEqual([undefined, 'session=1', 'session=1']);
  });
});
