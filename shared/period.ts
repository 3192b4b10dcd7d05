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
  timeZone === 'UTC' ? instant.slice(0, 10) : zonedDayOf(instant, timeZone);

const zonedDayOf = (instant: Instant, timeZone: string): Day =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** `HH:MM` on the clock of the given time zone. */
export const timeOfDay = (instant: Instant, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

export const monthOf = (instant: Instant, timeZone = 'UTC'): Month => dayOf(instant, timeZone).slice(0, 7);

/** The calendar month that is `months` after (or before, if negative) the given one. */
export const addMonths = (month: Month, months: number): Month =>
  Temporal.PlainYearMonth.from(month).add({ months }).toString();

/** The months from the first to the last, both included; empty when the last comes before the first. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** A calendar month as a billing period in UTC. */
export function periodOfMonth(month: Month): Period {
  return { start: startOfDay(`${month}-01`), end: startOfDay(`${addMonths(month, 1)}-01`) };
}

export const startOfDay = (day: Day, timeZone = 'UTC'): Instant =>
  instantFromMillis(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);

export const addDays = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString();
