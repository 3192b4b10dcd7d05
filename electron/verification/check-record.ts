import type { Archive, SelectedInvoice } from '../archive/index.ts';
import type { FindingDetail } from '#shared/verification.ts';

/** What the vendor did to an invoice after it was final. */
export function checkRecord({ invoice }: SelectedInvoice, versions: Archive['versions']): FindingDetail[] {
  const findings: FindingDetail[] = [];
  if (invoice.withdrawnAt !== null) findings.push({ code: 'withdrawn', at: invoice.withdrawnAt });
  if (invoice.version > 1) {
    const listed = versions(invoice.key);
    for (const { cause, seenAt, changed } of listed.ok ? listed.value.toReversed() : [])
      if (cause === 'vendor') findings.push({ code: 'changed-after-final', at: seenAt, fields: changed });
  }
  return findings;
}
