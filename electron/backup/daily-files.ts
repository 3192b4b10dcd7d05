import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '#shared/period.ts';
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

/**
 * The daily copies in a folder, newest first. Those of days to come were made while the clock was wrong: they stand last,
 * so that none is put back before one of a known day, or kept in place of it. `now` in milliseconds, as the file times are.
 */
export function dailyBackups(folder: string, now = Date.now()): DailyBackup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => namePattern.test(name))
    .map((name) => {
      const file = join(folder, name);
      const { mtimeMs, size } = statSync(file);
      return { file, name, at: instantFromMillis(Math.round(mtimeMs)), bytes: size };
    })
    .sort(
      (one, other) =>
        Number(isOfFuture(one, now)) - Number(isOfFuture(other, now)) || other.name.localeCompare(one.name),
    );
}

/** Whether the day in its name has not begun yet. */
export const isOfFuture = ({ name }: Pick<DailyBackup, 'name'>, now: number): boolean => name > nameOfDay(now);

/** What the copy of the day is called. */
export const nameOfDay = (now: number): string => `billfold-${dayOf(instantFromMillis(now))}.db`;
