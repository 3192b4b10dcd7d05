import { computed, type ComputedRef, readonly, ref, type Ref, shallowRef, type ShallowRef, watch } from 'vue';
import type { AppError } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';

/** What the window last heard about one thing. An older value stays visible while a newer one is fetched or fails. */
export interface Resource<T> {
  readonly value: Readonly<ShallowRef<T | null>>;
  readonly error: Readonly<ShallowRef<AppError | null>>;
  readonly loading: Readonly<Ref<boolean>>;
  /** The value is that of an earlier choice: to be shown as such, or not at all. */
  readonly outdated: ComputedRef<boolean>;
  refresh(): Promise<void>;
  /** Forgets everything, including answers still on their way. */
  clear(): void;
}

interface ResourceOptions {
  /**
   * What the value is of: an account, an invoice, a form's choice; null where there is nothing to ask. The moment that it
   * becomes another the value is forgotten, so that no figure stands under another name, and the new one is asked for.
   */
  readonly about?: () => unknown;
  /** Keeps the value of the one before, as `outdated`, where the layout would jump without it. */
  readonly keepOutdated?: boolean;
}

export function createResource<T>(
  load: () => Promise<Result<T>>,
  { about, keepOutdated = false }: ResourceOptions = {},
): Resource<T> {
  const value = shallowRef<T | null>(null);
  const valueIsOf = shallowRef<unknown>(null);
  const error = shallowRef<AppError | null>(null);
  const loading = ref(false);
  let latest = 0;

  async function refresh(): Promise<void> {
    const mine = ++latest;
    const asked = about?.() ?? null;
    loading.value = true;
    const result = await load();
    if (mine !== latest) return;
    loading.value = false;
    error.value = result.ok ? null : result.error;
    if (!result.ok) return;
    value.value = result.value;
    valueIsOf.value = asked;
  }

  function clear(): void {
    latest += 1;
    value.value = null;
    error.value = null;
    loading.value = false;
  }

  if (about)
    watch(
      about,
      (now) => {
        if (!keepOutdated || now === null) clear();
        if (now !== null) void refresh();
      },
      // Not even the frame in between shows the old figures under the new name.
      { flush: 'sync', immediate: true },
    );

  return {
    value,
    error,
    loading: readonly(loading),
    outdated: computed(() => value.value !== null && about !== undefined && valueIsOf.value !== about()),
    refresh,
    clear,
  };
}
