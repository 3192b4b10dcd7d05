import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, instantFromMillis } from '#shared/time.ts';

/** A copy of the database that was found whole when it was made. */
export interface DailyBackup {
  readonly file: string;
  readonly name: string;
  readonly at: Instant;
  readonly bytes: number;
}

const namePattern = /^billfold-\d{4}-\d{2}-\d{2}\.db$/;

/** The newest daily copy in a data folder. */
export const newestDaily = (folder: string): DailyBackup | null => dailyBackups(join(folder, 'backups'))[0] ?? null;

/** The daily copies in a folder, newest first. */
export function dailyBackups(folder: string): DailyBackup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => namePattern.test(name))
    .map((name) => {
      const file = join(folder, name);
      const { mtimeMs, size } = statSync(file);
      return { file, name, at: instantFromMillis(Math.round(mtimeMs)), bytes: size };
    })
    .sort((one, other) => other.name.localeCompare(one.name));
}
