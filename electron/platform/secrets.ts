import type { SafeStorage } from 'electron';
import type { Clock, SecretStore } from './ports.ts';

type AsyncSafeStorage = Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>;

/** The key ring may be asking its owner for a password, and who should answer may be away. */
const timeoutMillis = 5_000;

/** Chromium's mark of a key that everybody knows, on Linux (components/os_crypt/async/browser/posix_key_provider.cc). */
const openMark = Buffer.from('v10');

/**
 * The operating system's secret store through Electron's `safeStorage`; call after the app is ready. Where a Linux desktop
 * has no key ring, or had none ready when the program first asked, Electron says that it encrypts and does, under a key
 * that is in Chromium's source. So the ciphertext tells, not `isAsyncEncryptionAvailable` nor the back end's name.
 */
export function createSecretStore(
  safeStorage: AsyncSafeStorage,
  platform: NodeJS.Platform,
  clock: Pick<Clock, 'after'>,
): SecretStore {
  const isProtected = (cipher: Buffer): boolean =>
    platform !== 'linux' || !cipher.subarray(0, openMark.length).equals(openMark);

  async function answered<T>(asked: Promise<T>): Promise<T> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = clock.after(timeoutMillis, () => {
      reject(new Error('The secret store did not answer'));
    });
    try {
      return await Promise.race([asked, late]);
    } finally {
      cancel();
    }
  }

  async function encrypt(plain: string): Promise<Uint8Array> {
    const cipher = await answered(safeStorage.encryptStringAsync(plain));
    if (!isProtected(cipher)) throw new Error('No key ring protects the secret');
    return cipher;
  }

  return {
    isAvailable: () =>
      encrypt('a probe').then(
        () => true,
        () => false,
      ),
    encrypt,
    async decrypt(cipher) {
      const bytes = Buffer.from(cipher);
      const { result, shouldReEncrypt } = await answered(safeStorage.decryptStringAsync(bytes));
      return { plain: result, isCurrent: !shouldReEncrypt && isProtected(bytes) };
    },
  };
}
