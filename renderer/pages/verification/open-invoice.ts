import type { Finding } from '#shared/verification.ts';
import { useRouter } from 'vue-router';
import { useInvoicesOf } from '../../composables/use-invoices-of.ts';

/** Opens the invoice of a finding in its account's list. */
export function useOpenInvoice() {
  const router = useRouter();
  const showInvoicesOf = useInvoicesOf();
  return async ({ accountId, key, invoice }: Pick<Finding, 'accountId' | 'key' | 'invoice'>): Promise<void> => {
    const query = { invoice: key, find: invoice };
    await (accountId === null ? router.push({ name: 'invoices', query }) : showInvoicesOf(accountId, query));
  };
}
