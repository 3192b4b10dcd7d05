import { expect, test } from 'vitest';
import { environmentLogins, environmentProxy, withoutLogin } from '../../../electron/network/environment-proxy.ts';
import { proxyConfig, waysIn } from '../../../electron/network/proxy-config.ts';
import { proxySettingsSchema, systemProxy } from '../../../shared/proxy-settings.ts';

test('the variables become what Chromium is told, without names and passwords', () => {
  expect(
    environmentProxy({ HTTPS_PROXY: 'http://anna:secret@p:3128/', no_proxy: 'example.com, .local,10.0.0.0/8,*' }),
  ).toEqual({
    mode: 'fixed_servers',
    proxyRules: 'https=http://p:3128',
    proxyBypassRules: '*example.com;*.local;10.0.0.0/8;*',
  });
  expect(environmentProxy({ all_proxy: 'q:1' })).toMatchObject({ proxyRules: 'http=q:1;https=q:1' });
  expect(environmentProxy({ https_proxy: '' })).toEqual({ mode: 'direct' });
});

test('each login is for the proxy that it stands with', () => {
  const logins = environmentLogins({
    https_proxy: 'http://anna:a%40b@p:3128',
    HTTP_PROXY: 'https://bob:c@q',
    BILLFOLD_PROXY_LOGIN: 'eve:d@r:8080',
    all_proxy: 'http://s:1',
  });
  expect([...logins]).toEqual([
    ['p:3128', { user: 'anna', password: 'a@b' }],
    ['q:443', { user: 'bob', password: 'c' }],
    ['r:8080', { user: 'eve', password: 'd' }],
  ]);
  expect([...environmentLogins({ https_proxy: 'http://%:%@p:1' })]).toEqual([]);
});

test.each([
  ['http://anna:secret@p:3128/', 'http://p:3128'],
  ['anna:secret@p:3128', 'p:3128'],
  ['http://p:3128', 'http://p:3128'],
  ['', null],
])('%s without its login', (address, expected) => {
  expect(withoutLogin(address)).toBe(expected);
});

test('what is set becomes what Chromium is told', () => {
  expect(proxyConfig(systemProxy, { https_proxy: 'p:1' })).toEqual({ mode: 'system' });
  expect(proxyConfig({ ...systemProxy, mode: 'pac', pacUrl: 'http://w/proxy.pac' }, {})).toEqual({
    mode: 'pac_script',
    pacScript: 'http://w/proxy.pac',
  });
  expect(proxyConfig({ ...systemProxy, mode: 'manual', server: 'p:1', bypass: 'a, b' }, {})).toEqual({
    mode: 'fixed_servers',
    proxyRules: 'p:1',
    proxyBypassRules: 'a; b',
  });
});

test.each([
  [{ mode: 'pac', pacUrl: '' }, false],
  [{ mode: 'pac', pacUrl: 'file:///etc/proxy.pac' }, false],
  [{ mode: 'pac', pacUrl: 'http://anna:secret@w/proxy.pac' }, false],
  [{ mode: 'pac', pacUrl: 'https://w.example/proxy.pac?a=1' }, true],
  [{ mode: 'manual', server: '' }, false],
  [{ mode: 'manual', server: 'anna:secret@p:1' }, false],
  [{ mode: 'manual', server: 'socks5://p.example:1080' }, true],
  [{ mode: 'manual', server: '[::1]:3128' }, true],
  [{ mode: 'system', server: 'half an addr' }, true],
] as const)('%j can be set: %s', (change, expected) => {
  expect(proxySettingsSchema.safeParse({ ...systemProxy, ...change }).success).toBe(expected);
});

test('Chromium’s list of ways', () => {
  expect(waysIn('PROXY p:3128;DIRECT')).toEqual([{ kind: 'PROXY', proxy: 'p:3128' }, null]);
  expect(waysIn('DIRECT')).toEqual([null]);
  expect(waysIn('')).toEqual([null]);
});
