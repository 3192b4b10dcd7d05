import { isKnown, type InvoiceMoney } from '#shared/invoice-money.ts';
import type { ArchivedInvoice, InvoiceKey } from '#shared/invoices.ts';
import { dayOf } from '#shared/period.ts';
import type { Archive } from '../archive/index.ts';
import type { Emit } from '../events/index.ts';
import type { PdfReader } from '../pdf-reader/index.ts';
import { factsOfArchived, importedInvoice } from './imported-invoice.ts';

interface Parts {
  readonly archive: Pick<Archive, 'imported' | 'documents'>;
  readonly reader: Pick<PdfReader, 'read'>;
  readonly emit: Emit<'invoices.changed'>;
}

/** Of the file or the program, not of the document: it is tried again at the next start. */
const transient = new Set(['cancelled', 'file-failed']);

/**
 * Reads the documents of invoices that were imported before all that an electronic invoice states was kept, and keeps it
 * where nobody has said otherwise since. Each is read once; one whose drive is away waits.
 */
export function createReadAgain({ archive, reader, emit }: Parts) {
  async function moneyStatedIn(key: InvoiceKey): Promise<InvoiceMoney | 'none' | 'later'> {
    const document = await archive.documents.of(key);
    if (!document.ok) return 'later';
    const read = await reader.read(document.value.file, document.value.sha256.slice(0, 12));
    if (!read.ok) return transient.has(read.error.code) ? 'later' : 'none';
    const [{ eInvoiceAmong }, { moneyOfEInvoice }] = await Promise.all([
      import('#shared/import/stated-facts.ts'),
      import('#shared/e-invoice/index.ts'),
    ]);
    const stated = eInvoiceAmong(read.value.xml)?.invoice;
    return (stated && moneyOfEInvoice(stated)) ?? 'none';
  }

  return async function readAgain(signal: AbortSignal): Promise<void> {
    for (let next = archive.imported.toReadAfter(0); next && !signal.aborted;) {
      const { row, invoice } = next;
      const stated = await moneyStatedIn(invoice.key);
      if (stated !== 'later') {
        if (stated !== 'none' && isUntouched(invoice, stated)) {
          archive.imported.change(invoice.key, withMoney(invoice, stated));
          emit('invoices.changed', { accountId: invoice.accountId });
        }
        archive.imported.wasRead(row);
      }
      next = archive.imported.toReadAfter(row);
    }
  };
}

/** All of its total was kept as still to be paid, or nothing: nobody wrote another amount. */
function isUntouched({ total, remaining }: ArchivedInvoice, stated: InvoiceMoney): boolean {
  const isSame = stated.total.currency === total.currency && Math.abs(stated.total.amount) === Math.abs(total.amount);
  const isDefault = isKnown(remaining) && (remaining.amount === total.amount || remaining.amount === 0);
  return isSame && isDefault && isKnown(stated.remaining);
}

function withMoney(invoice: ArchivedInvoice, stated: InvoiceMoney) {
  const { accountId, type, number, issuedAt, createdAt, dueAt, total, status } = invoice;
  const tax = isKnown(invoice.tax) ? invoice.tax : stated.tax;
  return importedInvoice(
    {
      ...{ accountId, type, number, total, paid: status === 'paid' },
      paidOn: invoice.paidAt && dayOf(invoice.paidAt),
      issuedOn: dayOf(issuedAt ?? createdAt),
      dueOn: dueAt === null ? null : dayOf(dueAt),
      tax: isKnown(tax) ? tax : null,
      remaining: isKnown(stated.remaining) ? stated.remaining : null,
    },
    { ...factsOfArchived(invoice), money: stated },
  );
}
