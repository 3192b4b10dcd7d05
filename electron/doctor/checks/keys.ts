import { diagnosed } from '#shared/doctor.ts';
import { secretsIn } from '../../accounts/index.ts';
import type { DoctorCheck } from '../check.ts';
import type { DatabaseLook } from '../look-at-database.ts';
import type { DoctorParts } from '../parts.ts';
import { codeOfFile } from '../write-probe.ts';

/** Whether the keys that are kept can be decrypted here and now, and whether every account has one. */
export const keysCheck = (
  { paths, secretStore, isInEnvironment }: Pick<DoctorParts, 'paths' | 'secretStore' | 'isInEnvironment'>,
  look: () => Promise<DatabaseLook>,
): DoctorCheck => ({
  id: 'keys',
  async run() {
    let kept: ReturnType<typeof secretsIn>;
    try {
      kept = secretsIn(paths.secrets);
    } catch (cause) {
      return diagnosed('keys-refuse', { file: paths.secrets, reason: codeOfFile(cause) });
    }
    if (kept === null) return diagnosed('keys-damaged', { file: paths.secrets });
    const opened = await Promise.allSettled(kept.map(({ cipher }) => secretStore.decrypt(cipher)));
    const locked = opened.filter(({ status }) => status === 'rejected').length;
    if (locked > 0) return diagnosed('keys-locked', { count: locked });
    const accounts = await look();
    if (accounts.state === 'new') return diagnosed('keys-none', {});
    if (accounts.state !== 'open') return diagnosed('keys-unknown', {});
    const needed = accounts.facts.accounts
      .filter(({ practice }) => !practice)
      .flatMap(({ id, sources }) => sources.map((source) => ({ id, ...source })));
    if (needed.length === 0) return diagnosed('keys-none', {});
    const missing = needed.filter(
      ({ id, kind, key }) =>
        !kept.some(({ owner, name }) => owner === id && name === kind) && !(key && isInEnvironment(kind, key)),
    );
    return missing.length > 0
      ? diagnosed('keys-missing', { count: missing.length })
      : diagnosed('keys-fine', { count: needed.length });
  },
});
