import { useTimeoutFn } from '@vueuse/core';
import { onScopeDispose } from 'vue';
import type { EventName } from '#shared/ipc/contract.ts';
import { on } from '../bridge.ts';

/** Many accounts may change at once: what is said of all of them is asked for once. */
const gatherMillis = 150;

/** Runs soon after one or several of these events, for as long as the store lives that asked for it. */
export function onNews(names: readonly EventName[], changed: () => unknown): void {
  const { start, isPending, stop } = useTimeoutFn(() => void changed(), gatherMillis, { immediate: false });
  const stops = names.map((name) =>
    on(name, () => {
      if (!isPending.value) start();
    }),
  );
  onScopeDispose(() => {
    stop();
    for (const end of stops) end();
  });
}
