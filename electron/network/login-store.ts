import { z } from 'zod';
import type { ProxyLogin } from '../platform/network-ports.ts';
import type { Logger, SecretStore } from '../platform/ports.ts';

/** Where logins outlive the run: encrypted by the operating system's secret store, or not at all. */
export interface LoginStore {
  /** Null where none is kept, or it cannot be decrypted. */
  read(proxy: string): Promise<ProxyLogin | null>;
  /** Where it is then: only as long as Billfold runs, where there is no secret store. */
  keep(proxy: string, login: ProxyLogin): Promise<'secret-store' | 'session'>;
  forget(proxy: string): void;
}

/** The ciphertexts, in `secrets.json` beside the keys. All throw Node's file errors. */
export interface LoginFile {
  read(proxy: string): Uint8Array | null;
  /** Null forgets. */
  write(proxy: string, cipher: Uint8Array | null): void;
}

const loginSchema = z.object({ user: z.string(), password: z.string() });

export function createLoginStore(secretStore: SecretStore, file: LoginFile, logger: Logger): LoginStore {
  async function keep(proxy: string, login: ProxyLogin): Promise<'secret-store' | 'session'> {
    try {
      const isProtected = await secretStore.isAvailable();
      // Without a store an older ciphertext goes too: it would come back as the wrong login at the next start.
      file.write(proxy, isProtected ? await secretStore.encrypt(JSON.stringify(login)) : null);
      return isProtected ? 'secret-store' : 'session';
    } catch (cause) {
      logger.warn('The login of a proxy could not be kept', { proxy, cause });
      return 'session';
    }
  }

  return {
    async read(proxy) {
      try {
        const cipher = file.read(proxy);
        if (!cipher) return null;
        const { plain, isCurrent } = await secretStore.decrypt(cipher);
        const login = loginSchema.parse(JSON.parse(plain));
        if (!isCurrent) await keep(proxy, login);
        return login;
      } catch (cause) {
        logger.warn('The login of a proxy cannot be decrypted', { proxy, cause });
        return null;
      }
    },
    keep,
    forget(proxy) {
      try {
        file.write(proxy, null);
      } catch (cause) {
        logger.warn('The login of a proxy could not be forgotten', { proxy, cause });
      }
    },
  };
}
