import { diagnosed, type Diagnosis, type DoctorReport } from '#shared/doctor.ts';
import { isSystemCode } from '#shared/system-code.ts';
import { instantFromMillis } from '#shared/time.ts';
import { failureReason } from '../http/index.ts';
import type { DoctorCheck } from './check.ts';
import { createChecks } from './checks/index.ts';
import type { DoctorParts } from './parts.ts';

export { createConnection } from './connection.ts';

/** Reading a large database from end to end takes its time. */
const timeoutSeconds = 60;

/** Looks at everything that Billfold needs, and says what to do about what is wrong. */
export interface Doctor {
  /** Changes nothing; works whatever state the data folder is in, and whether Billfold is running or not. */
  examine(): Promise<DoctorReport>;
}

export const createDoctor = (parts: DoctorParts): Doctor => ({
  async examine() {
    const { clock, version, system } = parts;
    // Made for this one time: what several of them look at is looked at once.
    const checks = await Promise.all(
      createChecks(parts).map(async (check) => ({ id: check.id, ...(await outcomeOf(check, clock)) })),
    );
    return { at: instantFromMillis(clock.now()), version, system, checks };
  },
});

/** A check that fails by itself, or takes too long, says nothing about what it looked at. */
async function outcomeOf({ run }: DoctorCheck, clock: DoctorParts['clock']): Promise<Diagnosis> {
  const { promise: late, resolve } = Promise.withResolvers<Diagnosis>();
  const cancel = clock.after(timeoutSeconds * 1_000, () => {
    resolve(diagnosed('check-slow', { seconds: timeoutSeconds }));
  });
  try {
    return await Promise.race([(async () => run())(), late]);
  } catch (cause) {
    return diagnosed('check-failed', { reason: codeOf(cause) });
  } finally {
    cancel();
  }
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && isSystemCode(cause.code) ? cause.code : failureReason(cause);
