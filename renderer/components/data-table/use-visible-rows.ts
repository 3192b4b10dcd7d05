import { useVirtualizer } from '@tanstack/vue-virtual';
import { computed, onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue';
import { isFastScroll, placeRows, type RowRange, rowsAround } from './row-slots.ts';
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

interface PlacedRow<Row> {
  readonly slot: number;
  readonly index: number;
  readonly row: Loaded<Row>;
  /** In CSS pixels from the top of the list. */
  readonly top: number;
}

/** Which rows of a long list are in the page, and at which place. The list's background stands for all others. */
export function useVisibleRows<Row>({ scroller, count, active, rowAt, seen }: Options<Row>) {
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>(
    computed(() => ({
      count: count(),
      getScrollElement: () => scroller.value,
      estimateSize: () => rowHeight,
      scrollMargin: headerHeight,
      scrollPaddingStart: headerHeight,
    })),
  );

  let places: readonly number[] = [];
  let nextFrame = 0;
  let afterFrame: ReturnType<typeof setTimeout> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let movedAt = 0;
  /** The rows on screen when rows were placed last. */
  const onScreen = shallowRef<RowRange | null>(null);
  /** While rows scroll by too fast to be read, they are neither fetched nor placed. */
  const isFastScrolling = ref(false);

  const rows = computed((before?: readonly PlacedRow<Row>[]) => {
    const isActiveThere = before?.some(({ index }) => index === active.value);
    return isFastScrolling.value && before && isActiveThere ? before : placedRows();
  });

  function placedRows(): readonly PlacedRow<Row>[] {
    const total = count();
    const around = onScreen.value ? rowsAround(onScreen.value, total, beyond) : [];
    const wanted = new Set([active.value, ...around.filter((index) => rowAt(index) !== undefined)]);
    const next = placeRows(
      places,
      [...wanted].filter((index) => index < total),
      isFastScrolling.value ? 1 : rowsPerFrame,
    );
    ({ places } = next);
    if (next.more && !isFastScrolling.value) placeAfterFrame();
    return places
      .map((index, slot) => ({ slot, index, row: rowAt(index), top: index * rowHeight }))
      .filter(({ index }) => index < total);
  }

  /** Whether rows on screen are still to come. */
  const awaited = computed(() => {
    const { startIndex = 0, endIndex = -1 } = onScreen.value ?? {};
    const indexes = Array.from({ length: endIndex - startIndex + 1 }, (_, at) => startIndex + at);
    return isFastScrolling.value || indexes.some((index) => index < count() && rowAt(index) === undefined);
  });

  function place(): void {
    const { range } = virtualizer.value;
    // A new object, also for the same rows: some of them may have had to wait.
    onScreen.value = range && { ...range };
  }

  /** Between two frames, so that neither has both to write rows and to paint them. */
  function placeAfterFrame(): void {
    cancelAnimationFrame(nextFrame);
    nextFrame = requestAnimationFrame(() => {
      clearTimeout(afterFrame);
      afterFrame = setTimeout(place);
    });
  }

  function settle(): void {
    isFastScrolling.value = false;
    place();
    if (onScreen.value) seen(onScreen.value.startIndex, onScreen.value.endIndex);
  }

  watch(
    () => virtualizer.value.range,
    (range, before) => {
      if (!range) return;
      clearTimeout(settling);
      const now = performance.now();
      const millis = now - movedAt;
      movedAt = now;
      if (before && isFastScroll(before, range, millis)) {
        isFastScrolling.value = true;
        settling = setTimeout(settle, settleMillis);
      } else if (before && !isFastScrolling.value) {
        placeAfterFrame();
        seen(range.startIndex, range.endIndex);
      } else settle();
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    cancelAnimationFrame(nextFrame);
    clearTimeout(afterFrame);
    clearTimeout(settling);
  });

  return {
    virtualizer,
    rows,
    awaited,
    /** How many rows fit on the screen. */
    rowsOnScreen: () => Math.floor(((scroller.value?.clientHeight ?? 0) - headerHeight) / rowHeight),
  };
}
