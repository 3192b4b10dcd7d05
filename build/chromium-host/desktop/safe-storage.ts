import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { StrictObject } from '../strict.ts';
import { isLikeWindows } from '../system.ts';
import { localStateKey } from './local-state.ts';

type Offered = Pick<Electron.SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>;

/** A key and the mark before what it encrypted. */
interface Key {
  readonly mark: string;
  readonly bytes: Buffer;
}

/** Everybody's: Chromium's last resort on Linux (components/os_crypt/async/browser/posix_key_provider.cc). */
const openKey: Key = { mark: 'v10', bytes: pbkdf2Sync('peanuts', 'saltysalt', 1, 32, 'sha1') };

/** `CHROMIUM_HOST_STORAGE_KEY`: 64 hexadecimal digits, or the path of a file with them, which is missing while the key ring is locked. */
function keyRing(): Key | null {
  const given = process.env['CHROMIUM_HOST_STORAGE_KEY'] ?? '';
  const digits = !isAbsolute(given) ? given : existsSync(given) ? readFileSync(given, 'utf8').trim() : null;
  if (digits === null) return null;
  const isKey = /^[0-9a-f]{64}$/i.test(digits);
  return { mark: 'v11', bytes: isKey ? Buffer.from(digits, 'hex') : randomBytes(32) };
}

/** `failing` as on a Mac whose owner refuses the key chain; else, without `memory-key`, as on a desktop without a key ring. */
function keysOf(mode: string | undefined): readonly Key[] {
  if (mode === 'failing') return [];
  const ring = mode === 'memory-key' ? keyRing() : null;
  return ring ? [openKey, ring] : [openKey];
}

/**
 * Electron's asynchronous `safeStorage` (shell/browser/api/electron_api_safe_storage.cc over OSCryptAsync). The key ring is
 * asked once a process, and what it answers then holds until the process ends. Where there is none, or it was locked,
 * Electron says that encryption is available and encrypts under the key that everybody knows. The synchronous functions,
 * which go with Electron 46, are not offered.
 */
export class SafeStorage extends StrictObject implements Offered {
  readonly #isReady: () => boolean;
  readonly #sessionData: () => string;
  /** The last one encrypts. */
  #keys: readonly Key[] | null = null;

  constructor(isReady: () => boolean, sessionData: () => string) {
    super();
    this.#isReady = isReady;
    this.#sessionData = sessionData;
  }

  /** Before ready: on Windows Electron reads its key then, in whatever folder `sessionData` is. */
  prepare(): void {
    if (isLikeWindows()) this.#keys = [this.#windowsKey()];
  }

  /** `v10` there; on a host that only follows Windows' ways the mark is Linux' of a key ring, as `process.platform` says. */
  #windowsKey(): Key {
    return { mark: process.platform === 'win32' ? 'v10' : 'v11', bytes: localStateKey(this.#sessionData()) };
  }

  #askOnce(): readonly Key[] {
    this.#keys ??= keysOf(process.env['CHROMIUM_HOST_STORAGE']);
    return this.#keys;
  }

  /** True once ready, whatever the desktop has. */
  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.#isReady());
  }

  encryptStringAsync(plainText: string): Promise<Buffer> {
    return this.#answer((keys) => {
      const key = keys.at(-1);
      if (key === undefined) throw new Error(`Error while encrypting the text ${to('encryptStringAsync')}`);
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key.bytes, iv);
      const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from(key.mark), iv, cipher.getAuthTag(), body]);
    });
  }

  decryptStringAsync(encrypted: Buffer): Promise<Electron.DecryptStringAsyncReturnValue> {
    return this.#answer((keys) => {
      if (!Buffer.isBuffer(encrypted))
        throw new Error('Expected the first argument of decryptStringAsync() to be a buffer');
      if (encrypted.length === 0) return { shouldReEncrypt: false, result: '' };
      const key = keys.find(({ mark }) => encrypted.subarray(0, mark.length).equals(Buffer.from(mark)));
      const result = key === undefined ? null : decrypted(encrypted.subarray(key.mark.length), key.bytes);
      if (result === null) throw new Error(`Error while decrypting the ciphertext ${to('decryptStringAsync')}`);
      return { shouldReEncrypt: key !== keys.at(-1), result };
    });
  }

  async #answer<T>(work: (keys: readonly Key[]) => T): Promise<T> {
    if (!this.#isReady()) throw new Error('safeStorage cannot be used before app is ready');
    return Promise.resolve(work(this.#askOnce()));
  }
}

const to = (method: string): string => `provided to safeStorage.${method}.`;

function decrypted(sealed: Buffer, key: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
