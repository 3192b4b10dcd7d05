import { defineStore } from 'pinia';
import { ref } from 'vue';
import { call } from '../bridge.ts';

/** What each account's key was found not to be allowed, by the vendor's names. Asked once, and again with a check or another key. */
export const usePermissions = defineStore('permissions', () => {
  const missing = ref<Readonly<Record<string, readonly string[]>>>({});
  const asked = new Set<string>();

  /** Without a connection nothing is known, and nothing is forbidden: the vendor then says it. */
  async function learn(accountId: string): Promise<void> {
    if (asked.has(accountId)) return;
    asked.add(accountId);
    const result = await call('accounts.permissions', { accountId });
    if (result.ok) missing.value = { ...missing.value, [accountId]: result.value.missing };
    else asked.delete(accountId);
  }

  /** After the key was replaced. */
  async function learnAnew(accountId: string): Promise<void> {
    asked.delete(accountId);
    await learn(accountId);
  }

  /** After a check, where it was asked before: the vendor may allow more or less by now. */
  async function learnAgain(accountId: string): Promise<void> {
    if (asked.has(accountId)) await learnAnew(accountId);
  }

  return { missing, learn, learnAnew, learnAgain };
});
