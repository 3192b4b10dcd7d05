import { ref } from 'vue';
import { mayChange } from '#shared/accounts.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { call } from '../../bridge.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAccounts } from '../../stores/accounts.ts';
import { useInvoices } from '../../stores/invoices.ts';
import { useToasts } from '../../stores/toasts.ts';

/** What can be done with one invoice, from its row and from its preview. Outcomes are told as toasts. */
export function useInvoiceActions() {
  const accounts = useAccounts();
  const invoices = useInvoices();
  const toasts = useToasts();
  const { t } = useText();
  /** Keys of invoices whose document is being fetched. */
  const fetching = ref<ReadonlySet<string>>(new Set());

  const nameOf = ({ number }: ArchivedInvoice) => number ?? t('invoices.noNumber');

  return {
    fetching,
    nameOf,
    mayPay: ({ payable, accountId }: ArchivedInvoice): boolean => {
      const account = accounts.accounts.find(({ id }) => id === accountId);
      return payable && account !== undefined && mayChange(account.role);
    },
    mayFetch: ({ document }: ArchivedInvoice): boolean =>
      document === 'missing' || document === 'failed' || document === 'pending',

    async pay({ key }: ArchivedInvoice): Promise<void> {
      const result = await call('invoices.pay', { key });
      if (!result.ok) toasts.fail(result.error);
    },

    /** Answers with the invoice as it is afterwards; null when the call failed. */
    async fetchDocument(invoice: ArchivedInvoice): Promise<ArchivedInvoice | null> {
      if (fetching.value.has(invoice.key)) return null;
      fetching.value = new Set([...fetching.value, invoice.key]);
      const result = await call('invoices.fetchDocument', { key: invoice.key });
      fetching.value = new Set([...fetching.value].filter((key) => key !== invoice.key));
      if (!result.ok) {
        toasts.fail(result.error);
        return null;
      }
      invoices.refreshSoon();
      const { documentError, document } = result.value;
      if (documentError) toasts.fail(documentError);
      else if (document === 'stored') toasts.succeed(t('invoices.fetched', { number: nameOf(invoice) }));
      return result.value;
    },

    async save({ key }: ArchivedInvoice): Promise<void> {
      const result = await call('invoices.saveDocument', { key });
      if (!result.ok) toasts.fail(result.error);
      else if (result.value) toasts.succeed(t('invoices.saved', { file: result.value.fileName }));
    },

    async showInFolder({ key }: ArchivedInvoice): Promise<void> {
      const result = await call('invoices.showInFolder', { key });
      if (!result.ok) toasts.fail(result.error);
    },
  };
}

export type InvoiceActions = ReturnType<typeof useInvoiceActions>;
