import type { Finding } from '#shared/verification.ts';
import { useRouter } from 'vue-router';
import { useAccounts } from '../../stores/accounts.ts';

/** Opens the invoice of a finding in its account's list. */
export function useOpenInvoice() {
  const router = useRouter();
  const accounts = useAccounts();
  return async ({ accountId, key, invoice }: Pick<Finding, 'accountId' | 'key' | 'invoice'>): Promise<void> => {
    if (accountId !== null) accounts.select(accountId);
    await router.push({ name: 'invoices', query: { invoice: key, find: invoice } });
  };
}
