import { dirname } from 'node:path';
import type { SourceKind } from '#shared/accounts.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { fileErrorOf } from '../files/index.ts';
import type { Logger, SecretStore } from '../platform/ports.ts';
import { createSecretsFile } from './secrets-file.ts';

export type VaultKey =
  | { readonly place: 'secret-store' | 'session'; readonly key: string }
  /** Nothing is kept, or what is kept cannot be decrypted (`reason` says why). */
  | { readonly place: 'none'; readonly reason: string | null };

export interface KeyVault {
  /** Keeps the key in the operating system's store, or until Billfold quits where there is none. */
  keep(accountId: string, kind: SourceKind, key: string): Promise<Result<'secret-store' | 'session'>>;
  read(accountId: string, kind: SourceKind): Promise<VaultKey>;
  forget(accountId: string): Promise<Result<null>>;
}

interface VaultParts {
  readonly secretStore: SecretStore;
  /** Absolute path of `secrets.json`. */
  readonly secretsFile: string;
  readonly logger: Logger;
}

export function createKeyVault({ secretStore, secretsFile, logger }: VaultParts): KeyVault {
  const file = createSecretsFile(secretsFile);
  const session = new Map<string, string>();
  const sessionId = (accountId: string, kind: SourceKind) => `${accountId} ${kind}`;

  /** Null where the key cannot be encrypted: it must then not reach the disk. */
  async function encrypted(key: string): Promise<Uint8Array | null> {
    try {
      return (await secretStore.isAvailable()) ? await secretStore.encrypt(key) : null;
    } catch (cause) {
      logger.warn('The secret store did not encrypt', { cause });
      return null;
    }
  }

  async function changing<T>(value: T, change: () => Promise<void>): Promise<Result<T>> {
    try {
      await change();
      return ok(value);
    } catch (cause) {
      return fail(fileErrorOf(cause, dirname(secretsFile), secretsFile));
    }
  }

  return {
    async keep(accountId, kind, key) {
      const cipher = await encrypted(key);
      // Without a store an older ciphertext goes too: it would come back as the wrong key at the next start.
      const kept = await changing(cipher ? ('secret-store' as const) : ('session' as const), () =>
        file.write(accountId, kind, cipher),
      );
      if (!kept.ok) return kept;
      if (cipher) session.delete(sessionId(accountId, kind));
      else session.set(sessionId(accountId, kind), key);
      return kept;
    },

    async read(accountId, kind) {
      const inSession = session.get(sessionId(accountId, kind));
      if (inSession !== undefined) return { place: 'session', key: inSession };
      try {
        const cipher = await file.read(accountId, kind);
        if (!cipher) return { place: 'none', reason: null };
        if (!(await secretStore.isAvailable())) return { place: 'none', reason: 'not available' };
        return { place: 'secret-store', key: await secretStore.decrypt(cipher) };
      } catch (cause) {
        logger.warn('A key cannot be decrypted', { accountId, kind, cause });
        return { place: 'none', reason: 'the key could not be decrypted' };
      }
    },

    forget(accountId) {
      for (const kind of ['stripe', 'imagekit'] as const) session.delete(sessionId(accountId, kind));
      return changing(null, () => file.removeAccount(accountId));
    },
  };
}
