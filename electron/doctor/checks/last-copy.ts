import { statSync } from 'node:fs';
import { diagnosed } from '#shared/doctor.ts';
import { millisOf } from '#shared/time.ts';
import { dailyBackups, isOfFuture } from '../../backup/index.ts';
import type { DoctorCheck } from '../check.ts';
import type { DatabaseLook } from '../look-at-database.ts';
import type { DoctorParts } from '../parts.ts';

const dayMillis = 24 * 60 * 60_000;
/** A weekend and a holiday without the computer are nothing to look at. */
const oldDays = 7;

/** Whether the newest daily copy of the database is there, whole, and of these days. */
export const lastCopyCheck = (
  { paths, worker, clock }: Pick<DoctorParts, 'paths' | 'worker' | 'clock'>,
  look: () => Promise<DatabaseLook>,
): DoctorCheck => ({
  id: 'last-copy',
  async run() {
    const newest = dailyBackups(paths.backups, clock.now()).find((copy) => !isOfFuture(copy, clock.now()));
    if (!newest) {
      const database = await look();
      if (database.state === 'new') return diagnosed('copy-not-needed', {});
      if (database.state === 'open' && database.facts.accounts.length === 0) return diagnosed('copy-not-needed', {});
      return diagnosed('copy-none', {});
    }
    const { at } = newest;
    const whole = await worker({ task: 'look', file: newest.file });
    if (!whole.ok)
      return whole.error.code === 'database-corrupt'
        ? diagnosed('copy-damaged', { at })
        : diagnosed('copy-unknown', {});
    const isOld = clock.now() - millisOf(at) > oldDays * dayMillis;
    return diagnosed(isOld && changedAt(paths.database) - millisOf(at) > dayMillis ? 'copy-old' : 'copy-fine', { at });
  },
});

/** Nothing is copied while nothing changes. */
function changedAt(database: string): number {
  return Math.max(
    ...[database, `${database}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0),
  );
}
