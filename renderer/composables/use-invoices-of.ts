import { type LocationQueryRaw, useRouter } from 'vue-router';
import { useAccounts } from '../stores/accounts.ts';
import { useInvoices } from '../stores/invoices.ts';

/**
 * Shows the invoices of an account, open or closed; a closed one is nothing that the other screens could show. What was
 * searched for before would hide them: an account without an invoice is what that looked like.
 */
export function useInvoicesOf() {
  const accounts = useAccounts();
  const invoices = useInvoices();
  const router = useRouter();
  return (accountId: string, query: LocationQueryRaw = {}): Promise<unknown> => {
    accounts.select(accountId);
    invoices.everywhere = false;
    invoices.closedId = accounts.closed.some(({ id }) => id === accountId) ? accountId : null;
    if (query['find'] === undefined) invoices.clearFilters();
    return router.push({ name: 'invoices', query });
  };
}
