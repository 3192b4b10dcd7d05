import type { ArchivedInvoice } from '../invoices.ts';
import type { Money } from '../money.ts';
import { accountingDay } from '../period.ts';
import type { EInvoice } from './model.ts';

interface ComparedField {
  readonly field: 'number' | 'issued' | 'net' | 'tax' | 'total' | 'amountDue';
  readonly document: Money | string;
  readonly archive: Money | string | null;
  readonly same: boolean;
}

type Compared = Pick<ArchivedInvoice, 'number' | 'issuedAt' | 'net' | 'tax' | 'total' | 'amountDue'>;

/** What the embedded invoice states beside what the archive holds. What the document does not state is left out. */
export function compareWithArchive(invoice: EInvoice, archived: Compared, timeZone: string): ComparedField[] {
  const { totals } = invoice;
  const fields: (readonly [ComparedField['field'], Money | string | null, Money | string | null])[] = [
    ['number', invoice.number, archived.number],
    ['issued', invoice.issuedOn, archived.issuedAt === null ? null : accountingDay(archived.issuedAt, timeZone)],
    ['net', totals.net, archived.net],
    ['tax', totals.tax, archived.tax],
    ['total', totals.total, archived.total],
    ['amountDue', totals.amountDue, archived.amountDue],
  ];
  return fields.flatMap(([field, document, archive]) =>
    document === null ? [] : [{ field, document, archive, same: isSame(document, archive) }],
  );
}

function isSame(a: Money | string, b: Money | string | null): boolean {
  if (b === null || typeof a === 'string' || typeof b === 'string') return a === b;
  return a.amount === b.amount && a.currency === b.currency;
}
