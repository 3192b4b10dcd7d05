import { monthOf, type Period, periodOfMonth } from '#shared/period.ts';
import type { Format } from './format.ts';

/** A whole calendar month by its name, anything else by its days. `brief` shortens the name: `Sep 2026`. */
export function periodWords(period: Period, format: Format, { brief } = { brief: false }): string {
  const month = monthOf(period.start);
  const { start, end } = periodOfMonth(month);
  return period.start === start && period.end === end
    ? brief
      ? format.monthBrief(month)
      : format.month(month)
    : format.period(period);
}
