import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  accountingDay,
  addMonths,
  dayOf,
  isMostlyIn,
  isSamePeriod,
  periodDays,
  monthOf,
  monthIn,
  monthsBetween,
  type Period,
  periodContains,
  periodOfMonth,
  startOfDay,
  timeOfDay,
} from '#shared/period.ts';
import { instantFromMillis, instantFromSeconds, instantSchema, millisOf, monthSchema } from '#shared/time.ts';

const second = 1000;
const day = 86_400 * second;
const november = periodOfMonth('2026-11');
const anyMonth = fc
  .tuple(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => monthSchema.parse(`${year}-${String(month).padStart(2, '0')}`));

describe('calendar months', () => {
  test('are half-open and follow each other without gap or overlap', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const period = periodOfMonth(month);
        expect(period.end).toBe(periodOfMonth(addMonths(month, 1)).start);
        expect(periodContains(period, period.start)).toBe(true);
        expect(periodContains(period, period.end)).toBe(false);
        expect(periodContains(period, instantFromMillis(millisOf(period.start) - 1))).toBe(false);
        expect(monthOf(instantFromMillis(millisOf(period.end) - 1))).toBe(month);
      }),
    );
  });

  test('add up: there and back', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: -500, max: 500 }), (month, count) => {
        expect(addMonths(addMonths(month, count), -count)).toBe(month);
        if (count >= 0) expect(monthsBetween(month, addMonths(month, count))).toHaveLength(count + 1);
        else expect(monthsBetween(month, addMonths(month, count))).toEqual([]);
      }),
    );
  });

  test('begin and end where their zone does', () => {
    expect(monthIn('Europe/Berlin', '2026-10')).toEqual({
      start: '2026-09-30T22:00:00.000Z',
      end: '2026-10-31T23:00:00.000Z',
    });
  });

  test('have the right last day, in leap years too', () => {
    const lastIn = (timeZone: string, period: Period) => periodDays(period, timeZone).last;
    expect(lastIn('UTC', periodOfMonth('2028-02'))).toBe('2028-02-29');
    expect(lastIn('UTC', periodOfMonth('2026-11'))).toBe('2026-11-30');
    expect(lastIn('Asia/Tokyo', monthIn('Asia/Tokyo', '2026-11'))).toBe('2026-11-30');
    expect(lastIn('UTC', monthIn('Asia/Tokyo', '2026-11'))).toBe('2026-11-30');
    expect(lastIn('UTC', { start: november.start, end: '2026-11-30T00:00:00.001Z' })).toBe('2026-11-30');
    expect(lastIn('UTC', { start: november.start, end: '2026-11-30T00:00:00.000Z' })).toBe('2026-11-29');
  });
});

describe('a day in the books', () => {
  test.each([
    ['2026-05-31T23:30:00.000Z', 'Europe/Berlin', '2026-06-01'],
    ['2026-05-31T23:30:00.000Z', 'America/New_York', '2026-05-31'],
    ['2026-03-29T00:59:59.000Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-29T22:00:00.000Z', 'Europe/Berlin', '2026-03-30'],
    // Without a time of day it is the same day everywhere.
    ['2026-06-01T00:00:00.000Z', 'America/New_York', '2026-06-01'],
    ['2026-06-01T00:00:00.000Z', 'Pacific/Auckland', '2026-06-01'],
  ] as const)('of %s in %s is %s', (instant, timeZone, day) => {
    expect(accountingDay(instant, timeZone)).toBe(day);
  });

  test('is what the clock there says, also where it is put forward or back', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham', 'Africa/Casablanca', 'UTC'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 4_000_000_000 }), (timeZone, seconds) => {
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(seconds * second);
        expect(dayOf(instantFromMillis(seconds * second), timeZone)).toBe(shown);
      }),
    );
  });

  test.each([
    // Whole days of UTC are those days everywhere; a period by another clock is that clock's.
    ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', 'America/New_York', '2026-10-01', '2026-10-31'],
    ['2026-10-01T04:00:00.000Z', '2026-11-01T04:00:00.000Z', 'America/New_York', '2026-10-01', '2026-10-31'],
    ['2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z', 'Europe/Berlin', '2026-10-01', '2026-10-31'],
    ['2026-10-14T15:12:00.000Z', '2026-11-14T15:12:00.000Z', 'Europe/Berlin', '2026-10-14', '2026-11-14'],
    ['2026-10-14T15:12:00.000Z', '2026-11-01T00:00:00.000Z', 'Europe/Berlin', '2026-10-14', '2026-10-31'],
    ['2025-08-01T00:00:00.000Z', '2025-08-01T00:00:00.000Z', 'America/New_York', '2025-08-01', '2025-08-01'],
    ['2025-08-01T23:30:00.000Z', '2025-08-01T23:30:00.000Z', 'Europe/Berlin', '2025-08-02', '2025-08-02'],
  ] as const)('from %s to %s in %s', (start, end, timeZone, first, last) => {
    expect(periodDays({ start, end }, timeZone)).toEqual({ first, last });
  });
});

describe('a period is the same', () => {
  const start = fc.integer({ min: 0, max: 4_000_000_000 }).map((at) => at * second);
  const length = fc.integer({ min: 1, max: 400 * 86_400 }).map((seconds) => seconds * second);
  const period = (at: number, long: number): Period => ({
    start: instantFromMillis(at),
    end: instantFromMillis(at + long),
  });

  test('when it overlaps by more than half of the longer one, whichever was known first', () => {
    fc.assert(
      fc.property(start, length, fc.integer({ min: -100, max: 200 }), length, (at, long, percent, other) => {
        const begin = Math.max(0, at + Math.round((long * percent) / 100));
        const [a, b] = [period(at, long), period(begin, other)];
        const overlap = Math.max(0, Math.min(at + long, begin + other) - Math.max(at, begin));
        const expected = (at === begin && long === other) || 2 * overlap > Math.max(long, other);
        expect(isSamePeriod(a, b)).toBe(expected);
        expect(isSamePeriod(b, a)).toBe(expected);
      }),
    );
  });

  test('never when it is the next, whatever their lengths', () => {
    fc.assert(
      fc.property(start, length, length, (at, long, next) => {
        expect(isSamePeriod(period(at, long), period(at + long, next))).toBe(false);
      }),
    );
  });

  test('without length only when it is the same moment', () => {
    expect(isSamePeriod(period(day, 0), period(day, 0))).toBe(true);
    expect(isSamePeriod(period(day, 0), period(2 * day, 0))).toBe(false);
    expect(isSamePeriod(period(0, day), period(day, 0))).toBe(false);
    expect(isSamePeriod(period(day, day), period(day, 0))).toBe(false);
  });

  test('at half exactly it is another; a year is no month', () => {
    const month = period(0, 30 * day);
    expect(isSamePeriod(month, period(15 * day, 30 * day))).toBe(false);
    expect(isSamePeriod(month, period(15 * day - second, 30 * day))).toBe(true);
    expect(isSamePeriod(month, period(0, 365 * day))).toBe(false);
  });
});

describe('a period lies mostly in another', () => {
  const period = (from: number, to: number): Period => ({
    start: instantFromMillis(from * day),
    end: instantFromMillis(to * day),
  });
  const month = period(100, 130);

  test.each([
    ['all of it', period(110, 120), true],
    ['more than half of it', period(94, 108), true],
    ['half of it exactly', period(93, 107), false],
    ['most of it at the end', period(121, 135), true],
    ['nothing of it', period(130, 140), false],
    ['one much longer', period(0, 400), false],
  ])('%s', (_what, part, expected) => {
    expect(isMostlyIn(part, month)).toBe(expected);
  });

  test('without length by where it is: after the start, before the end', () => {
    expect(isMostlyIn(period(100, 100), month)).toBe(false);
    expect(isMostlyIn(period(101, 101), month)).toBe(true);
    expect(isMostlyIn(period(129, 129), month)).toBe(true);
    expect(isMostlyIn(period(130, 130), month)).toBe(false);
    expect(isMostlyIn(period(99, 99), month)).toBe(false);
    // Its end before its start is no length either.
    expect(isMostlyIn(period(110, 105), month)).toBe(true);
  });
});

describe('days and time zones', () => {
  test.each([
    ['2026-11-30T23:30:00.000Z', 'Pacific/Kiritimati', '2026-12-01', '2026-12', '13:30'],
    ['2026-12-01T00:30:00.000Z', 'Pacific/Pago_Pago', '2026-11-30', '2026-11', '13:30'],
    ['2026-12-01T00:30:00.000Z', 'UTC', '2026-12-01', '2026-12', '00:30'],
    ['2026-03-29T01:30:00.000Z', 'Europe/Berlin', '2026-03-29', '2026-03', '03:30'],
    ['2026-10-25T01:30:00.000Z', 'Europe/Berlin', '2026-10-25', '2026-10', '02:30'],
  ] as const)('%s in %s is %s, %s, %s', (instant, zone, day, month, time) => {
    expect(dayOf(instant, zone)).toBe(day);
    expect(monthOf(instant, zone)).toBe(month);
    expect(timeOfDay(instant, zone)).toBe(time);
  });

  test('a day begins where its zone begins it', () => {
    expect(startOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfDay('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
    expect(startOfDay('2026-03-30')).toBe('2026-03-30T00:00:00.000Z');
    expect(dayOf('2026-03-30T23:59:59.999Z')).toBe('2026-03-30');
    // Midnight did not exist there on that day.
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  });
});

describe('moments', () => {
  test('sort as text like they sort in time', () => {
    const anyMillis = fc.integer({ min: 0, max: 4_102_444_800_000 });
    fc.assert(
      fc.property(anyMillis, anyMillis, (a, b) => {
        const [first, second] = [instantFromMillis(a), instantFromMillis(b)];
        expect(first < second).toBe(a < b);
        expect(millisOf(first)).toBe(a);
        expect(instantSchema.safeParse(first).success).toBe(true);
      }),
    );
    expect(instantFromSeconds(1_795_000_000)).toBe(instantFromMillis(1_795_000_000_000));
  });
});

describe('the last days that have a name', () => {
  const last = '9999-12-31T23:59:59.000Z';
  test.each(['UTC', 'Europe/Berlin', 'Pacific/Kiritimati', 'America/Los_Angeles'])('are days in %s, too', (zone) => {
    for (const day of [dayOf(last, zone), accountingDay(last, zone)]) expect(day).toBe('9999-12-31');
    expect(periodDays({ start: '2026-11-01T00:00:00.000Z', end: last }, zone).last).toBe('9999-12-31');
    expect(monthOf(last, zone)).toBe('9999-12');
  });
  test('nothing follows them', () => {
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(addMonths('9999-12', 1)).toBe('9999-12');
    expect(monthsBetween('9999-11', '9999-12')).toEqual(['9999-11', '9999-12']);
  });
});
