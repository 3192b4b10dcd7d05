import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { diagnosed } from '#shared/doctor.ts';
import { isReplacing } from '../../backup/index.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';

/** What is younger may be somebody's who is still at work on it. */
const oldMillis = 60 * 60_000;

/** What a restore, an import or a backup left that was ended in the middle. */
export const leftoversCheck = ({
  folder,
  paths,
  clock,
}: Pick<DoctorParts, 'folder' | 'paths' | 'clock'>): DoctorCheck => ({
  id: 'leftovers',
  run() {
    if (isReplacing(folder)) return diagnosed('leftovers-restore', {});
    const parts = [
      ...oldOnes(folder, /\.part$|^\.restore-/, clock.now()),
      ...oldOnes(paths.backups, /\.part(-\w+)?$/, clock.now()),
      ...oldOnes(paths.incoming, /\.part$/, clock.now()),
    ];
    if (parts.length === 0) return diagnosed('leftovers-none', {});
    return diagnosed('leftovers-parts', { count: parts.length, bytes: parts.reduce((sum, size) => sum + size, 0) });
  },
});

/** The sizes of what has such a name and was written a while ago; none where there is no such folder. */
function oldOnes(folder: string, pattern: RegExp, now: number): number[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const found = pattern.test(name) ? statSync(join(folder, name), { throwIfNoEntry: false }) : undefined;
    return found && now - found.mtimeMs > oldMillis ? [found.size] : [];
  });
}
