import { defineStore } from 'pinia';
import { computed, ref, type ShallowRef, shallowRef, watch } from 'vue';
import { type Account, mayChange } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import type { Result } from '#shared/result.ts';
import { call, on } from '../bridge.ts';
import { usePermissions } from './permissions.ts';

/** Where the account that the user looked at last is remembered, also for the next start. */
const place = 'billfold.account';

/** Which account stays chosen when the list changes: the same one if it is still there, else the first. */
export const chosenAmong = (accounts: readonly AccountSummary[], wanted: string | null): string | null =>
  (accounts.find((account) => account.id === wanted) ?? accounts[0])?.id ?? null;

/** Whether it cannot be checked before it gets a key that works. */
export const lacksKey = ({ freshness, keyPlace }: AccountSummary): boolean =>
  freshness.state === 'refused' || keyPlace === 'none';

/** The accounts as main knows them, and the one that the screens show. */
export const useAccounts = defineStore('accounts', () => {
  const accounts = ref<AccountSummary[]>([]);
  /** Without key and watch; their invoices are in the archive. */
  const closed = ref<Account[]>([]);
  const loaded = ref(false);
  const error = ref<AppError | null>(null);
  const currentId = ref<string | null>(localStorage.getItem(place));
  const checking = ref<ReadonlySet<string>>(new Set());

  const current = computed(() => accounts.value.find((account) => account.id === currentId.value) ?? null);
  const needsKey = computed(() => current.value !== null && lacksKey(current.value));
  const mayChangeCurrent = computed(() => current.value !== null && mayChange(current.value.role));

  function take(list: AccountSummary[]): void {
    accounts.value = list;
    loaded.value = true;
    error.value = null;
    currentId.value = chosenAmong(list, currentId.value);
  }

  async function loadClosed(): Promise<void> {
    const result = await call('accounts.closed', null);
    if (result.ok) closed.value = result.value;
  }

  async function load(): Promise<void> {
    const [result] = await Promise.all([call('accounts.list', null), loadClosed()]);
    if (result.ok) take(result.value);
    else error.value = result.error;
  }

  /** Of an open or a closed account. */
  const known = (id: string | null): Account | null =>
    accounts.value.find((account) => account.id === id) ?? closed.value.find((account) => account.id === id) ?? null;

  /** Whether an open account's invoices may be changed and paid. */
  const mayChangeIn = (id: string): boolean => accounts.value.some((each) => each.id === id && mayChange(each.role));

  function select(id: string): void {
    if (!accounts.value.some((account) => account.id === id)) return;
    currentId.value = id;
    localStorage.setItem(place, id);
  }

  /** Puts the account of an answer into the list without waiting for main's event. */
  function keep(result: Result<AccountSummary>): Result<AccountSummary> {
    if (!result.ok) return result;
    const { value } = result;
    const known = accounts.value.some((account) => account.id === value.id);
    take(known ? accounts.value.map((each) => (each.id === value.id ? value : each)) : [...accounts.value, value]);
    return result;
  }

  return {
    accounts,
    closed,
    known,
    loaded,
    error,
    currentId,
    current,
    needsKey,
    mayChangeCurrent,
    mayChangeIn,
    checking,
    load,
    select,
    keep,
    async createPractice(): Promise<Result<AccountSummary>> {
      const result = keep(await call('accounts.createPractice', null));
      if (result.ok) select(result.value.id);
      return result;
    },
    async rename(accountId: string, name: string): Promise<Result<Account>> {
      const result = await call('accounts.rename', { accountId, name });
      if (!result.ok) return result;
      const renamed = <A extends Account>(each: A): A => (each.id === accountId ? { ...each, ...result.value } : each);
      accounts.value = accounts.value.map(renamed);
      closed.value = closed.value.map(renamed);
      return result;
    },
    async replaceKey(accountId: string, keyId: string): Promise<Result<AccountSummary>> {
      const result = keep(await call('accounts.replaceKey', { accountId, keyId }));
      if (result.ok) void usePermissions().relearn(accountId);
      return result;
    },
    setSupportEmail: async (accountId: string, supportEmail: string | null): Promise<Result<AccountSummary>> =>
      keep(await call('accounts.setSupportEmail', { accountId, supportEmail })),
    async remove(accountId: string): Promise<Result<null>> {
      const result = await call('accounts.remove', { accountId });
      if (!result.ok) return result;
      // First the closed ones: with the last open account the screens that need one go.
      await loadClosed();
      take(accounts.value.filter((account) => account.id !== accountId));
      return result;
    },
    async checkNow(accountId: string): Promise<Result<null>> {
      checking.value = new Set([...checking.value, accountId]);
      const result = await call('watch.checkNow', { accountId });
      checking.value = new Set([...checking.value].filter((id) => id !== accountId));
      void usePermissions().learnAgain(accountId);
      return result;
    },
    listen: (): (() => void) =>
      on('accounts.changed', (list) => {
        take(list);
        void loadClosed();
      }),
  };
});

/** A value that begins again with each account that is chosen. */
export function refOfAccount<T>(first: T): ShallowRef<T> {
  const accounts = useAccounts();
  const value = shallowRef<T>(first);
  watch(
    () => accounts.currentId,
    () => {
      value.value = first;
    },
    { flush: 'sync' },
  );
  return value;
}
