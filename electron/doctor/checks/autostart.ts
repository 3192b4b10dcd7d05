import { diagnosed, type DiagnosisCode } from '#shared/doctor.ts';
import type { AutostartState } from '../../platform/ports.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';

const codes = {
  on: 'autostart-on',
  off: 'autostart-off',
  blocked: 'autostart-blocked',
  unavailable: 'autostart-unavailable',
} as const satisfies Record<AutostartState, DiagnosisCode>;

export const autostartCheck = ({ autostart }: Pick<DoctorParts, 'autostart'>): DoctorCheck => ({
  id: 'autostart',
  run: async () => diagnosed(codes[await autostart.state()], {}),
});
