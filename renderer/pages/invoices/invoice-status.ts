import type { ArchivedInvoice, InvoiceStatus } from '#shared/invoices.ts';
import { useText } from '../../i18n/use-text.ts';

const statusOf = ({ overdue, status }: ArchivedInvoice): InvoiceStatus | 'overdue' => (overdue ? 'overdue' : status);

/** The status of an invoice, and in words. */
export function useInvoiceStatus() {
  const { t } = useText();
  return {
    statusOf,
    /** A credit note that is in force has the status of a paid invoice. */
    wordsOf(invoice: ArchivedInvoice): string {
      const status = t(`invoices.status.${statusOf(invoice)}`);
      if (invoice.type !== 'credit-note') return status;
      const named = t('fields.types.credit-note');
      return statusOf(invoice) === 'paid' ? named : `${named}, ${status}`;
    },
  };
}
