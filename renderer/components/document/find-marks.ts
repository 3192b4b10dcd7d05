import type { MarkedPart } from './find-in-text.ts';

/** Names used by `::highlight()` in document.css. */
const everyHit = 'document-hit';
const currentHit = 'document-hit-current';

export interface FindMarks {
  /** Marks parts of the laid-out text of a page, in place of what was marked there. */
  mark(page: number, marks: readonly { element: HTMLElement; part: MarkedPart; current: boolean }[]): void;
  dispose(): void;
}

/** Hits of a search as CSS custom highlights: ranges over the text, with no change to its elements. */
export function createFindMarks(registry: HighlightRegistry = CSS.highlights): FindMarks {
  const pages = new Map<number, { every: Range[]; current: Range[] }>();

  function publish(): void {
    const all = [...pages.values()];
    registry.set(everyHit, new Highlight(...all.flatMap(({ every }) => every)));
    const current = new Highlight(...all.flatMap((each) => each.current));
    current.priority = 1;
    registry.set(currentHit, current);
  }

  return {
    mark(page, marks) {
      const every: Range[] = [];
      const current: Range[] = [];
      for (const mark of marks) {
        const range = rangeOf(mark.element, mark.part);
        if (range) (mark.current ? current : every).push(range);
      }
      if (marks.length === 0) pages.delete(page);
      else pages.set(page, { every, current });
      publish();
    },
    dispose() {
      pages.clear();
      registry.delete(everyHit);
      registry.delete(currentHit);
    },
  };
}

function rangeOf(element: HTMLElement, { from, to }: MarkedPart): Range | null {
  const text = element.firstChild;
  if (!(text instanceof Text)) return null;
  const range = document.createRange();
  range.setStart(text, Math.min(from, text.length));
  range.setEnd(text, Math.min(to, text.length));
  return range;
}
