import { defineStore } from 'pinia';
import { ref } from 'vue';
import { call } from '../bridge.ts';

/** What each account's key was found not to be allowed, by the vendor's names. Asked once, and again with a check or another key. */
export const usePermissions = defineStore('permissions', () => {
  const missing = ref<Readonly<Record<string, readonly string[]>>>({});
  /** The last question about each account; an answer to an earlier one may be about another key. */
  const asked = new Map<string, symbol>();

  /** Without a connection nothing is known, and nothing is forbidden: the vendor then says it. */
  async function learn(accountId: string): Promise<void> {
    if (asked.has(accountId)) return;
    const question = Symbol(accountId);
    asked.set(accountId, question);
    const result = await call('accounts.permissions', { accountId });
    if (asked.get(accountId) !== question) return;
    if (result.ok) missing.value = { ...missing.value, [accountId]: result.value.missing };
    else asked.delete(accountId);
  }

  /** After the key was replaced: nothing of what the old one lacked holds any more. */
  async function relearn(accountId: string): Promise<void> {
    missing.value = Object.fromEntries(Object.entries(missing.value).filter(([id]) => id !== accountId));
    asked.delete(accountId);
    await learn(accountId);
  }

  /** After a check, where it was asked before: the vendor may allow more or less by now. */
  async function learnAgain(accountId: string): Promise<void> {
    if (asked.delete(accountId)) await learn(accountId);
  }

  return { missing, learn, relearn, learnAgain };
});
