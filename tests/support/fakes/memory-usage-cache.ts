import type { UsageAnswer, UsageCache } from '../../../electron/sources/usage-source.ts';

/** Keeps answers until the test ends. */
export function memoryUsageCache(): UsageCache {
  const kept = new Map<string, UsageAnswer>();
  return {
    get: ({ start, end }) => kept.get(`${start} ${end}`) ?? null,
    put({ start, end }, answer) {
      kept.set(`${start} ${end}`, answer);
    },
  };
}
