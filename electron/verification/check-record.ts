import type { InvoiceVersion } from '#shared/invoice-record.ts';
import type { InvoiceHistory, SelectedInvoice } from '../archive/index.ts';
import type { Found } from './finding.ts';

/** What the vendor did to an invoice after it was final. */
export function checkRecord(
  { invoice }: Pick<SelectedInvoice, 'invoice'>,
  versions: InvoiceHistory['versions'],
): Found[] {
  const findings: Found[] = [];
  if (invoice.withdrawnAt !== null) findings.push({ detail: { code: 'withdrawn', at: invoice.withdrawnAt } });
  if (invoice.version > 1) {
    const listed = versions(invoice.key);
    for (const version of listed.ok ? listed.value.toReversed() : []) {
      const { cause, seenAt, changed } = version;
      if (cause !== 'vendor') continue;
      findings.push({ detail: { code: 'changed-after-final', at: seenAt, fields: changed }, mark: saidBy(version) });
    }
  }
  return findings;
}

/** The newest of very many versions is written over: what it says then is another finding. */
const saidBy = ({ number, issuedAt, net, tax, total }: InvoiceVersion): string =>
  JSON.stringify([number, issuedAt, net, tax, total]);
