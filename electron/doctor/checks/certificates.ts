import { X509Certificate } from 'node:crypto';
import { diagnosed } from '#shared/doctor.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';

/** An office needs about so long to get a new one. */
const noticeDays = 30;

/** How long the certificates of authorities hold that were added in Settings. */
export const certificatesCheck = ({ connection, clock }: Pick<DoctorParts, 'connection' | 'clock'>): DoctorCheck => ({
  id: 'certificates',
  async run() {
    const given = await connection.ownCertificates();
    if (given.length === 0) return diagnosed('certificates-none', {});
    const ends = given.flatMap(endsOf);
    if (ends.length === 0 || ends.some(Number.isNaN)) return diagnosed('certificates-unreadable', {});
    const first = Math.min(...ends);
    const until = instantFromMillis(first);
    if (first <= clock.now()) return diagnosed('certificates-expired', { until });
    const isSoon = first - clock.now() < noticeDays * 24 * 60 * 60_000;
    return diagnosed(isSoon ? 'certificates-ending' : 'certificates-fine', { until });
  },
});

/** The last moment of each certificate of a file, in milliseconds; NaN for one that cannot be read. */
const endsOf = (pem: string): number[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? ['']).map((one) => {
    try {
      return Date.parse(new X509Certificate(one).validTo);
    } catch {
      return Number.NaN;
    }
  });
