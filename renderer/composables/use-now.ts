import { onScopeDispose, readonly, type Ref, ref } from 'vue';

/** The present in milliseconds, moving on every half minute while somebody uses it. */
export function useNow(): Readonly<Ref<number>> {
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, 30_000);
  onScopeDispose(() => {
    clearInterval(timer);
  });
  return readonly(now);
}
