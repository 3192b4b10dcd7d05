import { nextTick, onBeforeUpdate, onUpdated, type Ref } from 'vue';

/** A list that was hidden needs a few frames to have rows again. */
const mostFrames = 10;

/** Keeps the focus on the active row, whatever happens to its element; answers with a way to move it. */
export function useRowFocus(
  scroller: Readonly<Ref<HTMLElement | null>>,
  active: Ref<number>,
  scrollTo: (index: number) => void,
): { focusRow: (index: number) => Promise<void> } {
  const rowElement = (index: number) =>
    scroller.value?.querySelector<HTMLElement>(`[data-index="${String(index)}"]`) ?? null;

  // Rows keep the order that is read aloud; an element that is moved for it would lose the focus.
  let focused = false;
  onBeforeUpdate(() => {
    focused = document.activeElement !== null && document.activeElement === rowElement(active.value);
  });
  onUpdated(() => {
    if (focused && document.activeElement === document.body) rowElement(active.value)?.focus({ preventScroll: true });
  });

  return {
    async focusRow(index) {
      active.value = index;
      scrollTo(index);
      await nextTick();
      for (let tries = 0; tries < mostFrames && !rowElement(index); tries += 1)
        await new Promise(requestAnimationFrame);
      rowElement(index)?.focus({ preventScroll: true });
    },
  };
}
