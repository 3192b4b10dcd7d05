import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { Overview } from '#shared/ipc/contract.ts';
import { fail, type Result } from '#shared/result.ts';
import type { AlertEventId } from '#shared/alerts.ts';
import { call, onNewsOf } from '../bridge.ts';
import { createResource } from './resource.ts';
import { useAccounts } from './accounts.ts';

/** What main last learned about the chosen account; follows main's events and a change of account. */
export const useOverview = defineStore('overview', () => {
  const accounts = useAccounts();
  const overview = createResource<Overview>(
    async () => {
      const accountId = accounts.currentId;
      return accountId === null ? fail({ code: 'no-account-chosen' }) : await call('overview.get', { accountId });
    },
    { about: () => accounts.currentId },
  );
  onNewsOf(() => accounts.currentId, ['snapshot.changed', 'alerts.changed', 'invoices.changed'], overview.refresh);

  const snapshot = computed(() => overview.value.value?.snapshot ?? null);

  return {
    value: overview.value,
    snapshot,
    /** What a subscription is called; undefined where the account has it no more. */
    planOf: (subscriptionId: string): string | undefined =>
      snapshot.value?.subscriptions.find(({ subscription }) => subscription.id === subscriptionId)?.subscription.plan,
    error: overview.error,
    loading: overview.loading,
    refresh: overview.refresh,
    async dismissActivity(): Promise<void> {
      const accountId = accounts.currentId;
      if (accountId === null) return;
      await call('overview.dismissActivity', { accountId });
      await overview.refresh();
    },
    async markSeen(alertEventId: AlertEventId): Promise<void> {
      await call('alerts.markSeen', { alertEventIds: [alertEventId] });
      await overview.refresh();
    },
    async dismissGone(subscriptionId: string): Promise<Result<null>> {
      const accountId = accounts.currentId;
      if (accountId === null) return fail({ code: 'no-account-chosen' });
      const result = await call('watch.dismissGone', { accountId, subscriptionId });
      if (result.ok) await overview.refresh();
      return result;
    },
  };
});
