import type { SecretStore } from '../../../electron/platform/ports.ts';

export interface FakeSecretStore extends SecretStore {
  available: boolean;
  /** Another key ring, as after a move to a new machine: what was encrypted before cannot be read any more. */
  replaceKeyRing(): void;
}

/** A secret store whose ciphertext does not contain the plain text and is bound to its key ring. */
export function fakeSecretStore(available = true): FakeSecretStore {
  let keyRing = 1;
  const mask = (bytes: Uint8Array) => bytes.map((byte, index) => byte ^ ((index * 31 + keyRing * 97 + 0x5a) & 0xff));
  const store: FakeSecretStore = {
    available,
    replaceKeyRing() {
      keyRing++;
    },
    isAvailable: () => Promise.resolve(store.available),
    encrypt(plain) {
      if (!store.available) return Promise.reject(new Error('The key ring is locked'));
      return Promise.resolve(mask(new TextEncoder().encode(`ring${keyRing}:${plain}`)));
    },
    decrypt(cipher) {
      if (!store.available) return Promise.reject(new Error('The key ring is locked'));
      const plain = new TextDecoder().decode(mask(cipher));
      const prefix = `ring${keyRing}:`;
      if (!plain.startsWith(prefix)) return Promise.reject(new Error('Error while decrypting the ciphertext'));
      return Promise.resolve(plain.slice(prefix.length));
    },
  };
  return store;
}
