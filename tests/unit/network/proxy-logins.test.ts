import { expect, test } from 'vitest';
import type { ProxyLoginState } from '#shared/network.ts';
import type { LoginStore } from '../../../electron/network/login-store.ts';
import { createProxyLogins } from '../../../electron/network/proxy-logins.ts';
import type { ProxyLogin } from '../../../electron/platform/network-ports.ts';

const proxy = 'p:3128';
const right: ProxyLogin = { user: 'anna', password: 'right' };
const wrong: ProxyLogin = { user: 'anna', password: 'wrong' };

function logins(kept: ProxyLogin | null = null) {
  const asked: ProxyLoginState[] = [];
  const stored: ProxyLogin[] = [];
  const store: LoginStore = {
    read: () => Promise.resolve(kept),
    keep(_, login) {
      stored.push(login);
      return Promise.resolve('secret-store');
    },
    forget: () => undefined,
  };
  const made = createProxyLogins({ store, environment: new Map(), onWanted: (state) => asked.push(state) });
  /** One request to a proxy that wants `right`: what it sent, and what it failed for. */
  async function request(): Promise<{ sent: string[]; failure: string | null }> {
    const attempt = made.begin();
    const sent: string[] = [];
    for (;;) {
      const login = await attempt.answer(proxy);
      if (!login) break;
      sent.push(login.password);
      if (login.password === right.password) {
        attempt.end(true);
        return { sent, failure: null };
      }
    }
    attempt.end(false);
    return { sent, failure: attempt.failure()?.code ?? null };
  }
  return { ...made, asked, stored, request };
}

test('without a login a person is asked once, however many requests fail for it', async () => {
  const { request, asked } = logins();
  const results = await Promise.all([request(), request(), request()]);
  expect(results.map(({ failure }) => failure)).toEqual(Array(3).fill('proxy-login-missing'));
  expect(asked).toEqual([{ proxy, user: null, place: 'none', refused: false }]);
});

test('a wrong one is sent once, though twenty requests wait, and never again', async () => {
  const { request, asked } = logins(wrong);
  const results = await Promise.all(Array.from({ length: 20 }, request));
  expect(results.flatMap(({ sent }) => sent)).toEqual(['wrong']);
  expect(results.every(({ failure }) => failure === 'proxy-login-refused')).toBe(true);
  expect(await request()).toEqual({ sent: [], failure: 'proxy-login-refused' });
  expect(asked[0]).toEqual({ proxy, user: 'anna', place: 'secret-store', refused: true });
});

test('a wrong answer is asked for once more, and then no more', async () => {
  const { request, asked, enter } = logins();
  await request();
  expect(asked).toHaveLength(1);
  enter(proxy, wrong);
  expect(await request()).toEqual({ sent: ['wrong'], failure: 'proxy-login-refused' });
  expect(asked).toHaveLength(2);
  expect(asked[1]).toMatchObject({ refused: true });
  enter(proxy, wrong);
  await request();
  await request();
  expect(asked).toHaveLength(2);
});

test('is kept once the proxy has taken it, and not before', async () => {
  const { request, stored, enter, states } = logins();
  await request();
  enter(proxy, wrong);
  await request();
  expect(stored).toEqual([]);
  enter(proxy, right);
  expect(await request()).toEqual({ sent: ['right'], failure: null });
  expect(stored).toEqual([right]);
  await expect.poll(states).toEqual([{ proxy, user: 'anna', place: 'secret-store', refused: false }]);
});

test('a request that failed on the way, and one that was given up, hold nobody back', async () => {
  const { begin, request } = logins(right);
  const [lost, given] = [begin(), begin()];
  expect(await lost.answer(proxy)).toEqual(right);
  const waiting = given.answer(proxy);
  given.end(false);
  lost.end(false);
  expect(await waiting).toBeNull();
  expect(await request()).toEqual({ sent: ['right'], failure: null });
});
