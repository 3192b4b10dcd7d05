import { describe, expect, test } from 'vitest';
import { systemProxy } from '#shared/proxy-settings.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { createEventChannel } from '../../../electron/events/index.ts';
import { failureIn } from '../../../electron/http/index.ts';
import { createNetwork } from '../../../electron/network/index.ts';
import type { NetSessionOptions } from '../../../electron/platform/network-ports.ts';
import type { Fetch } from '../../../electron/platform/ports.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

const url = 'https://vendor.test/';
const proxy = 'p:3128';
const init = { redirect: 'manual' } as const;
const through = { ...systemProxy, mode: 'manual', server: proxy } as const;

type Answer = (session: number, options: NetSessionOptions, signal: AbortSignal | null) => Promise<Response>;

function world(answer: Answer) {
  let settings: Settings = defaultSettings;
  const opened: NetSessionOptions[] = [];
  const logger = memoryLogger();
  const clock = fakeClock();
  const events = createEventChannel(logger);
  const network = createNetwork({
    openSession(options) {
      const session = opened.push(options);
      const fetch: Fetch = (_, { signal = null }) => answer(session, options, signal);
      return Promise.resolve({ fetch, resolveProxy: () => Promise.resolve(`PROXY ${proxy}`) });
    },
    settings: () => settings,
    environment: {},
    store: { read: () => Promise.resolve(null), keep: () => Promise.resolve('session'), forget: () => undefined },
    ...{ clock, logger, events },
  });
  function set(change: Partial<Settings>): void {
    settings = { ...settings, ...change };
    events.emit('settings.changed', settings);
  }
  const codeOf = (sent: Promise<unknown>): Promise<string | undefined> =>
    sent.then(
      () => undefined,
      (cause: unknown) => failureIn(cause)?.code,
    );
  return { network, opened, set, codeOf, clock };
}
const fine = () => Promise.resolve(new Response('x'));
const failing = (code: string) => () => Promise.reject(new Error(`net::${code}`));

describe('a session', () => {
  // What one has verified and learned stays in it (electron#41448).
  test('is another one for another proxy, authority or login, and for nothing else', async () => {
    const { network, opened, set } = world(fine);
    await network.fetch(url, init);
    await network.fetch(url, init);
    expect(opened).toHaveLength(1);
    set({ theme: 'dark' });
    await network.fetch(url, init);
    expect(opened).toHaveLength(1);
    set({ proxy: through });
    await network.fetch(url, init);
    expect(opened.map((each) => each.proxy.mode)).toEqual(['system', 'fixed_servers']);
    set({ authorityFile: '/ca.pem' });
    await network.fetch(url, init);
    expect(opened).toHaveLength(3);
    network.forgetLogin(proxy);
    await network.fetch(url, init);
    expect(opened).toHaveLength(4);
  });

  test('is one of its own for each test, and the one in use stays', async () => {
    const { network, opened } = world(fine);
    await network.fetch(url, init);
    expect(await network.test(url)).toEqual({
      ...{ host: 'vendor.test', proxy, authority: null, byOwnAuthority: false, error: null },
    });
    await network.fetch(url, init);
    expect(opened).toHaveLength(2);
  });
});

describe('what fails on the way', () => {
  test.each([
    ['ERR_PROXY_CONNECTION_FAILED', 'proxy-unreachable'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'proxy-refused'],
    ['ERR_PROXY_AUTH_UNSUPPORTED', 'proxy-login-unsupported'],
    // Whose certificate it is was not seen: no name is made up.
    ['ERR_CERT_AUTHORITY_INVALID', undefined],
    ['ERR_CONNECTION_REFUSED', undefined],
  ])('%s is %s', async (code, expected) => {
    const { network, codeOf } = world(failing(code));
    expect(await codeOf(network.fetch(url, init))).toBe(expected);
  });

  test('an authority that nobody vouches for is named', async () => {
    const { network, codeOf } = world(async (_, { trusts }) => {
      await trusts({ hostname: 'vendor.test', chain: [], issuerName: 'Office root', errorCode: -202 });
      throw new Error('net::ERR_CERT_AUTHORITY_INVALID');
    });
    const sent = network.fetch(url, init);
    expect(await codeOf(sent)).toBe('authority-unknown');
    await expect(network.test(url)).resolves.toMatchObject({
      authority: 'Office root',
      error: { code: 'authority-unknown', authority: 'Office root' },
    });
  });

  test('a server that says nothing is not waited for without end', async () => {
    const { network, clock } = world(
      (_, __, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            reject(new DOMException('aborted', 'AbortError'));
          });
        }),
    );
    const testing = network.test(url);
    await clock.advance(31_000);
    expect(await testing).toMatchObject({ error: { code: 'server-timeout', seconds: 30 } });
  });
});

describe('a login that is entered', () => {
  const asking =
    (right: string) =>
    async (_: number, { beginLogin }: NetSessionOptions) => {
      const attempt = beginLogin();
      let login = await attempt.answer(proxy);
      while (login && login.password !== right) login = await attempt.answer(proxy);
      attempt.end(login !== null);
      if (login) return new Response('x');
      throw new Error('net::ERR_TUNNEL_CONNECTION_FAILED');
    };

  test('is tried at once; a person is asked until then, and no more afterwards', async () => {
    const { network } = world(asking('right'));
    await network.test(url);
    expect(network.state().asks).toMatchObject({ proxy, refused: false });
    const wrong = await network.enterLogin(proxy, { user: 'anna', password: 'wrong' }, url);
    expect(wrong.ok).toBe(true);
    expect(network.state().asks).toMatchObject({ proxy, user: 'anna', refused: true });
    const right = await network.enterLogin(proxy, { user: 'anna', password: 'right' }, url);
    expect(right).toMatchObject({ ok: true, value: { error: null } });
    expect(network.state()).toMatchObject({ asks: null, logins: [{ proxy, user: 'anna', refused: false }] });
    expect(JSON.stringify(network.state())).not.toContain('right');
  });

  test('is for a proxy that asked alone', async () => {
    const { network } = world(fine);
    expect(await network.enterLogin('other:1', { user: 'a', password: 'b' }, url)).toMatchObject({
      error: { code: 'proxy-not-asking' },
    });
  });
});
