import { expect, it } from 'vitest';
import { takeEnvironment } from '../../../electron/platform/environment.ts';

it('keeps keys from every process that inherits the environment', () => {
  const inherited: NodeJS.ProcessEnv = {
    PATH: '/bin',
    BILLFOLD_STRIPE_KEY: 'sk_test_canary',
    BILLFOLD_IMAGEKIT_KEY: 'private_canary',
  };
  const own = takeEnvironment(inherited);
  expect(inherited).toEqual({ PATH: '/bin' });
  expect(own).toEqual({ PATH: '/bin', BILLFOLD_STRIPE_KEY: 'sk_test_canary', BILLFOLD_IMAGEKIT_KEY: 'private_canary' });
});

it('keeps passwords of proxies from them too, and leaves the proxies', () => {
  const given = {
    https_proxy: 'http://anna:canary@p:3128/',
    HTTP_PROXY: 'anna:canary@p:3128',
    BILLFOLD_PROXY_LOGIN: 'a:canary@q:1',
  };
  const inherited: NodeJS.ProcessEnv = { ...given };
  expect(takeEnvironment(inherited)).toEqual(given);
  expect(inherited).toEqual({ https_proxy: 'http://p:3128', HTTP_PROXY: 'p:3128' });
});
