import { useEventListener } from '@vueuse/core';
import { ref } from 'vue';
import { useRouter } from 'vue-router';
import type { ArchivedInvoice, InvoiceKey } from '#shared/invoices.ts';
import type { SupportMatter } from '#shared/messages/support-mail.ts';
import { call } from '../../bridge.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAccounts } from '../../stores/accounts.ts';
import { useInvoices } from '../../stores/invoices.ts';
import { useToasts } from '../../stores/toasts.ts';

/** What can be done with one invoice, from its row and from its preview. Outcomes are reported as toasts. */
export function useInvoiceActions() {
  const accounts = useAccounts();
  const invoices = useInvoices();
  const router = useRouter();
  const toasts = useToasts();
  const { t } = useText();
  /** Keys of invoices whose document is being fetched. */
  const fetching = ref<ReadonlySet<string>>(new Set());

  /** Invoices that the user was sent to pay: they are read again when the window gets the focus back. */
  const sentToPay = new Set<InvoiceKey>();
  async function lookAtPaid(): Promise<void> {
    for (const key of sentToPay) {
      const read = await call('invoices.refresh', { key });
      if (!read.ok || read.value.status !== 'paid') continue;
      sentToPay.delete(key);
      toasts.succeed(t('invoices.payment.nowPaid', { number: nameOf(read.value) }));
      invoices.refreshSoon();
    }
  }
  useEventListener(window, 'focus', () => void lookAtPaid());

  const nameOf = ({ number }: ArchivedInvoice) => number ?? t('invoices.noNumber');

  return {
    fetching,
    nameOf,
    mayPay: ({ payable, accountId }: ArchivedInvoice): boolean => payable && accounts.mayChangeIn(accountId),
    mayFetch: ({ document }: ArchivedInvoice): boolean =>
      document === 'missing' || document === 'failed' || document === 'pending',

    /** Why the invoice cannot be paid from here; empty where it can. */
    whyNotPay: ({ accountId }: ArchivedInvoice): string =>
      accounts.mayChangeIn(accountId) ? '' : t('subscription.viewer'),

    async pay({ key }: ArchivedInvoice): Promise<void> {
      sentToPay.add(key);
      toasts.reportFailure(await call('invoices.pay', { key }));
    },

    async openReceipt({ key }: ArchivedInvoice): Promise<void> {
      toasts.reportFailure(await call('invoices.openReceipt', { key }));
    },

    async contactSupport({ key }: ArchivedInvoice, matter: SupportMatter): Promise<void> {
      toasts.reportFailure(await call('invoices.contactSupport', { key, matter }));
    },

    /** Shows another invoice in the list and opens it. */
    goTo: ({ key, number, id }: ArchivedInvoice) =>
      router.push({ name: 'invoices', query: { invoice: key, find: number ?? id } }),

    /** Answers with the invoice as it is afterwards; null when the call failed. */
    async fetchDocument(invoice: ArchivedInvoice, again = false): Promise<ArchivedInvoice | null> {
      if (fetching.value.has(invoice.key)) return null;
      fetching.value = new Set([...fetching.value, invoice.key]);
      const result = await call('invoices.fetchDocument', { key: invoice.key, again });
      fetching.value = new Set([...fetching.value].filter((key) => key !== invoice.key));
      if (!result.ok) {
        if (result.error.code === 'cancelled') toasts.show({ tone: 'info', text: t('invoices.fetchCancelled') });
        else toasts.fail(result.error);
        return null;
      }
      invoices.refreshSoon();
      const { documentError, document } = result.value;
      if (documentError) toasts.fail(documentError);
      else if (document === 'stored') toasts.succeed(t('invoices.fetched', { number: nameOf(invoice) }));
      return result.value;
    },

    /** The PDF of the newest version, unless another is named. */
    async save({ key }: ArchivedInvoice, version?: number): Promise<void> {
      const result = await call('invoices.saveDocument', { key, version });
      if (!toasts.reportFailure(result) && result.value)
        toasts.succeed(t('invoices.saved', { file: result.value.fileName }));
    },

    async saveAttachment({ key }: ArchivedInvoice, name: string): Promise<void> {
      const result = await call('invoices.saveAttachment', { key, name });
      if (!toasts.reportFailure(result) && result.value)
        toasts.succeed(t('invoices.saved', { file: result.value.fileName }));
    },

    async copy(text: string): Promise<void> {
      const result = await call('app.copyText', { text });
      if (!toasts.reportFailure(result)) toasts.succeed(t('invoices.copied', { text }));
    },

    /** With the system's own program for PDFs. */
    async openElsewhere({ key }: ArchivedInvoice, version?: number): Promise<void> {
      toasts.reportFailure(await call('invoices.openDocument', { key, version }));
    },

    /** While the mouse is moved: main goes on with the drag. */
    async drag({ key }: ArchivedInvoice): Promise<void> {
      toasts.reportFailure(await call('invoices.drag', { key }));
    },

    async showInFolder({ key }: ArchivedInvoice): Promise<void> {
      toasts.reportFailure(await call('invoices.showInFolder', { key }));
    },
  };
}

export type InvoiceActions = ReturnType<typeof useInvoiceActions>;
