import { type Range as VisibleRange, useVirtualizer } from '@tanstack/vue-virtual';
import { computed, onBeforeUnmount, type Ref, ref, watch } from 'vue';
import { assignSlots, isRush, revealed, rowsAround } from './row-slots.ts';
import type { Loaded } from './table-columns.ts';

/** In CSS pixels. */
export const rowHeight = 32;
export const headerHeight = 34;

/** New rows that are laid out in one frame. */
const rowsPerFrame = 6;
const settleMillis = 60;
/** Rows above and below the screen that are in the page already. */
const beyond = 6;

interface Options<Row> {
  readonly scroller: Readonly<Ref<HTMLElement | null>>;
  readonly count: () => number;
  /** This row stays in the page while it is out of sight, so that it can have the focus. */
  readonly active: Ref<number>;
  readonly rowAt: (index: number) => Loaded<Row>;
  /** Told which rows are on screen, both ends included, once they can be read. */
  readonly seen: (first: number, last: number) => void;
}

/** Which rows of a long list are in the page, at which place, and which of them show their contents by now. */
export function useVisibleRows<Row>({ scroller, count, active, rowAt, seen }: Options<Row>) {
  /** The most rows that were on screen at once. */
  let most = 0;
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>(
    computed(() => {
      const kept = active.value;
      const total = count();
      return {
        count: total,
        getScrollElement: () => scroller.value,
        estimateSize: () => rowHeight,
        scrollMargin: headerHeight,
        scrollPaddingStart: headerHeight,
        rangeExtractor: (range: VisibleRange) => {
          most = Math.max(most, range.endIndex - range.startIndex + 1);
          const indexes = rowsAround(range, range.count, most, beyond);
          return kept < total && !indexes.includes(kept) ? [...indexes, kept] : indexes;
        },
      };
    }),
  );

  let slots: ReadonlyMap<number, number> = new Map();
  let contents: ReadonlySet<number> = new Set();
  let nextFrame = 0;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let movedAt = 0;
  const framesWaited = ref(0);
  /** While rows rush by too fast to be read, they are neither fetched nor laid out. */
  const rushing = ref(false);

  const rows = computed(() => {
    // A row that had to wait for its frame is looked at again when that has come.
    const frame = framesWaited.value;
    const items = virtualizer.value.getVirtualItems();
    const indexes = items.map(({ index }) => index);
    const loaded = new Map(indexes.map((index) => [index, rowAt(index)]));
    const { shown, more } = revealed(
      contents,
      indexes.filter((index) => loaded.get(index) !== undefined),
      rushing.value ? 0 : rowsPerFrame,
    );
    slots = assignSlots(slots, indexes);
    contents = shown;
    if (more && !rushing.value) renderAfter(frame);
    // In the order of their places, so that no element is ever moved: one that is loses its styles and its focus.
    return items
      .map(({ index, start }) => ({
        slot: slots.get(index) ?? index,
        index,
        row: shown.has(index) ? loaded.get(index) : undefined,
        top: start - headerHeight,
      }))
      .sort((a, b) => a.slot - b.slot);
  });

  function renderAfter(frame: number): void {
    cancelAnimationFrame(nextFrame);
    nextFrame = requestAnimationFrame(() => {
      framesWaited.value = frame + 1;
    });
  }

  function settle(): void {
    rushing.value = false;
    const { range } = virtualizer.value;
    if (range) seen(range.startIndex, range.endIndex);
  }

  watch(
    () => virtualizer.value.range,
    (range, before) => {
      if (!range) return;
      clearTimeout(settling);
      const now = performance.now();
      const millis = now - movedAt;
      movedAt = now;
      if (before && isRush(before, range, millis)) {
        rushing.value = true;
        settling = setTimeout(settle, settleMillis);
      } else settle();
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    cancelAnimationFrame(nextFrame);
    clearTimeout(settling);
  });

  return {
    virtualizer,
    rows,
    /** How many rows fit on the screen. */
    rowsOnScreen: () => Math.floor(((scroller.value?.clientHeight ?? 0) - headerHeight) / rowHeight),
  };
}
