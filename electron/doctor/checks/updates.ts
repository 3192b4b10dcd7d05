import { diagnosed } from '#shared/doctor.ts';
import type { Settings } from '#shared/settings.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';

/** Whether anybody hears of new versions, which bring Chromium's security fixes. Asks no server. */
export const updatesCheck = (
  { policy, updateAbility }: Pick<DoctorParts, 'policy' | 'updateAbility'>,
  settings: () => { readonly settings: Pick<Settings, 'updates'> },
): DoctorCheck => ({
  id: 'updates',
  run() {
    if (policy.state === 'applied' && policy.summary.updates === 'off') return diagnosed('updates-organization', {});
    if (updateAbility === 'none') return diagnosed('updates-nowhere', {});
    return settings().settings.updates === 'off' ? diagnosed('updates-off', {}) : diagnosed('updates-fine', {});
  },
});
