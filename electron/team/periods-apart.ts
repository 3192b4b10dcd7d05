import { isSamePeriod } from '#shared/period.ts';
import { instantSchema } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { type Change, partsOf } from './change.ts';

interface Row {
  id: number;
  period_start: string;
  period_end: string;
}

/**
 * The team knows a period by the bounds that were seen first. One that this desk began by itself with other bounds is the same
 * where they overlap by more than half: its row takes the team's bounds, and what refers to it stays.
 */
export function adoptPeriod(db: Database, { key, values }: Pick<Change, 'key' | 'values'>): void {
  const [account, subject, window, start] = partsOf(key);
  const told = { start: instantSchema.safeParse(start), end: instantSchema.safeParse(values['period_end']) };
  if (!told.start.success || !told.end.success) return;
  const period = { start: told.start.data, end: told.end.data };
  const same = db
    .prepare<unknown[], Row>(
      `SELECT id, period_start, period_end FROM periods WHERE account_id IS ? AND subject = ? AND time_window = ?
         AND period_start < ? AND period_end > ?`,
    )
    .all(account, subject, window, period.end, period.start)
    .filter(({ period_start: from, period_end: until }) =>
      isSamePeriod({ start: instantSchema.parse(from), end: instantSchema.parse(until) }, period),
    );
  if (same.some(({ period_start: from }) => from === period.start)) return;
  const [first] = same;
  if (!first) return;
  db.prepare('UPDATE periods SET period_start = ?, period_end = ? WHERE id = ?').run(
    period.start,
    period.end,
    first.id,
  );
}
