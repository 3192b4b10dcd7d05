import { defineStore } from 'pinia';
import { computed, onScopeDispose } from 'vue';
import { mayChange } from '#shared/accounts.ts';
import type { SellerView } from '#shared/sellers/model.ts';
import { call, on } from '../bridge.ts';
import { useAccounts } from './accounts.ts';
import { createResource } from './resource.ts';

/** The companies that invoices come from, as main knows them. */
export const useSellers = defineStore('sellers', () => {
  const accounts = useAccounts();
  const all = createResource<SellerView[]>(() => call('sellers.list', null));
  const refresh = (): void => void all.refresh();
  onScopeDispose(on('sellers.changed', refresh));
  onScopeDispose(on('invoices.changed', refresh));

  return {
    all,
    list: computed(() => all.value.value ?? []),
    /** The role in any account counts; without accounts nothing forbids it. */
    allowed: computed(() => accounts.accounts.length === 0 || accounts.accounts.some(({ role }) => mayChange(role))),
  };
});
