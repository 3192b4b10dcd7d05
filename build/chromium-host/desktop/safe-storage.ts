import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { StrictObject } from '../strict.ts';

/** `none`: a machine without a key ring. `memory-key`: a key that lives as long as the process, or as `CHROMIUM_HOST_STORAGE_KEY` says. `failing`: a key ring that refuses. */
export type StorageMode = 'none' | 'memory-key' | 'failing';

const modes: readonly string[] = ['none', 'memory-key', 'failing'];

export const isStorageMode = (value: unknown): value is StorageMode =>
  typeof value === 'string' && modes.includes(value);

/** 64 hexadecimal digits, so that a second process can read what a first one wrote; else a random key. */
function storageKey(): Buffer {
  const given = process.env['CHROMIUM_HOST_STORAGE_KEY'] ?? '';
  return /^[0-9a-f]{64}$/i.test(given) ? Buffer.from(given, 'hex') : randomBytes(32);
}

const prefix = Buffer.from('v11');

export class SafeStorage extends StrictObject implements Electron.SafeStorage {
  mode: StorageMode;
  readonly #isReady: () => boolean;
  readonly #key = storageKey();
  #plainText = false;

  constructor(isReady: () => boolean) {
    super();
    this.#isReady = isReady;
    const mode = process.env['CHROMIUM_HOST_STORAGE'];
    this.mode = isStorageMode(mode) ? mode : 'none';
  }

  isEncryptionAvailable(): boolean {
    return this.#isReady() && this.#hasKey();
  }

  async isAsyncEncryptionAvailable(): Promise<boolean> {
    this.#afterReady('isAsyncEncryptionAvailable');
    return Promise.resolve(this.#hasKey());
  }

  getSelectedStorageBackend(): 'basic_text' | 'gnome_libsecret' | 'unknown' {
    if (!this.#isReady()) return 'unknown';
    return this.mode === 'none' ? 'basic_text' : 'gnome_libsecret';
  }

  setUsePlainTextEncryption(usePlainText: boolean): void {
    this.#plainText = usePlainText;
  }

  encryptString(plainText: string): Buffer {
    return this.#encrypt(plainText);
  }

  decryptString(encrypted: Buffer): string {
    return this.#decrypt(encrypted);
  }

  #encrypt(plainText: string): Buffer {
    if (typeof plainText !== 'string')
      throw new TypeError('Error while encrypting the text provided to safeStorage.encryptString.');
    this.#checkKey('encrypting the text provided to safeStorage.encryptString. Encryption is not available.');
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([prefix, iv, cipher.getAuthTag(), body]);
  }

  #decrypt(encrypted: Buffer): string {
    this.#checkKey('decrypting the ciphertext provided to safeStorage.decryptString. Decryption is not available.');
    const failed = 'Error while decrypting the ciphertext provided to safeStorage.decryptString.';
    if (!Buffer.isBuffer(encrypted) || !encrypted.subarray(0, 3).equals(prefix)) {
      throw new Error(`${failed} Ciphertext does not appear to be encrypted.`);
    }
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, encrypted.subarray(3, 15));
      decipher.setAuthTag(encrypted.subarray(15, 31));
      return Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8');
    } catch {
      throw new Error(failed);
    }
  }

  async encryptStringAsync(plainText: string): Promise<Buffer> {
    this.#afterReady('encryptStringAsync');
    return Promise.resolve(this.#encrypt(plainText));
  }

  async decryptStringAsync(encrypted: Buffer): Promise<Electron.DecryptStringAsyncReturnValue> {
    this.#afterReady('decryptStringAsync');
    return Promise.resolve({ shouldReEncrypt: false, result: this.#decrypt(encrypted) });
  }

  #hasKey(): boolean {
    return this.mode !== 'none' || this.#plainText;
  }

  #afterReady(method: string): void {
    if (!this.#isReady()) throw new Error(`safeStorage.${method} cannot be called before app is ready`);
  }

  #checkKey(doing: string): void {
    if (!this.#isReady()) throw new Error('safeStorage cannot be used before app is ready');
    if (!this.#hasKey() || this.mode === 'failing') throw new Error(`Error while ${doing}`);
  }
}
