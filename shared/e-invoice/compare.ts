import type { ArchivedInvoice } from '../invoices.ts';
import { isKnown, type Known, unknown } from '../invoice-money.ts';
import { add, type Money } from '../money.ts';
import { accountingDay } from '../period.ts';
import type { EInvoice } from './model.ts';

interface ComparedField {
  readonly field: 'number' | 'issued' | 'net' | 'tax' | 'total' | 'amountDue';
  readonly document: Money | string;
  readonly archive: Money | string | null;
  readonly same: boolean;
}

type Compared = Pick<ArchivedInvoice, 'type' | 'number' | 'issuedAt' | 'net' | 'tax' | 'total' | 'remaining' | 'paid'>;

/** What was to be paid when it was issued: payments that came since are in no document. */
const askedFor = ({ remaining, paid }: Compared): Known<Money> =>
  isKnown(remaining) && isKnown(paid) ? add(remaining, paid) : unknown;

/** What the embedded invoice states beside what the archive holds. What one of the two does not state is left out. */
export function compareWithArchive(invoice: EInvoice, archived: Compared, timeZone: string): ComparedField[] {
  const { totals } = invoice;
  const fields: (readonly [ComparedField['field'], Money | string | null, Money | string | null])[] = [
    ['number', invoice.number, archived.number],
    ['issued', invoice.issuedOn, archived.issuedAt === null ? null : accountingDay(archived.issuedAt, timeZone)],
    ['net', totals.net, archived.net],
    ['tax', totals.tax, archived.tax],
    ['total', totals.total, archived.total],
    // Nobody pays a credit note, whatever amount it states as due.
    ...(archived.type === 'credit-note' ? [] : [['amountDue', totals.amountDue, askedFor(archived)] as const]),
  ];
  return fields.flatMap(([field, document, archive]) =>
    document === null || archive === unknown ? [] : [{ field, document, archive, same: isSame(document, archive) }],
  );
}

function isSame(a: Money | string, b: Money | string | null): boolean {
  if (b === null || typeof a === 'string' || typeof b === 'string') return a === b;
  return a.amount === b.amount && a.currency === b.currency;
}
