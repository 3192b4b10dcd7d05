import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignSlots, isRush, revealed, rowsAround } from '../../../renderer/components/data-table/row-slots.ts';

const stretch = (first: number, length: number) => Array.from({ length }, (_, at) => first + at);

describe('places of rows', () => {
  it('keeps the place of a row that stays and reuses those of rows that left', () => {
    const before = assignSlots(new Map(), stretch(0, 5));
    const after = assignSlots(before, stretch(2, 5));
    for (const index of [2, 3, 4]) expect(after.get(index)).toBe(before.get(index));
    expect(new Set(after.values())).toEqual(new Set(before.values()));
  });

  it('never gives two rows one place and never makes more places than rows were there at once', () => {
    const moves = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 30 })), { maxLength: 30 });
    fc.assert(
      fc.property(moves, (views) => {
        let slots = new Map<number, number>();
        let most = 0;
        for (const [first, length] of views) {
          slots = assignSlots(slots, stretch(first, length));
          most = Math.max(most, length);
          expect(new Set(slots.values()).size).toBe(length);
          expect(Math.max(...slots.values())).toBeLessThan(most);
        }
      }),
    );
  });

  it('takes as many rows at every place, those on screen among them, and none that the list does not have', () => {
    const anywhere = fc.record({ count: fc.nat(500), size: fc.nat(40), first: fc.nat(500), beyond: fc.nat(10) });
    fc.assert(
      fc.property(anywhere, ({ count, size, first, beyond }) => {
        const startIndex = Math.max(0, Math.min(first, count - size));
        const rows = rowsAround({ startIndex }, count, size, beyond);
        expect(rows).toHaveLength(Math.min(count, size + 2 * beyond));
        expect(rows).toEqual(stretch(rows[0] ?? 0, rows.length));
        expect(rows.filter((row) => row < 0 || row >= count)).toEqual([]);
        for (const row of stretch(startIndex, Math.min(size, count))) expect(rows).toContain(row);
      }),
    );
  });

  it('lays out a few new rows a frame, until all are there', () => {
    const first = revealed(new Set([1, 2]), [1, 2, 3, 4, 5], 2);
    expect([...first.shown]).toEqual([1, 2, 3, 4]);
    expect(first.more).toBe(true);
    const second = revealed(first.shown, [1, 2, 3, 4, 5], 2);
    expect([...second.shown]).toEqual([1, 2, 3, 4, 5]);
    expect(second.more).toBe(false);
  });

  it('forgets rows that left, so that they are laid out anew when they come back', () => {
    expect([...revealed(new Set([1, 2]), [2, 3], 0).shown]).toEqual([2]);
  });

  it('is a rush when nothing of the screen stays', () => {
    expect(isRush({ startIndex: 0, endIndex: 20 }, { startIndex: 3, endIndex: 23 }, 1000)).toBe(false);
    expect(isRush({ startIndex: 500, endIndex: 520 }, { startIndex: 479, endIndex: 499 }, 1000)).toBe(true);
  });

  it('is a rush when half of the screen after half of the screen goes by, and not when somebody turns pages', () => {
    const [before, now] = [
      { startIndex: 500, endIndex: 520 },
      { startIndex: 511, endIndex: 531 },
    ];
    expect(isRush(before, now, 30)).toBe(true);
    expect(isRush(now, before, 30)).toBe(true);
    expect(isRush(before, now, 300)).toBe(false);
    expect(isRush(before, { startIndex: 504, endIndex: 524 }, 30)).toBe(false);
  });
});
