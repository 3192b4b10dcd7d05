import { defaultRangeExtractor, type Range as VisibleRange, useVirtualizer } from '@tanstack/vue-virtual';
import { computed, onBeforeUnmount, type Ref, ref, watch } from 'vue';
import { assignSlots, isRush, revealed } from './row-slots.ts';
import type { Loaded } from './table-columns.ts';

/** In CSS pixels. */
export const rowHeight = 32;
export const headerHeight = 34;

/** New rows that are laid out in one frame. */
const rowsPerFrame = 10;
const settleMillis = 60;

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
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>(
    computed(() => {
      const kept = active.value;
      const total = count();
      return {
        count: total,
        getScrollElement: () => scroller.value,
        estimateSize: () => rowHeight,
        overscan: 6,
        scrollMargin: headerHeight,
        scrollPaddingStart: headerHeight,
        rangeExtractor: (range: VisibleRange) => {
          const indexes = defaultRangeExtractor(range);
          if (kept < total && !indexes.includes(kept)) indexes.push(kept);
          return indexes.sort((a, b) => a - b);
        },
      };
    }),
  );

  let slots: ReadonlyMap<number, number> = new Map();
  let contents: ReadonlySet<number> = new Set();
  let nextFrame = 0;
  let settling: ReturnType<typeof setTimeout> | undefined;
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
    return items.map(({ index, start }) => ({
      slot: slots.get(index) ?? index,
      index,
      row: shown.has(index) ? loaded.get(index) : undefined,
      top: start - headerHeight,
    }));
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
      if (before && isRush(before, range)) {
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
