import { basename } from 'node:path';
import type { Logger, SecretStore } from '../platform/ports.ts';

interface Parts {
  readonly secretStore: SecretStore;
  /** Ciphertexts in `secrets.json`, by a document's SHA-256. All throw Node's file errors. */
  readonly file: {
    names(): string[];
    read(sha256: string): Uint8Array | null;
    write(sha256: string, cipher: Uint8Array | null): void;
  };
  readonly logger: Logger;
}

/** So many others are tried on a document: sellers take one password for all that they send. */
const mostTried = 20;

/** The passwords of documents that people told, kept in the secret store, or as long as Billfold runs where there is none. */
export type DocumentPasswords = ReturnType<typeof createDocumentPasswords>;

export function createDocumentPasswords({ secretStore, file, logger }: Parts) {
  const session = new Map<string, string>();

  async function read(sha256: string): Promise<string | null> {
    const inSession = session.get(sha256);
    if (inSession !== undefined) return inSession;
    try {
      const cipher = file.read(sha256);
      if (!cipher) return null;
      const { plain } = await secretStore.decrypt(cipher);
      session.set(sha256, plain);
      return plain;
    } catch (cause) {
      logger.warn('The password of a document cannot be decrypted', { document: sha256, cause });
      return null;
    }
  }

  return {
    /** Of a document that is called by its SHA-256, as in the archive; null where none is known. */
    of: (path: string): Promise<string | null> => read(basename(path).replace(/\.[a-z]+$/u, '')),

    async keep(sha256: string, password: string): Promise<void> {
      session.set(sha256, password);
      try {
        if (await secretStore.isAvailable()) file.write(sha256, await secretStore.encrypt(password));
      } catch (cause) {
        logger.warn('The password of a document could not be kept', { document: sha256, cause });
      }
    },

    /** Those of other documents, the latest first, each once. */
    async others(): Promise<string[]> {
      const names = new Set([...session.keys(), ...file.names()]);
      const known: string[] = [];
      for (const sha256 of [...names].slice(-mostTried)) {
        const password = await read(sha256);
        if (password !== null) known.unshift(password);
      }
      return [...new Set(known)];
    },
  };
}
