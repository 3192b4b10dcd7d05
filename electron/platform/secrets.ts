import type { SafeStorage } from 'electron';
import type { SecretStore } from './ports.ts';

type AsyncSafeStorage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** The operating system's secret store through Electron's `safeStorage`; call after the app is ready. */
export function createSecretStore(safeStorage: AsyncSafeStorage, platform: NodeJS.Platform): SecretStore {
  // `basic_text` encrypts with a key that every reader of Electron's source knows.
  const protects = () =>
    platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
  return {
    isAvailable: async () => (await safeStorage.isAsyncEncryptionAvailable()) && protects(),
    encrypt: (plain) => safeStorage.encryptStringAsync(plain),
    decrypt: async (cipher) => (await safeStorage.decryptStringAsync(Buffer.from(cipher))).result,
  };
}
