import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFastScroll, placeRows, rowsAround } from '../../../renderer/components/data-table/row-slots.ts';

const stretch = (first: number, length: number) => Array.from({ length }, (_, at) => first + at);

describe('places of rows', () => {
  it('keeps the place of a row that stays and reuses those of rows that left', () => {
    const { places, more } = placeRows(stretch(0, 5), stretch(2, 5), 10);
    expect(places).toEqual([5, 6, 2, 3, 4]);
    expect(more).toBe(false);
  });

  it('leaves a row where it is, out of sight, until its place is needed', () => {
    expect(placeRows(stretch(0, 5), [2], 10).places).toEqual(stretch(0, 5));
    expect(placeRows(stretch(0, 5), [2, 9], 10).places).toEqual([9, 1, 2, 3, 4]);
  });

  it('places a few new rows at a time, the most urgent first, until all are there', () => {
    const first = placeRows([1, 2], [5, 1, 2, 3, 4], 2);
    expect(first).toEqual({ places: [1, 2, 5, 3], more: true });
    expect(placeRows(first.places, [5, 1, 2, 3, 4], 2)).toEqual({ places: [1, 2, 5, 3, 4], more: false });
    expect(placeRows([1, 2], [2, 3], 0)).toEqual({ places: [1, 2], more: true });
  });

  it('never gives one row two places, never makes more places than rows were wanted at once, and forgets none', () => {
    const moves = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 30 }), fc.nat(8)), { maxLength: 30 });
    fc.assert(
      fc.property(moves, (views) => {
        let places: readonly number[] = [];
        let most = 0;
        for (const [first, length, allowance] of views) {
          const wanted = stretch(first, length);
          const before = places;
          const next = placeRows(before, wanted, allowance);
          ({ places } = next);
          most = Math.max(most, length);
          expect(new Set(places).size).toBe(places.length);
          expect(places.length).toBeLessThanOrEqual(most);
          for (const row of wanted) if (before.includes(row)) expect(places.indexOf(row)).toBe(before.indexOf(row));
          expect(places.filter((row) => !before.includes(row)).length).toBeLessThanOrEqual(allowance);
          expect(wanted.some((row) => !places.includes(row))).toBe(next.more);
        }
      }),
    );
  });

  it('takes the rows on screen, then some beyond each end, and none that the list does not have', () => {
    expect(rowsAround({ startIndex: 10, endIndex: 12 }, 100, 2)).toEqual([10, 11, 12, 13, 14, 8, 9]);
    expect(rowsAround({ startIndex: 0, endIndex: 2 }, 4, 2)).toEqual([0, 1, 2, 3]);
    expect(rowsAround({ startIndex: 90, endIndex: 99 }, 5, 2)).toEqual([]);
  });

  it('is a fast scroll when nothing of the screen stays', () => {
    expect(isFastScroll({ startIndex: 0, endIndex: 20 }, { startIndex: 3, endIndex: 23 }, 1000)).toBe(false);
    expect(isFastScroll({ startIndex: 500, endIndex: 520 }, { startIndex: 479, endIndex: 499 }, 1000)).toBe(true);
  });

  it('is a fast scroll when half of the screen after half of the screen goes by, and not when somebody turns pages', () => {
    const [before, now] = [
      { startIndex: 500, endIndex: 520 },
      { startIndex: 511, endIndex: 531 },
    ];
    expect(isFastScroll(before, now, 30)).toBe(true);
    expect(isFastScroll(now, before, 30)).toBe(true);
    expect(isFastScroll(before, now, 300)).toBe(false);
    expect(isFastScroll(before, { startIndex: 504, endIndex: 524 }, 30)).toBe(false);
  });
});
