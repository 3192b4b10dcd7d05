import { onBeforeUnmount, type Ref, watch } from 'vue';

/** Calls back whenever the element's size changes, and once when it appears. */
export function useResizeObserver(element: Ref<HTMLElement | null>, resized: () => void): void {
  const observer = new ResizeObserver(resized);
  watch(element, (now, before) => {
    if (before) observer.unobserve(before);
    if (now) observer.observe(now);
  });
  onBeforeUnmount(() => {
    observer.disconnect();
  });
}
