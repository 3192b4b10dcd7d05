import type { SourceKind } from '#shared/accounts.ts';
import type { SecretStoreProblem } from '#shared/error-reasons.ts';
import type { Database } from '../database/open.ts';
import type { Logger, SecretStore } from '../platform/ports.ts';
import { createSecretsFile } from './secrets-file.ts';

export type VaultKey =
  | { readonly place: 'secret-store' | 'session'; readonly key: string }
  /** Nothing is kept, or what is kept cannot be decrypted: `reason` says why. */
  | { readonly place: 'none'; readonly reason: SecretStoreProblem | null };

/** Keeps a key in the operating system's store, or until Billfold quits where there is none. Throws Node's file errors. */
export type KeepKey = (accountId: string, kind: SourceKind) => void;

export type KeyVault = ReturnType<typeof createKeyVault>;

interface VaultParts {
  readonly db: Database;
  readonly secretStore: SecretStore;
  /** Absolute path of `secrets.json`. */
  readonly secretsFile: string;
  readonly logger: Logger;
}

export function createKeyVault({ db, secretStore, secretsFile, logger }: VaultParts) {
  const file = createSecretsFile(secretsFile);
  const session = new Map<string, string>();
  const sessionId = (accountId: string, kind: SourceKind) => `${accountId} ${kind}`;

  /** Null where the key cannot be encrypted: it must then not reach the disk. */
  async function encrypted(key: string): Promise<Uint8Array | null> {
    try {
      return await secretStore.encrypt(key);
    } catch (cause) {
      logger.warn('The secret store did not encrypt', { cause });
      return null;
    }
  }

  async function seal(key: string): Promise<KeepKey> {
    const cipher = await encrypted(key);
    return (accountId, kind) => {
      // Without a store an older ciphertext goes too: it would come back as the wrong key at the next start.
      file.write(accountId, kind, cipher);
      if (cipher) session.delete(sessionId(accountId, kind));
      else session.set(sessionId(accountId, kind), key);
    };
  }

  /** Keeps a key as it would be kept today: what everybody could decrypt leaves the disk. */
  async function renew(accountId: string, kind: SourceKind, old: Uint8Array, key: string): Promise<void> {
    const keep = await seal(key);
    try {
      db.transaction(() => {
        const now = file.read(accountId, kind);
        // Another process may have replaced it meanwhile.
        if (now && Buffer.compare(now, old) === 0) keep(accountId, kind);
      }).immediate();
    } catch (cause) {
      logger.warn('A key could not be encrypted again', { accountId, kind, cause });
    }
  }

  return {
    /** Encrypts the key; what comes back keeps it, and is to be called within a write transaction. */
    seal,

    async read(accountId: string, kind: SourceKind): Promise<VaultKey> {
      const inSession = session.get(sessionId(accountId, kind));
      if (inSession !== undefined) return { place: 'session', key: inSession };
      try {
        const cipher = file.read(accountId, kind);
        if (!cipher) return { place: 'none', reason: null };
        const { plain: key, isCurrent } = await secretStore.decrypt(cipher);
        if (!isCurrent) await renew(accountId, kind, cipher, key);
        return { place: session.has(sessionId(accountId, kind)) ? 'session' : 'secret-store', key };
      } catch (cause) {
        logger.warn('A key cannot be decrypted', { accountId, kind, cause });
        return { place: 'none', reason: (await secretStore.isAvailable()) ? 'undecryptable' : 'unavailable' };
      }
    },

    /** To be called within a write transaction. Throws Node's file errors. */
    forget(accountId: string): void {
      file.removeOwner(accountId);
      for (const kind of ['stripe', 'imagekit'] as const) session.delete(sessionId(accountId, kind));
    },
  };
}
