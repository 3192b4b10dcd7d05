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
