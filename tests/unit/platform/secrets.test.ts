import { expect, test } from 'vitest';
import { createSecretStore } from '../../../electron/platform/secrets.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

/** Electron's part in it: puts a mark before what it encrypts, and takes what has one of its marks. */
const safeStorage = (mark: string, known: readonly string[] = [mark]) => ({
  encryptStringAsync: (plain: string) =>
    Promise.resolve(Buffer.concat([Buffer.from(mark), Buffer.from(plain).reverse()])),
  decryptStringAsync: (cipher: Buffer) =>
    known.includes(cipher.toString('latin1', 0, 3))
      ? Promise.resolve({
          shouldReEncrypt: cipher.toString('latin1', 0, 3) !== mark,
          result: Buffer.from(cipher.subarray(3)).reverse().toString(),
        })
      : Promise.reject(new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')),
});
const storeOn = (platform: NodeJS.Platform, mark: string, known?: readonly string[]) =>
  createSecretStore(safeStorage(mark, known), platform, fakeClock());

test.each([
  ['linux', 'v11', true],
  ['linux', 'v12', true],
  // Under the key that is in Chromium's source: there and on Windows it is the system's own.
  ['linux', 'v10', false],
  ['darwin', 'v10', true],
  ['win32', 'v10', true],
] as const)('on %s what is marked %s counts as protected: %s', async (platform, mark, counts) => {
  const store = storeOn(platform, mark);
  expect(await store.isAvailable()).toBe(counts);
  if (counts) expect(Buffer.from(await store.encrypt('a secret')).toString()).toBe(`${mark}terces a`);
  else await expect(store.encrypt('a secret')).rejects.toThrow('No key ring protects the secret');
});

test('a store that refuses is not available', async () => {
  const refusing = { ...safeStorage('v10'), encryptStringAsync: () => Promise.reject(new Error('refused')) };
  expect(await createSecretStore(refusing, 'darwin', fakeClock()).isAvailable()).toBe(false);
});

test.each([
  ['of the key ring', 'v11', ['v10', 'v11'], 'v11terces a', true],
  ['under the open key, where there is a key ring now', 'v11', ['v10', 'v11'], 'v10terces a', false],
  ['under the open key, where there is none', 'v10', ['v10'], 'v10terces a', false],
] as const)(
  'what is %s is read, and told whether it is kept as it should be',
  async (_, mark, known, cipher, isCurrent) => {
    const bytes = new Uint8Array(Buffer.from(cipher));
    expect(await storeOn('linux', mark, known).decrypt(bytes)).toEqual({ plain: 'a secret', isCurrent });
  },
);

test('a key ring whose owner answers no question is given up after five seconds', async () => {
  const clock = fakeClock();
  const silent = {
    encryptStringAsync: () => new Promise<never>(() => undefined),
    decryptStringAsync: () => new Promise<never>(() => undefined),
  };
  const store = createSecretStore(silent, 'linux', clock);
  const [available, decrypted] = [
    store.isAvailable(),
    expect(store.decrypt(Buffer.from('v11x'))).rejects.toThrow('did not answer'),
  ];
  await clock.advance(5_000);
  expect(await available).toBe(false);
  await decrypted;
  expect(clock.waiting).toBe(0);
});
