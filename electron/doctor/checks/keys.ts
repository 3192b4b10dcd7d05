import { diagnosed } from '#shared/doctor.ts';
import { ciphersIn } from '../../accounts/index.ts';
import type { DoctorCheck } from '../check.ts';
import type { Facts } from '../database-facts.ts';
import type { DoctorParts } from '../parts.ts';
import { codeOfFile } from '../write-probe.ts';

/** Whether the keys that are kept can be decrypted here and now, and whether every account has one. */
export const keysCheck = (
  { paths, secretStore, environmentKeys }: Pick<DoctorParts, 'paths' | 'secretStore' | 'environmentKeys'>,
  facts: () => Promise<Facts | null>,
): DoctorCheck => ({
  id: 'keys',
  async run() {
    let ciphers: readonly Uint8Array[] | null;
    try {
      ciphers = ciphersIn(paths.secrets);
    } catch (cause) {
      return diagnosed('keys-refuse', { file: paths.secrets, reason: codeOfFile(cause) });
    }
    if (ciphers === null) return diagnosed('keys-damaged', { file: paths.secrets });
    const opened = await Promise.allSettled(ciphers.map((cipher) => secretStore.decrypt(cipher)));
    const locked = opened.filter(({ status }) => status === 'rejected').length;
    if (locked > 0) return diagnosed('keys-locked', { count: locked });
    const accounts = (await facts())?.accounts ?? [];
    const needed = accounts.filter(({ practice }) => !practice).reduce((sum, { sources }) => sum + sources.length, 0);
    const missing = needed - ciphers.length - environmentKeys;
    if (missing > 0) return diagnosed('keys-missing', { count: missing });
    return ciphers.length === 0 ? diagnosed('keys-none', {}) : diagnosed('keys-fine', { count: ciphers.length });
  },
});
