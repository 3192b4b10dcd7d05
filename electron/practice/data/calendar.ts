/** Seconds since 1970, as Stripe sends times. */
export type Seconds = number;

export const hour = 3600;
export const day = 24 * hour;

export const dayStart = (time: Seconds): Seconds => time - (((time % day) + day) % day);

/** The billing periods of a data set: number 0 is the one that holds the anchor. */
export interface Calendar {
  /** When period number `k` begins. */
  start(k: number): Seconds;
  /** The number of the period that holds `time`. */
  periodOf(time: Seconds): number;
}

// Late enough in its period for the upcoming invoice to be above 100.00 at the anchor, early enough to leave days for growth.
function firstPeriod(anchor: Seconds): { year: number; month: number; day: number } {
  const date = new Date(anchor * 1000);
  const [year, month, today] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (today <= 7) return { year, month: month - 1, day: 16 };
  if (today <= 15) return { year, month: month - 1, day: 23 };
  return { year, month, day: 1 };
}

/** Periods of `months` months; see `PracticeOptions.anchor` for where they begin. */
export function calendarOf(anchor: Seconds, months = 1): Calendar {
  const first = firstPeriod(anchor);
  const start = (k: number): Seconds => Date.UTC(first.year, first.month + k * months, first.day) / 1000;
  return {
    start,
    periodOf(time) {
      const date = new Date(time * 1000);
      const distance = (date.getUTCFullYear() - first.year) * 12 + date.getUTCMonth() - first.month;
      const k = Math.floor(distance / months);
      return start(k) > time ? k - 1 : k;
    },
  };
}
