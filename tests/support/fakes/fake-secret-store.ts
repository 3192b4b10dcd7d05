import type { SecretStore } from '../../../electron/platform/ports.ts';

export interface FakeSecretStore extends SecretStore {
  available: boolean;
  /** Another key ring, as after a move to a new machine: what was encrypted before cannot be read any more. */
  replaceKeyRing(): void;
  /** Another key of the same ring: what was encrypted before can be read, and should be encrypted again. */
  renewKey(): void;
  /** What a key that everybody knows made of a text: any store reads it, and would not make it. */
  openly(plain: string): Uint8Array;
}

/** A secret store whose ciphertext does not contain the plain text and is bound to its key ring. */
export function fakeSecretStore(available = true): FakeSecretStore {
  let keyRing = 1;
  let key = 1;
  const mask = (bytes: Uint8Array, ring: number) =>
    bytes.map((byte, index) => byte ^ ((index * 31 + ring * 97 + 0x5a) & 0xff));
  const sealed = (plain: string, ring: number) =>
    mask(new TextEncoder().encode(`ring${ring} key${key}:${plain}`), ring);
  const opened = (cipher: Uint8Array, ring: number) =>
    /^ring(\d+) key(\d+):(.*)$/s.exec(new TextDecoder().decode(mask(cipher, ring)));
  const store: FakeSecretStore = {
    available,
    replaceKeyRing() {
      keyRing++;
    },
    renewKey() {
      key++;
    },
    openly: (plain) => sealed(plain, 0),
    isAvailable: () => Promise.resolve(store.available),
    encrypt(plain) {
      if (!store.available) return Promise.reject(new Error('The key ring is locked'));
      return Promise.resolve(sealed(plain, keyRing));
    },
    decrypt(cipher) {
      const own = store.available ? opened(cipher, keyRing) : null;
      const found = own?.[1] === String(keyRing) ? own : opened(cipher, 0);
      if (found?.[3] === undefined) return Promise.reject(new Error('Error while decrypting the ciphertext'));
      return Promise.resolve({ plain: found[3], isCurrent: found === own && found[2] === String(key) });
    },
  };
  return store;
}
