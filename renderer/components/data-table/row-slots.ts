/**
 * Gives each row on screen one of a few places in the page. A row keeps its place while it stays; the places of rows
 * that left are taken by rows that came, so that scrolling changes texts instead of building and removing elements.
 */
export function assignSlots(before: ReadonlyMap<number, number>, indexes: readonly number[]): Map<number, number> {
  const staying = new Map(indexes.flatMap((index) => [[index, before.get(index)] as const]));
  const taken = new Set([...staying.values()].filter((slot) => slot !== undefined));
  let next = 0;
  const lowestFree = (): number => {
    while (taken.has(next)) next++;
    return next++;
  };
  return new Map([...staying].map(([index, slot]) => [index, slot ?? lowestFree()]));
}

/**
 * The rows in the page: those on screen and some beyond each end. They are `size` wherever the list stands, so that
 * scrolling neither adds nor removes a place.
 */
export function rowsAround(
  { startIndex }: Pick<RowRange, 'startIndex'>,
  count: number,
  size: number,
  beyond: number,
): number[] {
  const length = Math.min(count, size + 2 * beyond);
  const first = Math.max(0, Math.min(startIndex - beyond, count - length));
  return Array.from({ length }, (_, at) => first + at);
}

/**
 * Which rows may show their contents in this frame: those that do already, and as many more as `allowance` lets.
 * The others wait for the next frame, so that no frame has a whole screen of new rows to lay out.
 */
export function revealed(
  before: ReadonlySet<number>,
  loaded: readonly number[],
  allowance: number,
): { readonly shown: Set<number>; readonly more: boolean } {
  const shown = new Set(loaded.filter((index) => before.has(index)));
  for (const index of loaded) {
    if (shown.has(index)) continue;
    if (allowance <= 0) return { shown, more: true };
    shown.add(index);
    allowance -= 1;
  }
  return { shown, more: false };
}

interface RowRange {
  readonly startIndex: number;
  readonly endIndex: number;
}

/** So soon after each other moves are one movement. */
const movementMillis = 100;

/**
 * Whether rows rush by too fast to be read: the list moved by more than a screen at once, or by more than half of one within
 * `millis` of the move before.
 */
export function isRush(before: RowRange, now: RowRange, millis: number): boolean {
  const moved = Math.abs(now.startIndex - before.startIndex);
  const screen = now.endIndex - now.startIndex;
  return moved > screen || (moved > screen / 2 && millis < movementMillis);
}
