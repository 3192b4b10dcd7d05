import { computed, type ComputedRef } from 'vue';
import { tagSeparator } from '#shared/annotations.ts';
import { type Known, unknown } from '#shared/invoice-money.ts';
import { type ArchivedInvoice, isUnpaid, ledgerAmount } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import { servicePeriodOf } from '#shared/service-period.ts';
import type { Format } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import type { InvoiceColumn } from '../../stores/invoice-columns.ts';
import { useInvoiceStatus } from './invoice-status.ts';

/** The amounts of a row, as they add to a sum; null where the row says nothing of one. */
export const amountsOf = {
  net: (invoice: ArchivedInvoice) => ledgerAmount(invoice, invoice.net),
  tax: (invoice: ArchivedInvoice) => ledgerAmount(invoice, invoice.tax),
  total: (invoice: ArchivedInvoice) => ledgerAmount(invoice, invoice.total),
  remaining: (invoice: ArchivedInvoice) => (isUnpaid(invoice) ? invoice.remaining : null),
} as const satisfies Partial<Record<InvoiceColumn, (invoice: ArchivedInvoice) => Known<Money> | null>>;
export type AmountColumn = keyof typeof amountsOf;
export const isAmountColumn = (column: string): column is AmountColumn => Object.hasOwn(amountsOf, column);

type TextOf = (invoice: ArchivedInvoice, column: string) => string;

/** The texts of the list's cells. Each row's are written once, not each time that it passes by. */
export function useInvoiceTexts(nameOf: (invoice: ArchivedInvoice) => string): ComputedRef<TextOf> {
  const { t, format } = useText();
  const { wordsOf } = useInvoiceStatus();

  function dueOrPaid({ paidAt, dueAt, status }: ArchivedInvoice, present: Format): string {
    if (status === 'paid' && paidAt !== null) return t('invoices.paid', { day: present.billingDay(paidAt) });
    if (status === 'open' && dueAt !== null) return t('invoices.due', { day: present.billingDay(dueAt) });
    return '';
  }

  /** What it is for; usage alone is said to be usage, since it is billed after its time. */
  function serviceWords(invoice: ArchivedInvoice, present: Format): string {
    const { usage, fixed } = invoice.service;
    const period = present.periodName(servicePeriodOf(invoice), true);
    return usage && !fixed ? t('subscription.purpose.usage', { period }) : period;
  }

  const written = (invoice: ArchivedInvoice, present: Format): Record<InvoiceColumn, string> => {
    const amount = (column: AmountColumn): string => {
      const value = amountsOf[column](invoice);
      if (value === null) return '';
      return value === unknown ? t('common.notStated') : present.moneyWithCode(value);
    };
    return {
      issued: invoice.issuedAt === null ? '' : present.billingDay(invoice.issuedAt),
      number: nameOf(invoice),
      account: invoice.accountName,
      seller: invoice.seller ?? '',
      period: serviceWords(invoice, present),
      status: wordsOf(invoice),
      ...{ net: amount('net'), tax: amount('tax'), total: amount('total'), remaining: amount('remaining') },
      due: dueOrPaid(invoice, present),
      document: '',
      tags: invoice.tags.join(tagSeparator),
      costCentre: invoice.costCentre ?? '',
      poNumber: invoice.poNumber ?? '',
      handedOver: invoice.handedOverAt === null ? '' : present.day(invoice.handedOverAt),
    };
  };

  return computed(() => {
    // Another language or locale writes all of them again.
    const present = format.value;
    const known = new WeakMap<ArchivedInvoice, Readonly<Record<string, string>>>();
    return (invoice, column) => {
      const texts: Readonly<Record<string, string>> = known.get(invoice) ?? written(invoice, present);
      known.set(invoice, texts);
      return texts[column] ?? '';
    };
  });
}
