import { randomUUID } from 'node:crypto';
import { diagnosed } from '#shared/doctor.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';
import { codeOfFile } from '../write-probe.ts';

/**
 * Encrypts something and decrypts it again: what a store is called says nothing about whether it works. On Linux a
 * ciphertext that begins with `v10` was made with a key that everybody knows (Chromium's `PosixKeyProvider`).
 */
export const secretStoreCheck = ({
  secretProbe,
  platform,
}: Pick<DoctorParts, 'secretProbe' | 'platform'>): DoctorCheck => ({
  id: 'secret-store',
  async run() {
    const probe = randomUUID();
    try {
      const cipher = await secretProbe.encrypt(probe);
      if (platform === 'linux' && Buffer.from(cipher.subarray(0, 3)).toString() === 'v10')
        return diagnosed('store-none', {});
      return diagnosed((await secretProbe.decrypt(cipher)) === probe ? 'store-fine' : 'store-garbles', {});
    } catch (cause) {
      return diagnosed('store-refuses', { reason: codeOfFile(cause) });
    }
  },
});
