import { onBeforeUnmount, onMounted, type Ref, shallowRef } from 'vue';

/** Column id to the width of its widest text seen so far, in CSS pixels. */
type Widths = Readonly<Record<string, number>>;

/**
 * How wide the texts of columns are that must never be cut. It measures them as the table writes them; digits have all the
 * same width there, so that one amount stands for all of its length.
 *
 * @param host the element in whose type the texts are written
 */
export function useWidestTexts(host: Readonly<Ref<HTMLElement | null>>): {
  readonly widest: Readonly<Ref<Widths>>;
  /** Takes in texts, each with the id of its column. */
  see(texts: Iterable<readonly [column: string, text: string]>): void;
  /** Another type, language or list. */
  forget(): void;
} {
  const widest = shallowRef<Widths>({});
  const probe = document.createElement('span');
  probe.className = 'figures invisible absolute whitespace-nowrap text-sm';
  probe.ariaHidden = 'true';
  const known = new Map<string, number>();

  function widthOf(text: string): number {
    const shape = text.replaceAll(/\d/g, '0');
    const before = known.get(shape);
    if (before !== undefined) return before;
    probe.textContent = shape;
    const width = Math.ceil(probe.getBoundingClientRect().width);
    known.set(shape, width);
    return width;
  }

  onMounted(() => host.value?.append(probe));
  onBeforeUnmount(() => {
    probe.remove();
  });

  return {
    widest,
    see(texts) {
      const found: Record<string, number> = {};
      for (const [column, text] of texts)
        found[column] = Math.max(found[column] ?? widest.value[column] ?? 0, widthOf(text));
      if (Object.entries(found).some(([column, width]) => width > (widest.value[column] ?? 0)))
        widest.value = { ...widest.value, ...found };
    },
    forget() {
      known.clear();
      widest.value = {};
    },
  };
}
