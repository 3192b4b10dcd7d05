import { useIntervalFn, useTimestamp } from '@vueuse/core';

/** The present in milliseconds, moving on every half minute while somebody uses it. */
export const useNow = () => useTimestamp({ scheduler: (update) => useIntervalFn(update, 30_000) });
