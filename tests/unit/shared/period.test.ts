import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayOf,
  lastDayOf,
  monthOf,
  monthsBetween,
  periodContains,
  periodOfMonth,
  startOfDay,
  timeOfDay,
} from '#shared/period.ts';
import { instantFromMillis, instantFromSeconds, instantSchema, millisOf } from '#shared/time.ts';

const anyMonth = fc
  .tuple(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);

describe('calendar months', () => {
  test('are half-open and follow each other without gap or overlap', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const period = periodOfMonth(month);
        expect(period.end).toBe(periodOfMonth(addMonths(month, 1)).start);
        expect(periodContains(period, period.start)).toBe(true);
        expect(periodContains(period, period.end)).toBe(false);
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

  test('have the right last day, in leap years too', () => {
    expect(lastDayOf(periodOfMonth('2028-02'))).toBe('2028-02-29');
    expect(lastDayOf(periodOfMonth('2026-11'))).toBe('2026-11-30');
  });
});

describe('days and time zones', () => {
  test.each([
    ['2026-11-30T23:30:00.000Z', 'Pacific/Kiritimati', '2026-12-01', '2026-12', '13:30'],
    ['2026-12-01T00:30:00.000Z', 'Pacific/Pago_Pago', '2026-11-30', '2026-11', '13:30'],
    ['2026-12-01T00:30:00.000Z', 'UTC', '2026-12-01', '2026-12', '00:30'],
    ['2026-03-29T01:30:00.000Z', 'Europe/Berlin', '2026-03-29', '2026-03', '03:30'],
    ['2026-10-25T01:30:00.000Z', 'Europe/Berlin', '2026-10-25', '2026-10', '02:30'],
  ])('%s in %s is %s, %s, %s', (instant, zone, day, month, time) => {
    expect(dayOf(instant, zone)).toBe(day);
    expect(monthOf(instant, zone)).toBe(month);
    expect(timeOfDay(instant, zone)).toBe(time);
  });

  test('a day begins where its zone begins it', () => {
    expect(startOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfDay('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
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
