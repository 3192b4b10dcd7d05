import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingPeriods, numberGaps } from '#shared/invoice-series.ts';
import { addDays, addMonths, periodOfMonth, startOfDay } from '#shared/period.ts';
import type { Day, Instant, Month } from '#shared/time.ts';

const months = (first: Month, count: number) => Array.from({ length: count }, (_, index) => addMonths(first, index));

describe('periods without an invoice', () => {
  it('are found whichever of them are missing, and none else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 22 })), (leftOut) => {
        const all = months('2024-11', 24);
        const billed = all.filter((_, index) => !leftOut.includes(index)).map(periodOfMonth);
        const missing = missingPeriods(billed.toReversed(), null);
        expect(missing).toEqual(
          leftOut.toSorted((a, b) => a - b).map((index) => all[index] && periodOfMonth(all[index])),
        );
      }),
    );
  });

  it('reach up to the running period of a plan that is still active', () => {
    const billed = months('2026-01', 3).map(periodOfMonth);
    expect(missingPeriods(billed, '2026-06-01T00:00:00.000Z')).toEqual(months('2026-04', 2).map(periodOfMonth));
    expect(missingPeriods(billed, '2026-04-01T00:00:00.000Z')).toEqual([]);
    expect(missingPeriods([], '2026-06-01T00:00:00.000Z')).toEqual([]);
  });

  it('are counted from the day on which the plan is billed, also at the end of short months', () => {
    const at10 = (day: Day): Instant => `${day}T10:00:00.000Z`;
    const period = (start: Day, end: Day) => ({ start: at10(start), end: at10(end) });
    expect(missingPeriods([period('2025-12-31', '2026-01-31'), period('2026-03-31', '2026-04-30')], null)).toEqual([
      period('2026-01-31', '2026-02-28'),
      period('2026-02-28', '2026-03-31'),
    ]);
    expect(missingPeriods([period('2024-05-15', '2025-05-15'), period('2026-05-15', '2027-05-15')], null)).toEqual([
      period('2025-05-15', '2026-05-15'),
    ]);
  });

  describe('of a day or less are none', () => {
    const january = periodOfMonth('2026-01');
    const after = (start: Instant) => missingPeriods([january, { start, end: '2026-03-05T00:00:00.000Z' }], null);

    it('between two invoices', () => {
      expect(after('2026-02-02T00:00:00.000Z')).toEqual([]);
      expect(after('2026-02-02T00:00:00.001Z')).toEqual([{ start: january.end, end: '2026-02-02T00:00:00.001Z' }]);
    });

    it('at the end of a longer stretch: what is left belongs to its last period', () => {
      expect(after('2026-03-02T00:00:00.000Z')).toEqual([{ start: january.end, end: '2026-03-02T00:00:00.000Z' }]);
      expect(after('2026-03-02T00:00:00.001Z')).toEqual([
        periodOfMonth('2026-02'),
        { start: '2026-03-01T00:00:00.000Z', end: '2026-03-02T00:00:00.001Z' },
      ]);
    });
  });

  it('of weeks are one stretch, however long', () => {
    const week = (day: Day) => ({ start: startOfDay(day), end: startOfDay(addDays(day, 7)) });
    expect(missingPeriods([week('2026-01-05'), week('2026-01-12'), week('2026-03-02')], null)).toEqual([
      { start: '2026-01-19T00:00:00.000Z', end: '2026-03-02T00:00:00.000Z' },
    ]);
  });

  it('do not follow from an invoice that bills no time', () => {
    const point = '2026-02-15T00:00:00.000Z';
    expect(missingPeriods([periodOfMonth('2026-01'), { start: point, end: point }], null)).toEqual([]);
    expect(missingPeriods([{ start: point, end: point }, periodOfMonth('2026-04')], null)).toEqual([]);
  });

  it('are none where invoices overlap, or say nothing about a period', () => {
    const point: Instant = '2026-01-05T00:00:00.000Z';
    const quarter = { start: '2026-01-01T00:00:00.000Z', end: '2026-04-01T00:00:00.000Z' } as const;
    const billed = [quarter, periodOfMonth('2026-02'), periodOfMonth('2026-04'), { start: point, end: point }];
    expect(missingPeriods(billed, null)).toEqual([]);
  });
});

describe('numbers left out', () => {
  it('are named with their neighbours', () => {
    expect(numberGaps(['AB-0009', 'AB-0007', 'AB-0012', 'AB-0008', 'AB-0013', 'AB-0014'])).toEqual([
      { first: 'AB-0010', after: 'AB-0009', before: 'AB-0012', count: 2 },
    ]);
  });

  it('belong to one sequence: another prefix is another one', () => {
    expect(numberGaps(['2025-1', '2025-2', '2025-3', '2026-1', '2026-2', '2026-3', 'no digits at the end!'])).toEqual(
      [],
    );
  });

  it('are counted at the end of a number only', () => {
    expect(numberGaps(['7/A', '8/A', '9/A', '11/A'])).toEqual([]);
    expect(numberGaps(['2026/7', '2026/8', '2026/9', '2026/11'])).toMatchObject([{ first: '2026/10', count: 1 }]);
  });

  it('say nothing where the vendor counts through all its customers', () => {
    expect(numberGaps(['1004', '1117', '1262', '1398'])).toEqual([]);
    expect(numberGaps(['1', '9'])).toEqual([]);
  });

  it('are told as long as no more is left out than is there, from three numbers on', () => {
    const told = (...numbers: string[]) => numberGaps(numbers).map(({ count }) => count);
    expect(told('1', '2', '3', '8')).toEqual([4]);
    expect(told('1', '2', '3', '9')).toEqual([]);
    expect(told('1', '2', '5', '7', '8')).toEqual([2, 1]);
    expect(told('1', '2', '4')).toEqual([1]);
    expect(told('1', '3')).toEqual([]);
  });

  it('are as many as were taken away', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 2, max: 98 }), { maxLength: 40 }), (leftOut) => {
        const numbers = Array.from({ length: 99 }, (_, index) => index + 1).filter(
          (number) => !leftOut.includes(number),
        );
        const gaps = numberGaps(numbers.map((number) => `IK-${String(number).padStart(4, '0')}`));
        expect(gaps.reduce((sum, { count }) => sum + count, 0)).toBe(leftOut.length);
      }),
    );
  });
});
