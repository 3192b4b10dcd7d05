import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findOnPage,
  firstHitFrom,
  hitAfter,
  type TextRun,
} from '../../../renderer/components/document/find-in-text.ts';

const line = (...texts: string[]): TextRun[] => texts.map((text, at) => ({ text, endsLine: at === texts.length - 1 }));
const marked = (runs: readonly TextRun[], query: string) =>
  findOnPage(runs, query, 1).map(({ parts }) => parts.map(({ run, from, to }) => runs[run]?.text.slice(from, to)));

describe('find in a document', () => {
  it('finds every place, whatever its case and accents', () => {
    expect(marked(line('Total total TOTAL'), 'total')).toEqual([['Total'], ['total'], ['TOTAL']]);
    expect(marked(line('Rechnung für Müller'), 'muller')).toEqual([['Müller']]);
    expect(marked(line('naive'), 'naïve')).toEqual([['naive']]);
  });

  it('finds what the PDF splits into runs and lines', () => {
    expect(marked(line('Inv', 'oice'), 'invoice')).toEqual([['Inv', 'oice']]);
    expect(marked([...line('payment due'), ...line('in 14 days')], 'due in 14')).toEqual([['due', 'in 14']]);
    expect(marked(line('a   b'), 'a b')).toHaveLength(1);
  });

  it('finds a ligature by its letters and marks it whole', () => {
    expect(marked(line('o\ufb03ce'), 'office')).toEqual([['o\ufb03ce']]);
  });

  it('finds nothing for an empty question', () => {
    expect(findOnPage(line('anything'), '   ', 1)).toEqual([]);
  });

  it('marks only places that hold the question', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ab ]{0,6}$/)), fc.stringMatching(/^[ab]{1,3}$/), (texts, query) => {
        for (const parts of marked(line(...texts), query)) expect(parts.join('').replaceAll(' ', '')).toBe(query);
      }),
    );
  });

  it('begins at the page being read and goes round the ends', () => {
    const hits = [1, 1, 4].map((page) => ({ page, parts: [] }));
    expect(firstHitFrom(hits, 2)).toBe(2);
    expect(firstHitFrom(hits, 5)).toBe(0);
    expect(firstHitFrom([], 1)).toBe(-1);
    expect(hitAfter(2, 1, 3)).toBe(0);
    expect(hitAfter(0, -1, 3)).toBe(2);
    expect(hitAfter(-1, 1, 0)).toBe(-1);
  });
});
