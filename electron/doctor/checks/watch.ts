import { diagnosed } from '#shared/doctor.ts';
import type { Settings } from '#shared/settings.ts';
import { millisOf } from '#shared/time.ts';
import type { DoctorCheck } from '../check.ts';
import type { DatabaseLook } from '../look-at-database.ts';
import type { DoctorParts } from '../parts.ts';

const dayMillis = 24 * 60 * 60_000;

/** Whether accounts are checked as often as they are to be. A night without the computer is nothing to look at. */
export const watchCheck = (
  { clock }: Pick<DoctorParts, 'clock'>,
  look: () => Promise<DatabaseLook>,
  settings: () => { readonly settings: Settings },
): DoctorCheck => ({
  id: 'watch',
  async run() {
    const database = await look();
    if (database.state === 'new') return diagnosed('watch-no-accounts', {});
    if (database.state !== 'open') return diagnosed('watch-unknown', {});
    const { accounts } = database.facts;
    if (accounts.length === 0) return diagnosed('watch-no-accounts', {});
    const real = accounts.filter(({ practice }) => !practice);
    if (real.length === 0) return diagnosed('watch-practice', {});
    const stopped = real.filter((account) => account.stopped).length;
    if (stopped > 0) return diagnosed('watch-stopped', { count: stopped });
    const [at] = real
      .flatMap(({ lastAttemptAt }) => lastAttemptAt ?? [])
      .toSorted()
      .reverse();
    if (at === undefined) return diagnosed('watch-never', {});
    const limit = clock.now() - Math.max(2 * dayMillis, 3 * settings().settings.checkIntervalMinutes * 60_000);
    if (millisOf(at) < limit) return diagnosed('watch-late', { at });
    const failing = real.filter(
      ({ lastSuccessAt }) => lastSuccessAt === null || millisOf(lastSuccessAt) < limit,
    ).length;
    return failing > 0 ? diagnosed('watch-failing', { count: failing }) : diagnosed('watch-fine', { at });
  },
});
