import { readonly, ref, type Ref, shallowRef, type ShallowRef } from 'vue';
import type { AppError } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';

/** What the window last heard about one thing. An older value stays visible while a newer one is fetched or fails. */
export interface Resource<T> {
  readonly value: Readonly<ShallowRef<T | null>>;
  readonly error: Readonly<ShallowRef<AppError | null>>;
  readonly loading: Readonly<Ref<boolean>>;
  refresh(): Promise<void>;
  /** Forgets everything, including answers still on their way. */
  clear(): void;
}

export function createResource<T>(load: () => Promise<Result<T>>): Resource<T> {
  const value = shallowRef<T | null>(null);
  const error = shallowRef<AppError | null>(null);
  const loading = ref(false);
  let latest = 0;
  return {
    value,
    error,
    loading: readonly(loading),
    async refresh() {
      const mine = ++latest;
      loading.value = true;
      const result = await load();
      if (mine !== latest) return;
      loading.value = false;
      error.value = result.ok ? null : result.error;
      if (result.ok) value.value = result.value;
    },
    clear() {
      latest += 1;
      value.value = null;
      error.value = null;
      loading.value = false;
    },
  };
}
