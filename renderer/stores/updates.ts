import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { AppError } from '#shared/errors.ts';
import type { UpdateState } from '#shared/updates.ts';
import { call, on } from '../bridge.ts';

/** New versions of Billfold, as main knows of them. */
export const useUpdates = defineStore('updates', () => {
  const state = ref<UpdateState | null>(null);
  const problem = ref<AppError | null>(null);

  async function ask(name: 'updates.state' | 'updates.look' | 'updates.prepare'): Promise<void> {
    const result = await call(name, null);
    if (result.ok) state.value = result.value;
    problem.value = result.ok ? null : result.error;
  }

  const listen = (): (() => void) =>
    on('updates.changed', (changed) => {
      state.value = changed;
    });

  return { state, problem, ask, listen };
});
