import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Day, type Instant, instantFromMillis, instantSchema, millisOf, type Month } from './time.ts';

/** A billing period, half-open: `start` belongs to it, `end` to the next one. */
export const periodSchema = z.object({ start: instantSchema, end: instantSchema });
export type Period = z.infer<typeof periodSchema>;

export const periodContains = (period: Period, instant: Instant): boolean =>
  instant >= period.start && instant < period.end;

/** The last day that belongs to the period, in the given time zone (UTC where the vendor bills by UTC). */
export function lastDayOf(period: Period, timeZone = 'UTC'): Day {
  return dayOf(instantFromMillis(millisOf(period.end) - 1), timeZone);
}

// Instants are UTC text of fixed width: the day in UTC is their beginning, a hundred times faster than by calculation.
export const dayOf = (instant: Instant, timeZone = 'UTC'): Day =>
  timeZone === 'UTC' ? (instant.slice(0, 10) as Day) : zonedDayOf(instant, timeZone);

const zonedDayOf = (instant: Instant, timeZone: string): Day =>
  textOf(Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate());

const textOf = (date: Temporal.PlainDate): Day => date.toString() as Day;

/** `HH:MM` on the clock of the given time zone. */
export const timeOfDay = (instant: Instant, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

/** As the clock on the wall shows it there, with how far that is from UTC: `2026-11-22T13:00:00.000+01:00`. */
export const wallTime = (instant: Instant, timeZone: string): string =>
  Temporal.Instant.from(instant).toString({ timeZone, smallestUnit: 'millisecond' });

export const monthOfDay = (day: Day): Month => day.slice(0, 7) as Month;

export const monthOf = (instant: Instant, timeZone = 'UTC'): Month => monthOfDay(dayOf(instant, timeZone));

/** The calendar month that is `months` after (or before, if negative) the given one. */
export const addMonths = (month: Month, months: number): Month =>
  Temporal.PlainYearMonth.from(month).add({ months }).toString() as Month;

/** The months from the first to the last, both included; empty when the last comes before the first. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** A calendar month as a billing period in UTC. */
export const periodOfMonth = (month: Month): Period => monthIn('UTC', month);

/** A calendar month in a time zone. */
export function monthIn(timeZone: string, month: Month): Period {
  return { start: startOfDay(`${month}-01`, timeZone), end: startOfDay(`${addMonths(month, 1)}-01`, timeZone) };
}

/** Milliseconds that two periods have in common. */
const overlapOf = (a: Period, b: Period): number =>
  Math.max(0, Math.min(millisOf(a.end), millisOf(b.end)) - Math.max(millisOf(a.start), millisOf(b.start)));

/**
 * Whether what a vendor reports is the period that is known: their overlap is more than half of the longer one. A start that
 * moves by a second or by three days makes no new period; the next month does, and so does a year in place of a month.
 */
export function isSamePeriod(known: Period, told: Period): boolean {
  if (known.start === told.start && known.end === told.end) return true;
  const longer = Math.max(millisOf(known.end) - millisOf(known.start), millisOf(told.end) - millisOf(told.start));
  return 2 * overlapOf(known, told) > longer;
}

/** Whether more than half of the first period lies in the second. One without length: whether it lies after the start. */
export function isMostlyIn(part: Period, whole: Period): boolean {
  const length = millisOf(part.end) - millisOf(part.start);
  if (length <= 0) return part.start > whole.start && part.start < whole.end;
  return 2 * overlapOf(part, whole) > length;
}

export const startOfDay = (day: Day, timeZone = 'UTC'): Instant =>
  instantFromMillis(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);

export const addDays = (day: Day, days: number): Day => textOf(Temporal.PlainDate.from(day).add({ days }));
