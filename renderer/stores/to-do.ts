import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { Response } from '#shared/ipc/contract.ts';
import type { Result } from '#shared/result.ts';
import { call } from '../bridge.ts';
import { onNews } from './news.ts';
import { createResource } from './resource.ts';

/** What there is to do over all accounts, as main finds it; asked for again after whatever may change it. */
export const useToDo = defineStore('to-do', () => {
  const list = createResource<Response<'toDo.list'>>(() => call('toDo.list', null));
  onNews(
    [
      ...(['accounts.changed', 'snapshot.changed', 'alerts.changed', 'invoices.changed'] as const),
      ...(['imports.changed', 'mailboxes.changed', 'exports.changed', 'desk.changed'] as const),
    ],
    list.refresh,
  );
  const items = computed(() => list.value.value?.items ?? []);

  async function decided(result: Promise<Result<null>>): Promise<Result<null>> {
    const made = await result;
    await list.refresh();
    return made;
  }

  return {
    ...{ value: list.value, error: list.error, refresh: list.refresh },
    open: computed(() => items.value.filter(({ decision }) => decision === null)),
    /** What was put off, or is done. */
    decided: computed(() => items.value.filter(({ decision }) => decision !== null)),
    /** Null until main has answered: nobody knows how much there is to do. */
    attention: computed(() => list.value.value?.attention ?? null),
    later: (id: string, days: 1 | 7) => decided(call('toDo.later', { id, days })),
    done: (id: string) => decided(call('toDo.done', { id })),
    again: (id: string) => decided(call('toDo.again', { id })),
  };
});
