/**
 * Gives rows one of a few places in the page, as many new ones as `allowance` lets: no frame has a whole screen of rows to
 * lay out. A place keeps its row, also out of sight, until another one needs it, so that scrolling changes texts instead
 * of building, moving and removing elements.
 *
 * @param places the row at each place
 * @param wanted the rows that shall be in the page, the most urgent first
 */
export function placeRows(
  places: readonly number[],
  wanted: readonly number[],
  allowance: number,
): { readonly places: readonly number[]; readonly more: boolean } {
  const staying = new Set(wanted);
  const held = new Set(places);
  const free = [...places.keys()].filter((place) => !staying.has(places[place] ?? -1));
  const coming = wanted.filter((index) => !held.has(index));
  const next = [...places];
  for (const index of coming.slice(0, allowance)) next[free.shift() ?? next.length] = index;
  return { places: next, more: coming.length > allowance };
}

/** The rows on screen, then some beyond each end. */
export function rowsAround({ startIndex, endIndex }: RowRange, count: number, beyond: number): number[] {
  const rows = (first: number, end: number) => Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  return [
    ...rows(startIndex, endIndex + 1),
    ...rows(endIndex + 1, endIndex + 1 + beyond),
    ...rows(Math.max(0, startIndex - beyond), startIndex),
  ].filter((index) => index < count);
}

/** Both ends included. */
export interface RowRange {
  readonly startIndex: number;
  readonly endIndex: number;
}

/** So soon after each other moves are one movement. */
const movementMillis = 100;

/**
 * Whether rows scroll by too fast to be read: the list moved by more than a screen at once, or by more than half of one within
 * `millis` of the move before.
 */
export function isFastScroll(before: RowRange, now: RowRange, millis: number): boolean {
  const moved = Math.abs(now.startIndex - before.startIndex);
  const screen = now.endIndex - now.startIndex;
  return moved > screen || (moved > screen / 2 && millis < movementMillis);
}
