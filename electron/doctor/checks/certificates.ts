import { diagnosed, type DiagnosisCode } from '#shared/doctor.ts';
import type { AuthorityProblem } from '#shared/error-reasons.ts';
import type { Settings } from '#shared/settings.ts';
import { instantFromMillis } from '#shared/time.ts';
import { readAuthority } from '../../network/index.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';

/** An office needs about so long to get a new one. */
const noticeDays = 30;

const problems = {
  unreadable: 'certificates-unreadable',
  'no-certificate': 'certificates-unreadable',
  'no-authority': 'certificates-no-authority',
  expired: 'certificates-expired',
  'not-yet-valid': 'certificates-early',
} as const satisfies Record<AuthorityProblem, DiagnosisCode>;

/** Whether the authority of Settings vouches for servers, by the rule that requests go by, and how long yet. */
export const certificatesCheck = (
  { clock }: Pick<DoctorParts, 'clock'>,
  settings: () => { readonly settings: Pick<Settings, 'authorityFile'> },
): DoctorCheck => ({
  id: 'certificates',
  run() {
    const { authorityFile } = settings().settings;
    if (authorityFile === null) return diagnosed('certificates-none', {});
    const read = readAuthority(authorityFile, clock.now());
    if (!read.ok) return diagnosed(problems[read.error.reason], {});
    const first = Math.min(...read.value.roots.map(({ validToDate }) => validToDate.getTime()));
    const isSoon = first - clock.now() < noticeDays * 24 * 60 * 60_000;
    return diagnosed(isSoon ? 'certificates-ending' : 'certificates-fine', { until: instantFromMillis(first) });
  },
});
