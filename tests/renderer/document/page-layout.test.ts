import { describe, expect, it } from 'vitest';
import {
  heightOf,
  pageAt,
  pageGap,
  pagesBetween,
  placePages,
} from '../../../renderer/components/document/page-layout.ts';
import { factorOf, zoomedIn, zoomedOut } from '../../../renderer/components/document/zoom.ts';

const a4 = { width: 595.28, height: 841.89 };
const pages = placePages([a4, a4, a4], 1);

describe('pages below each other', () => {
  it('are shown at 96 pixels an inch at actual size, with gaps between them', () => {
    expect(pages[0]).toEqual({ number: 1, top: pageGap, width: 794, height: 1123 });
    expect(pages[1]?.top).toBe(pageGap + 1123 + pageGap);
    expect(heightOf(pages)).toBe(3 * 1123 + 4 * pageGap);
    expect(heightOf([])).toBe(0);
  });

  it('are drawn only near the view', () => {
    expect(pagesBetween(pages, 0, 600).map(({ number }) => number)).toEqual([1]);
    expect(pagesBetween(pages, 1100, 1200).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('are read from the one that begins above the middle of the view', () => {
    expect(pageAt(pages, 0, 600)).toBe(1);
    expect(pageAt(pages, 900, 600)).toBe(2);
    expect(pageAt(pages, 99_999, 600)).toBe(3);
    expect(pageAt([], 0, 600)).toBe(1);
  });
});

describe('zoom', () => {
  it('goes by round steps and stops at the ends', () => {
    expect(zoomedIn(0.61)).toBe(0.67);
    expect(zoomedOut(0.61)).toBe(0.5);
    expect(zoomedIn(1)).toBe(1.1);
    expect(zoomedOut(1)).toBe(0.9);
    expect(zoomedIn(5)).toBe(5);
    expect(zoomedOut(0.25)).toBe(0.25);
  });

  it('fits the widest page into the pane, within reason', () => {
    expect(factorOf({ kind: 'fit-width' }, 600, 400)).toBe(0.5);
    expect(factorOf({ kind: 'fit-width' }, 600, 40)).toBe(0.25);
    expect(factorOf({ kind: 'fit-width' }, 0, 400)).toBe(1);
    expect(factorOf({ kind: 'factor', factor: 9 }, 600, 400)).toBe(5);
  });
});
