import { diagnosed } from '#shared/doctor.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';

export const policyCheck = (
  { policy, paths }: Pick<DoctorParts, 'policy' | 'paths'>,
  settings: () => { readonly archiveFolder: string | null },
): DoctorCheck => ({
  id: 'policy',
  run() {
    const problem = policy.problem();
    if (problem?.code === 'policy-broken')
      return diagnosed('policy-broken', { file: problem.file, field: problem.field });
    if (problem?.code === 'policy-not-trusted') return diagnosed('policy-not-trusted', { file: problem.file });
    const { archiveFolder: folder } = policy;
    if (folder !== null && folder !== (settings().archiveFolder ?? paths.documents))
      return diagnosed('policy-archive-elsewhere', { folder });
    return policy.state === 'none' ? diagnosed('policy-none', {}) : diagnosed('policy-applied', {});
  },
});
