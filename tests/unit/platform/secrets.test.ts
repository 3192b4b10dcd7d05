import { expect, test } from 'vitest';
import { createSecretStore } from '../../../electron/platform/secrets.ts';

type Backend = 'basic_text' | 'gnome_libsecret' | 'unknown';

const safeStorage = (available: boolean, backend: Backend) => ({
  isAsyncEncryptionAvailable: () => Promise.resolve(available),
  getSelectedStorageBackend: () => backend,
  encryptStringAsync: (plain: string) => Promise.resolve(Buffer.from([...Buffer.from(plain)].reverse())),
  decryptStringAsync: (cipher: Buffer) =>
    Promise.resolve({ shouldReEncrypt: false, result: Buffer.from([...cipher].reverse()).toString() }),
});

test.each([
  ['linux', true, 'gnome_libsecret', true],
  ['linux', true, 'basic_text', false],
  ['linux', true, 'unknown', false],
  ['linux', false, 'gnome_libsecret', false],
  ['darwin', true, 'unknown', true],
  ['win32', false, 'unknown', false],
] as const)(
  'on %s with encryption %s and back end %s the store counts as %s',
  async (platform, can, backend, counts) => {
    expect(await createSecretStore(safeStorage(can, backend), platform).isAvailable()).toBe(counts);
  },
);

test('what was encrypted is decrypted from plain bytes too', async () => {
  const store = createSecretStore(safeStorage(true, 'gnome_libsecret'), 'linux');
  const cipher = new Uint8Array(await store.encrypt('a secret'));
  expect(await store.decrypt(cipher)).toBe('a secret');
});
