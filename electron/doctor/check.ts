import type { CheckId, Diagnosis } from '#shared/doctor.ts';

/** One thing that the doctor looks at. Changes nothing that stays; what it throws becomes "not known". */
export interface DoctorCheck {
  readonly id: CheckId;
  readonly run: () => Promise<Diagnosis> | Diagnosis;
}
