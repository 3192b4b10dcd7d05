import { useResizeObserver } from '@vueuse/core';
import { computed, nextTick, ref, type Ref, shallowRef, type ShallowUnwrapRef } from 'vue';
import type { Rotation } from './draw-page.ts';
import { heightOf, pageAt, pageGap, pagesBetween, type PageSize, placePages, turned } from './page-layout.ts';
import { factorOf, type Zoom, zoomedIn, zoomedOut } from './zoom.ts';

const quarters: readonly Rotation[] = [0, 90, 180, 270];

/** As a template reads it. */
export type PageView = ShallowUnwrapRef<ReturnType<typeof usePageView>>;

/**
 * Where the pages of a document stand in the pane that scrolls them: turned, zoomed, and which of them are near.
 *
 * @param upright sizes of the pages as the document has them, in points
 * @param begun whether the first page was drawn; before, no other is asked for
 */
export function usePageView(
  pane: Readonly<Ref<HTMLElement | null>>,
  upright: Readonly<Ref<readonly PageSize[]>>,
  begun: Readonly<Ref<boolean>>,
) {
  const rotation = ref<Rotation>(0);
  const zoom = shallowRef<Zoom>({ kind: 'fit-width' });
  const view = ref({ width: 0, height: 0, top: 0 });

  const sizes = computed(() => upright.value.map((size) => turned(size, rotation.value)));
  const widest = computed(() => Math.max(0, ...sizes.value.map(({ width }) => width)));
  const factor = computed(() => factorOf(zoom.value, widest.value, view.value.width - 2 * pageGap));
  const pages = computed(() => placePages(sizes.value, factor.value));
  const page = computed(() => pageAt(pages.value, view.value.top, view.value.height));

  function look(): void {
    if (!pane.value) return;
    view.value = { width: pane.value.clientWidth, height: pane.value.clientHeight, top: pane.value.scrollTop };
  }

  /** Changes the zoom and keeps the same place of the document in the middle of the view. */
  async function zoomTo(next: Zoom): Promise<void> {
    const middle = (view.value.top + view.value.height / 2) / heightOf(pages.value);
    zoom.value = next;
    await nextTick();
    pane.value?.scrollTo({ top: middle * heightOf(pages.value) - view.value.height / 2 });
    look();
  }

  function goTo(number: number): void {
    const target = pages.value[number - 1];
    if (target) pane.value?.scrollTo({ top: target.top - pageGap });
  }

  useResizeObserver(pane, look);

  return {
    rotation,
    sizes,
    factor,
    isFitted: computed(() => zoom.value.kind === 'fit-width'),
    pages,
    /** CSS pixels. */
    width: computed(() => Math.max(0, ...pages.value.map((each) => each.width)) + 2 * pageGap),
    height: computed(() => heightOf(pages.value)),
    /** One view above and below is drawn ahead, but only after what is read first. */
    near: computed(() => {
      const { top, height } = view.value;
      return begun.value ? pagesBetween(pages.value, top - height, top + 2 * height) : pages.value.slice(0, 1);
    }),
    /** The page that is read. */
    page,
    look,
    goTo,
    /** Goes to a page that is out of sight. */
    reveal(number: number): void {
      const target = pages.value[number - 1];
      if (!target) return;
      const { top, height } = view.value;
      const isOnScreen = target.top < top + height && target.top + target.height > top;
      if (!isOnScreen) goTo(number);
    },
    zoomIn: () => zoomTo({ kind: 'factor', factor: zoomedIn(factor.value) }),
    zoomOut: () => zoomTo({ kind: 'factor', factor: zoomedOut(factor.value) }),
    fit: () => zoomTo({ kind: 'fit-width' }),
    toActualSize: () => zoomTo({ kind: 'factor', factor: 1 }),
    /** Turns all pages a quarter clockwise; the page being read stays in view. */
    async rotate(): Promise<void> {
      const reading = page.value;
      rotation.value = quarters[(quarters.indexOf(rotation.value) + 1) % quarters.length] ?? 0;
      await nextTick();
      goTo(reading);
      look();
    },
    /** As a document begins: upright and at its top. */
    startOver(): void {
      rotation.value = 0;
      // Its size decides how large the first page is drawn: not left to the observer, which comes a frame later.
      look();
      void nextTick(() => pane.value?.scrollTo({ top: 0 }));
    },
  };
}
