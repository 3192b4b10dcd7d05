import { useEventListener } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { isSameMethod } from '#shared/card-expiry.ts';
import type { AppError } from '#shared/errors.ts';
import type { Snapshot } from '#shared/ipc/contract.ts';
import type { PaymentMethod } from '#shared/subscription.ts';
import { call } from '../bridge.ts';

/** `idle`, waiting for the user to come back from the vendor's page, looking, or what was found. */
export type PaymentUpdate =
  | { readonly state: 'opening' | 'waiting' | 'looking' }
  | { readonly state: 'unchanged'; readonly method: PaymentMethod | null }
  | { readonly state: 'changed'; readonly before: PaymentMethod | null; readonly after: PaymentMethod | null }
  | { readonly state: 'failed'; readonly error: AppError };

interface Started {
  readonly accountId: string;
  /** By subscription, as they were when the page was opened. */
  readonly before: ReadonlyMap<string, PaymentMethod | null>;
}

const methodsOf = (snapshot: Snapshot | null): Map<string, PaymentMethod | null> =>
  new Map(snapshot?.subscriptions.map(({ subscription }) => [subscription.id, subscription.paymentMethod]));

/** Sends the user to the vendor's page for another payment method, and looks what changed when the window gets the focus again. */
export const usePaymentUpdate = defineStore('payment-update', () => {
  const updates = ref<Readonly<Record<string, PaymentUpdate>>>({});
  let started: Started | null = null;

  const tell = (accountId: string, update: PaymentUpdate) => {
    updates.value = { ...updates.value, [accountId]: update };
  };

  async function begin(accountId: string): Promise<void> {
    tell(accountId, { state: 'opening' });
    const known = await call('overview.get', { accountId });
    const before = methodsOf(known.ok ? known.value.snapshot : null);
    const opened = await call('subscriptions.openPaymentPage', { accountId });
    if (!opened.ok) {
      tell(accountId, { state: 'failed', error: opened.error });
      return;
    }
    started = { accountId, before };
    tell(accountId, { state: 'waiting' });
  }

  /** Asks the vendor again. What did not change yet is looked at again at the next return. */
  async function look(): Promise<void> {
    if (!started || updates.value[started.accountId]?.state === 'looking') return;
    const { accountId, before } = started;
    tell(accountId, { state: 'looking' });
    const checked = await call('watch.checkNow', { accountId });
    const known = checked.ok ? await call('overview.get', { accountId }) : checked;
    if (!known.ok) {
      tell(accountId, { state: 'failed', error: known.error });
      return;
    }
    const after = methodsOf(known.value.snapshot);
    const changed = [...after].find(([id, method]) => !isSameMethod(before.get(id) ?? null, method));
    if (!changed) {
      tell(accountId, { state: 'unchanged', method: [...after.values()][0] ?? null });
      return;
    }
    started = null;
    tell(accountId, { state: 'changed', before: before.get(changed[0]) ?? null, after: changed[1] });
  }

  useEventListener(window, 'focus', () => void look());

  return { updates: computed(() => updates.value), begin, look };
});
