import { nextTick, type Ref } from 'vue';

/** A list that was hidden needs a few frames to have rows again. */
const maxFrames = 10;

/** A way to make a row the active one and to give it the focus, once it is in the page. */
export function useRowFocus(
  scroller: Readonly<Ref<HTMLElement | null>>,
  active: Ref<number>,
  scrollTo: (index: number) => void,
): { focusRow: (index: number) => Promise<void> } {
  const rowElement = (index: number) =>
    scroller.value?.querySelector<HTMLElement>(`[data-index="${String(index)}"]`) ?? null;

  return {
    async focusRow(index) {
      active.value = index;
      scrollTo(index);
      await nextTick();
      for (let tries = 0; tries < maxFrames && !rowElement(index); tries += 1) await new Promise(requestAnimationFrame);
      rowElement(index)?.focus({ preventScroll: true });
    },
  };
}
