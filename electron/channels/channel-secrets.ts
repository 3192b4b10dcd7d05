import { z } from 'zod';
import type { ChannelKind } from '#shared/channels.ts';
import type { Logger, SecretStore } from '../platform/ports.ts';

/** A mail server's password, or an address with the key that signs what a webhook is sent. */
const secretSchema = z.union([
  z.object({ password: z.string() }),
  z.object({ url: z.string(), key: z.string().nullable() }),
]);
export type ChannelSecret = z.infer<typeof secretSchema>;

interface Parts {
  readonly secretStore: SecretStore;
  /** Ciphertexts by the channel's id. */
  readonly secrets: { read(id: string): Uint8Array | null; write(id: string, cipher: Uint8Array | null): void };
  readonly logger: Pick<Logger, 'warn'>;
}

/** What channels are reached by; as long as Billfold runs where there is no secret store. */
export function createChannelSecrets({ secretStore, secrets, logger }: Parts) {
  const inMemory = new Map<string, ChannelSecret>();
  return {
    async of(id: string): Promise<ChannelSecret | null> {
      const known = inMemory.get(id);
      if (known) return known;
      const cipher = secrets.read(id);
      if (!cipher) return null;
      try {
        return secretSchema.parse(JSON.parse((await secretStore.decrypt(cipher)).plain));
      } catch (cause) {
        logger.warn('The secret of a channel cannot be decrypted', { channel: id, cause });
        return null;
      }
    },
    async keep(id: string, secret: ChannelSecret): Promise<void> {
      inMemory.set(id, secret);
      const cipher = (await secretStore.isAvailable()) ? await secretStore.encrypt(JSON.stringify(secret)) : null;
      secrets.write(id, cipher);
    },
    forget(id: string): void {
      inMemory.delete(id);
      secrets.write(id, null);
    },
  };
}

/** An address, behind which the key of a webhook's signatures may stand. */
export function addressIn(text: string): { readonly url: string; readonly key: string | null } {
  const [url = '', key = null] = text.trim().split(/\s+/, 2);
  return { url, key };
}

/** Whether receivers can be given the key: at least 16 bytes in base64, behind `whsec_` or not. */
export function isSigningKey(key: string): boolean {
  const text = key.replace(/^whsec_/, '').replace(/=+$/, '');
  const bytes = Buffer.from(text, 'base64');
  return bytes.length >= 16 && bytes.toString('base64').replace(/=+$/, '') === text;
}

/** What is kept of a channel; else what the environment gives, where there is one channel alone of which nothing is kept. */
export const createSecretFinder =
  (
    environment: Readonly<Record<string, string | undefined>>,
    secrets: Pick<ReturnType<typeof createChannelSecrets>, 'of'>,
    channels: () => readonly { readonly id: string; readonly config: { readonly kind: ChannelKind } }[],
  ) =>
  async (id: string): Promise<ChannelSecret | null> => {
    const kept = await secrets.of(id);
    const given = environment[channelSecretVariable];
    if (kept || !given) return kept;
    const without: string[] = [];
    for (const channel of channels()) if (!(await secrets.of(channel.id))) without.push(channel.id);
    const channel = channels().find((each) => each.id === id);
    if (!channel || without.length > 1) return null;
    return channel.config.kind === 'mail' ? { password: given } : addressIn(given);
  };

export const channelSecretVariable = 'BILLFOLD_CHANNEL_SECRET';
