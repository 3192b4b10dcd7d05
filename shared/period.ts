import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Day, type Instant, instantFromMillis, instantSchema, millisOf, type Month } from './time.ts';

/** A billing period, half-open: `start` belongs to it, `end` to the next one. */
export const periodSchema = z.object({ start: instantSchema, end: instantSchema });
export type Period = z.infer<typeof periodSchema>;

export const periodContains = (period: Period, instant: Instant): boolean =>
  instant >= period.start && instant < period.end;

/** By the clock of a time zone. */
export const dayOf = (instant: Instant, timeZone = 'UTC'): Day =>
  timeZone === 'UTC' ? utcDayOf(instant) : zonedDayOf(instant, timeZone);

// Instants are UTC text of fixed width: the day in UTC is their beginning, a hundred times faster than by calculation.
const utcDayOf = (instant: Instant): Day => instant.slice(0, 10) as Day;

// A clock east of UTC is in the year 10000 when the last moment of 9999 comes.
const textOf = (date: Temporal.PlainDate): Day => (date.year > 9999 ? '9999-12-31' : (date.toString() as Day));

/** How far a zone's clock is from UTC on a day of UTC; null where that changes on this day. */
interface UtcDay {
  readonly offsetSeconds: number | null;
  readonly before: Day;
  readonly after: Day;
}
const daysByZone = new Map<string, Map<Day, UtcDay>>();

function utcDayIn(timeZone: string, day: Day): UtcDay {
  const days = daysByZone.get(timeZone) ?? new Map<Day, UtcDay>();
  daysByZone.set(timeZone, days);
  const known = days.get(day);
  if (known) return known;
  const after = addDays(day, 1);
  const offsetAt = (at: Day) => Temporal.Instant.from(startOfDay(at)).toZonedDateTimeISO(timeZone).offsetNanoseconds;
  const offset = offsetAt(day);
  const learned = { offsetSeconds: offset === offsetAt(after) ? offset / 1e9 : null, before: addDays(day, -1), after };
  days.set(day, learned);
  return learned;
}

const daySeconds = 24 * 60 * 60;

// A ledger asks for hundreds of thousands: each day's offset is learned once, the rest is adding up.
function zonedDayOf(instant: Instant, timeZone: string): Day {
  const day = utcDayOf(instant);
  const { offsetSeconds, before, after } = utcDayIn(timeZone, day);
  if (offsetSeconds === null) return textOf(Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate());
  const [hours, minutes, seconds] = [instant.slice(11, 13), instant.slice(14, 16), instant.slice(17, 19)].map(Number);
  const local = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0) + offsetSeconds;
  if (local < 0) return before;
  return local < daySeconds ? day : after;
}

const isWholeDay = (instant: Instant): boolean => instant.endsWith('T00:00:00.000Z');

/**
 * The day that a moment is in the books, by the clock of the accounting time zone. Midnight UTC is how vendors and papers
 * write a day without a time: it is that day everywhere.
 */
export const accountingDay = (instant: Instant, timeZone: string): Day =>
  isWholeDay(instant) ? utcDayOf(instant) : dayOf(instant, timeZone);

/** First and last day of a period, both belonging to it. One without length is its day. */
export function periodDays({ start, end }: Period, timeZone: string): { readonly first: Day; readonly last: Day } {
  const first = accountingDay(start, timeZone);
  if (end <= start) return { first, last: first };
  const last = isWholeDay(end) ? addDays(utcDayOf(end), -1) : dayOf(instantFromMillis(millisOf(end) - 1), timeZone);
  return { first, last: last < first ? first : last };
}

/** `HH:MM` on the clock of the given time zone. */
export const timeOfDay = (instant: Instant, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

/** As the clock on the wall shows it there, with how far that is from UTC: `2026-11-22T13:00:00.000+01:00`. */
export const wallTime = (instant: Instant, timeZone: string): string =>
  Temporal.Instant.from(instant).toString({ timeZone, smallestUnit: 'millisecond' });

export const monthOfDay = (day: Day): Month => day.slice(0, 7) as Month;

export const monthOf = (instant: Instant, timeZone = 'UTC'): Month => monthOfDay(dayOf(instant, timeZone));

/** The calendar month that is `months` after (or before, if negative) the given one. */
export const addMonths = (month: Month, months: number): Month => {
  const added = Temporal.PlainYearMonth.from(month).add({ months });
  return added.year > 9999 ? '9999-12' : (added.toString() as Month);
};

/** The months from the first to the last, both included; empty when the last comes before the first. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month < last; month = addMonths(month, 1)) months.push(month);
  return first <= last ? [...months, last] : months;
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

// Days of UTC have no clock changes.
export const addDays = (day: Day, days: number): Day =>
  utcDayOf(instantFromMillis(Date.parse(day) + days * daySeconds * 1000));
