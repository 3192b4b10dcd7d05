import { expect, test } from 'vitest';
import { createFetch } from '../../../electron/platform/network.ts';
import type { Fetch } from '../../../electron/platform/ports.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
}

const refused = ['content-length', 'host', 'transfer-encoding', 'keep-alive', 'te', 'trailer', 'upgrade'];

/** Refuses headers as Electron's network stack does; fails with the queued errors first. */
function strictNetFetch(...failures: Error[]) {
  const sent: Sent[] = [];
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init);
    for (const name of refused) if (request.headers.has(name)) throw new TypeError('net::ERR_INVALID_ARGUMENT');
    const { url, method, headers } = request;
    sent.push({ url, method, headers, body: await request.text() });
    const failure = failures.shift();
    if (failure) throw failure;
    return new Response('{}', { headers: { 'content-type': 'application/json' } });
  };
  return { fetch, sent };
}

const forbidden = {
  'CONTENT-LENGTH': '9',
  host: 'elsewhere.example',
  'Transfer-Encoding': 'chunked',
  'Keep-Alive': 'timeout=5',
  te: 'trailers',
  Trailer: 'Expires',
  Upgrade: 'websocket',
  Authorization: 'Bearer x',
};

test.each([
  ['an object', forbidden],
  ['an array', Object.entries(forbidden)],
  ['Headers', new Headers(forbidden)],
] as const)('headers that Electron refuses are taken out of %s, the others stay', async (_, headers) => {
  const { fetch, sent } = strictNetFetch();
  const init = { method: 'POST', headers: headers as HeadersInit, body: 'a=1&b=2' };
  await createFetch(fetch, fakeClock())('https://api.example.com/v1/x', init);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer x');
  expect(sent[0]?.headers.get('content-type')).toContain('text/plain');
  expect(sent[0]?.body).toBe('a=1&b=2');
});

test('headers that Electron refuses are taken out of a Request', async () => {
  const { fetch, sent } = strictNetFetch();
  const request = new Request('https://api.example.com/v1/x', { method: 'POST', headers: forbidden, body: 'a=1' });
  await createFetch(fetch, fakeClock())(request);
  expect(sent[0]).toMatchObject({ url: 'https://api.example.com/v1/x', method: 'POST', body: 'a=1' });
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer x');
});

test.each(['net::ERR_NETWORK_IO_SUSPENDED', 'net::ERR_NETWORK_CHANGED'])(
  '%s is waited out and the request sent once more, with its body',
  async (message) => {
    const clock = fakeClock();
    const { fetch, sent } = strictNetFetch(new TypeError('fetch failed', { cause: new Error(message) }));
    const answer = createFetch(fetch, clock)('https://api.example.com/', { method: 'POST', body: 'a=1' });
    await clock.advance(2999);
    expect(sent).toHaveLength(1);
    await clock.advance(1);
    expect((await answer).status).toBe(200);
    expect(sent.map((each) => each.body)).toEqual(['a=1', 'a=1']);
  },
);

test('a second such failure, and any other, is passed on', async () => {
  const clock = fakeClock();
  const twice = strictNetFetch(new Error('net::ERR_NETWORK_CHANGED'), new Error('net::ERR_NETWORK_CHANGED'));
  const answer = expect(createFetch(twice.fetch, clock)('https://api.example.com/')).rejects.toThrow('NETWORK_CHANGED');
  await clock.advance(3000);
  await answer;
  const refusedConnection = strictNetFetch(new Error('net::ERR_CONNECTION_REFUSED'));
  await expect(createFetch(refusedConnection.fetch, clock)('https://api.example.com/')).rejects.toThrow('REFUSED');
  expect(refusedConnection.sent).toHaveLength(1);
});

test('an abort ends the wait and leaves no timer', async () => {
  const clock = fakeClock();
  const { fetch, sent } = strictNetFetch(new Error('net::ERR_NETWORK_IO_SUSPENDED'));
  const controller = new AbortController();
  const answer = createFetch(fetch, clock)('https://api.example.com/', { signal: controller.signal });
  await clock.advance(1000);
  controller.abort(new Error('stop'));
  await expect(answer).rejects.toThrow('stop');
  expect(clock.waiting).toBe(0);
  expect(sent).toHaveLength(1);
});

test.each(['init', 'Request'] as const)(
  "the caller's own signal goes on, given in %s, so that it ends the fetch to the last",
  async (where) => {
    const { signal } = new AbortController();
    const url = 'https://api.example.com/v1/x';
    const request = new Request(url, { signal });
    const given: unknown[] = [];
    const fetch = createFetch((_, init) => {
      given.push(init?.signal);
      return Promise.resolve(new Response());
    }, fakeClock());
    await (where === 'init' ? fetch(url, { signal }) : fetch(request));
    expect(given[0]).toBe(where === 'init' ? signal : request.signal);
  },
);
