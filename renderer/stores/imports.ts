import { useTimeoutFn } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { AppError } from '#shared/errors.ts';
import type { ImportItem } from '#shared/import/items.ts';
import type { Result } from '#shared/result.ts';
import { call, dropFiles, on } from '../bridge.ts';
import { useText } from '../i18n/use-text.ts';
import { useAccounts } from './accounts.ts';
import { useToasts } from './toasts.ts';

/** Many files come at once: the list is asked for again once for some of them. */
const gatherMillis = 150;

/** Files that were handed in and are not in the archive yet, as main knows them. */
export const useImports = defineStore('imports', () => {
  const accounts = useAccounts();
  const toasts = useToasts();
  const { t } = useText();
  const items = shallowRef<readonly ImportItem[]>([]);
  const loaded = ref(false);
  const error = ref<AppError | null>(null);
  let latest = 0;

  async function load(): Promise<void> {
    const mine = (latest += 1);
    const result = await call('imports.list', null);
    if (mine !== latest) return;
    loaded.value = true;
    error.value = result.ok ? null : result.error;
    if (result.ok) items.value = result.value;
  }

  const gathering = useTimeoutFn(load, gatherMillis, { immediate: false });
  onScopeDispose(
    on('imports.changed', () => {
      if (!gathering.isPending.value) gathering.start();
    }),
  );
  void load();

  /** True where files are on their way. */
  function told(result: Result<{ files: number } | null>): boolean {
    if (toasts.reportFailure(result) || !result.value) return false;
    const { files: count } = result.value;
    toasts.show({ tone: 'info', text: count === 0 ? t('imports.takenNone') : t('imports.taken', { count }) });
    return count > 0;
  }

  async function leaveOut(ids: readonly string[]): Promise<boolean> {
    const result = await call('imports.leaveOut', { ids: [...ids] });
    toasts.reportFailure(result);
    await load();
    return result.ok;
  }

  return {
    items,
    loaded,
    error,
    waitingCount: computed(() => items.value.filter(({ state }) => state !== 'refused').length),
    certainCount: computed(() => items.value.filter(({ certain }) => certain).length),
    load,

    /** Asks for files or a folder, for the account that is shown; true where any were chosen. */
    async choose(what: 'files' | 'folder'): Promise<boolean> {
      const { currentId: accountId } = accounts;
      return accountId !== null && told(await call('imports.choose', { accountId, what }));
    },

    /** Takes files that were dropped, for the account that is shown. */
    async drop(files: readonly File[]): Promise<boolean> {
      const { currentId: accountId } = accounts;
      if (accountId === null || files.length === 0) return false;
      const drop = await dropFiles(files);
      return told(drop.ok ? await call('imports.drop', { accountId, dropId: drop.value }) : drop);
    },

    leaveOut,

    /** Leaves one file out, and says what becomes of it. */
    async discard({ id, fileName: name }: ImportItem): Promise<void> {
      if (await leaveOut([id])) toasts.show({ tone: 'info', text: t('imports.leftOut', { name }) });
    },
  };
});
