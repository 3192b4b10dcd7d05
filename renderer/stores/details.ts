import { defineStore } from 'pinia';
import { computed, watch } from 'vue';
import type { Action } from '#shared/actions.ts';
import type { BillingDetails, CustomerDetails, NewTaxId } from '#shared/billing-details.ts';
import { type DetailsChange, detailsDifferences } from '#shared/details-changes.ts';
import { ok } from '#shared/result.ts';
import { call, onNewsOf } from '../bridge.ts';
import { createResource } from './resource.ts';
import { refOfAccount, useAccounts } from './accounts.ts';
import { useOverview } from './overview.ts';

const actionsAtFirst = 10;
const maxActions = 200;

/** The chosen account's billing details, what changed of them elsewhere, and who did what. */
export const useDetails = defineStore('details', () => {
  const accounts = useAccounts();
  const overview = useOverview();
  const actionLimit = refOfAccount(actionsAtFirst);
  /** What the vendor answered to a change, until a check has seen it. */
  const answered = refOfAccount<BillingDetails | null>(null);

  const ofAccount = { about: () => accounts.currentId ?? 'none' };
  const change = createResource<DetailsChange | null>(
    async () =>
      accounts.currentId === null ? ok(null) : await call('details.change', { accountId: accounts.currentId }),
    ofAccount,
  );
  const actions = createResource<Action[]>(async () => {
    const { currentId: accountId } = accounts;
    return accountId === null
      ? ok([])
      : await call('actions.list', { accountId, before: null, limit: actionLimit.value });
  }, ofAccount);
  const refresh = async (): Promise<void> => {
    await Promise.all([change.refresh(), actions.refresh()]);
  };

  let looks = 0;
  watch(
    () => overview.snapshot,
    (snapshot) => {
      const seen =
        answered.value && snapshot?.details && detailsDifferences(answered.value, snapshot.details).length === 0;
      looks += 1;
      // A check may have begun before the change; the one after it has seen it.
      if (seen || looks > 1) answered.value = null;
    },
  );
  onNewsOf(() => accounts.currentId, ['snapshot.changed'], refresh);

  const current = computed(() => answered.value ?? overview.snapshot?.details ?? null);

  function take(part: Partial<BillingDetails>): void {
    if (!current.value) return;
    looks = 0;
    answered.value = { ...current.value, ...part };
  }

  return {
    details: current,
    change: change.value,
    actions: actions.value,
    mayHaveMoreActions: computed(
      () => (actions.value.value?.length ?? 0) >= actionLimit.value && actionLimit.value < maxActions,
    ),
    refresh,
    async showMoreActions() {
      actionLimit.value = Math.min(actionLimit.value * 4, maxActions);
      await actions.refresh();
    },
    async save(accountId: string, base: CustomerDetails, mine: CustomerDetails) {
      const saved = await call('details.save', { accountId, base, mine });
      if (saved.ok && accountId === accounts.currentId) {
        take(saved.value.outcome === 'saved' ? saved.value.details : saved.value.theirs);
      }
      void actions.refresh();
      return saved;
    },
    async addTaxId(accountId: string, taxId: NewTaxId) {
      const added = await call('details.addTaxId', { accountId, taxId });
      if (added.ok && accountId === accounts.currentId)
        take({ taxIds: [added.value, ...(current.value?.taxIds ?? [])] });
      void actions.refresh();
      return added;
    },
    async removeTaxId(accountId: string, taxIdId: string) {
      const removed = await call('details.removeTaxId', { accountId, taxIdId });
      if (removed.ok && accountId === accounts.currentId) {
        take({ taxIds: current.value?.taxIds?.filter(({ id }) => id !== taxIdId) ?? null });
      }
      void actions.refresh();
      return removed;
    },
    async approve(accountId: string, changeId: string) {
      const approved = await call('details.approve', { accountId, changeId });
      await refresh();
      return approved;
    },
  };
});
