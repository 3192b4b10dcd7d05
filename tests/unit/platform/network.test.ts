import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetch, type StartRequest } from '../../../electron/platform/network.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { nodeFetch } from '../../support/node-fetch.ts';
import { type RawAnswer, type RawServer, startRawServer } from '../../support/raw-server.ts';
import { until } from '../../support/waits.ts';

const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(routes: Record<string, RawAnswer>): Promise<RawServer> {
  const server = await startRawServer(routes);
  servers.push(server);
  return server;
}

const answerOf = async (answer: RawAnswer, init: Partial<Parameters<typeof nodeFetch>[1]> = {}) =>
  nodeFetch(`${(await serve({ 'GET /x': answer })).url}/x`, { redirect: 'error', ...init });

describe('a request', () => {
  test('carries its method, headers and body, without those that Electron refuses', async () => {
    const server = await serve({ 'POST /x': { ok: true } });
    const headers = { Authorization: 'Bearer x', 'Content-Length': '9', HOST: 'elsewhere', te: 'x', Trailer: 'x' };
    const url = `${server.url}/x?a=1`;
    const response = await nodeFetch(url, { method: 'POST', headers, body: 'a=ä&b=2', redirect: 'error' });
    expect(await response.json()).toEqual({ ok: true });
    expect(response).toMatchObject({ status: 200, url });
    const [sent] = server.requests;
    expect(sent).toMatchObject({ method: 'POST', body: 'a=ä&b=2', headers: { authorization: 'Bearer x' } });
    expect(sent?.headers).toMatchObject({ 'content-length': '8', host: new URL(server.url).host });
    expect(sent?.headers).not.toHaveProperty('te');
  });

  test('asks for no cache and no cookies, and follows nothing by itself', async () => {
    const options: unknown[] = [];
    const start: StartRequest = (given) => {
      options.push(given);
      const request = new EventEmitter();
      return Object.assign(request, {
        abort: () => undefined,
        end: () => request.emit('error', new Error('net::ERR_X')),
      });
    };
    const sent = createFetch(start, fakeClock())('https://api.example.com/', { redirect: 'manual' });
    await expect(sent).rejects.toThrow('ERR_X');
    expect(options).toMatchObject([{ credentials: 'omit', cache: 'no-store', redirect: 'manual' }]);
  });

  test('is answered by the server each time, however fresh the answer before was, and without its cookies', async () => {
    const cookies: unknown[] = [];
    const cacheable: RawAnswer = ({ headers }, response) => {
      cookies.push(headers.cookie);
      response.writeHead(200, { 'cache-control': 'max-age=600', 'set-cookie': 'a=1' }).end(`answer ${cookies.length}`);
    };
    const { url } = await serve({ 'GET /x': cacheable });
    const ask = async () => (await nodeFetch(`${url}/x`, { redirect: 'error' })).text();
    expect([await ask(), await ask()]).toEqual(['answer 1', 'answer 2']);
    expect(cookies).toEqual([undefined, undefined]);
  });

  test.each([301, 302, 303, 307, 308])('that is answered with %d is not followed', async (status) => {
    const redirecting: RawAnswer = (_, response) =>
      void response.writeHead(status, { location: '/y?z=1' }).end('moved');
    const server = await serve({ 'GET /x': redirecting, 'GET /y': { followed: true } });
    const response = await nodeFetch(`${server.url}/x`, { redirect: 'manual' });
    expect(response.status).toBe(status);
    expect(response.headers.get('location')).toBe(`${server.url}/y?z=1`);
    expect(response.body).toBeNull();
    await expect(nodeFetch(`${server.url}/x`, { redirect: 'error' })).rejects.toThrow('net::ERR_UNEXPECTED_REDIRECT');
    expect(server.requests.map(({ path }) => path)).toEqual(['/x', '/x']);
  });

  test('keeps all headers of the answer, but for bytes that are no text', async () => {
    const response = await answerOf((_, answer) => {
      answer.setHeader('set-cookie', ['a=1', 'b=2']);
      answer.setHeader('retry-after', '7');
      answer.writeHead(418, 'Short and stout').end();
      return undefined;
    });
    expect(response).toMatchObject({ status: 418, statusText: 'Short and stout' });
    expect(response.headers.get('retry-after')).toBe('7');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test.each([
    ['no status of HTTP’s', 'HTTP/1.1 999 X\r\ncontent-length: 0\r\n\r\n', 'ERR_INVALID_HTTP_RESPONSE'],
    ['no HTTP', 'hello\r\n\r\n', 'ERR_INVALID_HTTP_RESPONSE'],
    ['nothing', '', 'ERR_EMPTY_RESPONSE'],
  ])('answered with %s fails with Chromium’s code', async (_, bytes, code) => {
    const answer: RawAnswer = (_request, response) => {
      response.socket?.end(bytes);
      return undefined;
    };
    await expect(answerOf(answer)).rejects.toThrow(`net::${code}`);
  });

  test('to nobody, or to a port of another service, fails with Chromium’s code', async () => {
    const server = await startRawServer({});
    await server.close();
    await expect(nodeFetch(server.url, { redirect: 'error' })).rejects.toThrow('net::ERR_CONNECTION_REFUSED');
    await expect(nodeFetch('http://127.0.0.1:25/', { redirect: 'error' })).rejects.toThrow('net::ERR_UNSAFE_PORT');
  });
});

describe('a body', () => {
  test('that breaks off fails where it does, with Chromium’s code', async () => {
    const cut =
      (headers: Record<string, string>): RawAnswer =>
      (_, response) => {
        response.writeHead(200, headers);
        response.write('half', () => response.socket?.end());
        return undefined;
      };
    const declared = await answerOf(cut({ 'content-length': '100' }));
    await expect(declared.text()).rejects.toThrow('net::ERR_CONTENT_LENGTH_MISMATCH');
    const chunked = await answerOf(cut({}));
    await expect(chunked.text()).rejects.toThrow('net::ERR_INCOMPLETE_CHUNKED_ENCODING');
  });

  test('is asked for as it is read', async () => {
    const piece = Buffer.alloc(64 * 1024);
    let sent = 0;
    const response = await answerOf((_, answer) => {
      answer.writeHead(200);
      const more = (): void => {
        while (!answer.destroyed && sent < 100 * 2 ** 20) {
          sent += piece.length;
          if (!answer.write(piece)) {
            answer.once('drain', more);
            return;
          }
        }
      };
      more();
      return undefined;
    });
    const reader = response.body?.getReader();
    await reader?.read();
    // Whatever the operating system takes in between, it is no 100 MB.
    let before = -1;
    const stands = () => {
      const same = sent === before;
      before = sent;
      return same;
    };
    await until(stands, 'the sending to stop');
    expect(sent).toBeLessThan(50 * 2 ** 20);
    await reader?.cancel();
  });

  test('ends with the signal’s reason when it is aborted, before the answer and in the middle of it', async () => {
    const controller = new AbortController();
    const waiting = answerOf(() => undefined, { signal: controller.signal });
    controller.abort(new Error('stop'));
    await expect(waiting).rejects.toThrow('stop');
    await expect(answerOf({}, { signal: controller.signal })).rejects.toThrow('stop');
    const later = new AbortController();
    const response = await answerOf(
      (_, answer) => {
        answer.writeHead(200).write('begun');
        return undefined;
      },
      { signal: later.signal },
    );
    const text = response.text();
    later.abort(new Error('enough'));
    await expect(text).rejects.toThrow('enough');
  });
});

describe('after waking up, or a change of network', () => {
  /** Fails as Chromium does so often, then answers nothing. */
  function failing(message: string) {
    const sent: unknown[] = [];
    const start: StartRequest = () => {
      const request = new EventEmitter();
      return Object.assign(request, {
        abort: () => undefined,
        end(body?: Buffer) {
          sent.push(body);
          request.emit('error', new Error(message));
        },
      });
    };
    return { start, sent };
  }

  test.each(['net::ERR_NETWORK_IO_SUSPENDED', 'net::ERR_NETWORK_CHANGED'])(
    '%s is waited out, once',
    async (message) => {
      const clock = fakeClock();
      const { start, sent } = failing(message);
      const answer = expect(
        createFetch(start, clock)('https://api.example.com/', { redirect: 'error' }),
      ).rejects.toThrow(message);
      await clock.advance(2999);
      expect(sent).toHaveLength(1);
      await clock.advance(1);
      expect(sent).toHaveLength(2);
      await answer;
      expect(clock.waiting).toBe(0);
    },
  );

  test('what may have changed something is not sent twice, and any other failure is passed on', async () => {
    const clock = fakeClock();
    const post = failing('net::ERR_NETWORK_CHANGED');
    const posted = createFetch(post.start, clock)('https://api.example.com/', {
      method: 'POST',
      body: 'a',
      redirect: 'error',
    });
    await expect(posted).rejects.toThrow('CHANGED');
    const other = failing('net::ERR_CONNECTION_REFUSED');
    await expect(createFetch(other.start, clock)('https://a.example/', { redirect: 'error' })).rejects.toThrow(
      'REFUSED',
    );
    expect([post.sent.length, other.sent.length, clock.waiting]).toEqual([1, 1, 0]);
  });

  test('an abort ends the wait', async () => {
    const clock = fakeClock();
    const { start, sent } = failing('net::ERR_NETWORK_CHANGED');
    const controller = new AbortController();
    const init = { redirect: 'error', signal: controller.signal } as const;
    const answer = createFetch(start, clock)('https://api.example.com/', init);
    await clock.advance(1000);
    controller.abort(new Error('stop'));
    await expect(answer).rejects.toThrow('stop');
    expect([sent.length, clock.waiting]).toEqual([1, 0]);
  });
});
