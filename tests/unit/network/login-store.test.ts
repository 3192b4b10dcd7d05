import { expect, test } from 'vitest';
import { createLoginStore } from '../../../electron/network/login-store.ts';
import type { SecretStore } from '../../../electron/platform/ports.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';

const proxy = 'p:3128';
const login = { user: 'anna', password: 'canary' };

function world(store: Partial<SecretStore> = {}) {
  const file = new Map<string, Uint8Array>();
  const logger = memoryLogger();
  const secretStore: SecretStore = {
    isAvailable: () => Promise.resolve(true),
    encrypt: (plain) => Promise.resolve(Buffer.from(plain).reverse()),
    decrypt: (cipher) => Promise.resolve({ plain: Buffer.from(cipher).reverse().toString(), isCurrent: true }),
    ...store,
  };
  const logins = createLoginStore(
    secretStore,
    {
      read: (name) => file.get(name) ?? null,
      write(name, cipher) {
        if (cipher) file.set(name, cipher);
        else file.delete(name);
      },
    },
    logger,
  );
  return { logins, file, logger };
}

test('is kept encrypted, read again and forgotten', async () => {
  const { logins, file, logger } = world();
  expect(await logins.keep(proxy, login)).toBe('secret-store');
  expect(String(file.get(proxy))).not.toContain('canary');
  expect(await logins.read(proxy)).toEqual(login);
  logins.forget(proxy);
  expect(await logins.read(proxy)).toBeNull();
  expect(logger.lines).toEqual([]);
});

test('without a secret store nothing is kept, and an older one goes', async () => {
  const { logins, file } = world({ isAvailable: () => Promise.resolve(false) });
  file.set(proxy, Buffer.from('old'));
  expect(await logins.keep(proxy, login)).toBe('session');
  expect(file.size).toBe(0);
});

test('one under an old key is encrypted again', async () => {
  let isCurrent = false;
  const { logins, file } = world({
    decrypt: (cipher) => Promise.resolve({ plain: Buffer.from(cipher).reverse().toString(), isCurrent }),
  });
  await logins.keep(proxy, login);
  const before = file.get(proxy);
  expect(await logins.read(proxy)).toEqual(login);
  expect(file.get(proxy)).not.toBe(before);
  isCurrent = true;
  const after = file.get(proxy);
  await logins.read(proxy);
  expect(file.get(proxy)).toBe(after);
});

test('what cannot be decrypted is none, and its text is in no log', async () => {
  const { logins, file, logger } = world({ decrypt: () => Promise.reject(new Error('locked')) });
  file.set(proxy, Buffer.from('cipher'));
  expect(await logins.read(proxy)).toBeNull();
  expect(logger.text()).not.toContain('cipher"');
});
