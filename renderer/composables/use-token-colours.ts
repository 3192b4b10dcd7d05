import { useEventListener, useMutationObserver } from '@vueuse/core';
import { type Ref, ref } from 'vue';

/** The colours of design tokens as they are now, for drawings that cannot use CSS variables. Follows the theme. */
export function useTokenColours<Name extends string>(names: readonly Name[]): Readonly<Ref<Record<Name, string>>> {
  const read = (): Record<Name, string> => {
    const probe = document.createElement('span');
    document.body.append(probe);
    const pairs = names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color] as const;
    });
    probe.remove();
    // One pair for each name makes the record complete.
    return Object.fromEntries(pairs) as Record<Name, string>;
  };
  const colours = ref(read()) as Ref<Record<Name, string>>;
  const update = () => {
    colours.value = read();
  };
  useEventListener(matchMedia('(prefers-color-scheme: dark)'), 'change', update);
  useMutationObserver(document.documentElement, update, { attributeFilter: ['data-theme'] });
  return colours;
}
