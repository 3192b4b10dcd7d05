import { failedIdentities } from '#shared/invoice-identities.ts';
import type { FindingDetail } from '#shared/verification.ts';
import type { Archive, SelectedInvoice } from '../archive/index.ts';

/**
 * What of an invoice does not follow from its own other figures, as far as those are known.
 * @param inPart ids of invoices some of whose lines could not be read
 */
export function checkSums(
  { invoice }: Pick<SelectedInvoice, 'invoice'>,
  invoices: Pick<Archive['invoices'], 'lines'>,
  inPart: ReadonlySet<string>,
): FindingDetail[] {
  // The lines of an electronic invoice may be groups and what is in them.
  const isWhole = invoice.source === 'vendor' && !inPart.has(invoice.id);
  const lines = isWhole ? invoices.lines(invoice.key) : null;
  return failedIdentities(invoice, lines?.ok ? lines.value : null).map((failed) => ({
    code: 'sum-differs',
    ...failed,
  }));
}
