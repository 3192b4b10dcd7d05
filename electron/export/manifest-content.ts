import type { InvoiceKey } from '#shared/invoices.ts';
import type { ExportReport } from '#shared/export.ts';
import type { ChosenInvoice } from './chosen.ts';
import type { Placed } from './destination.ts';
import type { Manifest } from './manifest.ts';
import type { OutputKind } from './output-names.ts';
import type { WrittenOutput } from './output-set.ts';

export interface ChosenAndPlaced {
  readonly chosen: ReadonlyMap<InvoiceKey, ChosenInvoice>;
  readonly placed: Placed;
}

/** What a manifest says of the invoices and their documents, whatever the question was. */
export function saidOf(
  { chosen, placed }: ChosenAndPlaced,
  withDocuments: boolean,
  report: ExportReport,
): Pick<Manifest, 'accounts' | 'files' | 'withoutFile'> {
  const accounts = new Map<string, string>();
  const files: Manifest['files'] = [];
  const withoutFile: Manifest['withoutFile'] = [];
  const reasons = new Map([
    ...report.failed.map(({ invoice, code }) => [invoice, code] as const),
    ...report.withoutFile.map(({ invoice, reason }) => [invoice, reason] as const),
  ]);
  for (const invoice of chosen.values()) {
    const { id, accountId, accountName: account, number, version, documentIsOwn, document } = invoice;
    accounts.set(accountId, account);
    const file = placed.get(invoice);
    if (file && document) {
      const { sha256, bytes } = document;
      const whose = { invoice: id, account, number, version, ofEarlierVersion: !documentIsOwn };
      files.push({ path: file.path, sha256, bytes, ...whose });
    } else if (withDocuments) withoutFile.push({ invoice: id, account, reason: reasons.get(id) ?? 'none' });
  }
  return { accounts: [...accounts].map(([id, name]) => ({ id, name })), files, withoutFile };
}

/** What it says of the files beside them. */
export function listedTables(written: ReadonlyMap<OutputKind, WrittenOutput>): Pick<Manifest, 'ledger' | 'pack'> {
  const listed = (kind: OutputKind) => {
    const found = written.get(kind);
    return found ? { path: found.path, sha256: found.sha256, bytes: found.bytes } : null;
  };
  const [voidsAndCredits, verification, findingsList] = [
    listed('voidsAndCredits'),
    listed('verification'),
    listed('findingsList'),
  ];
  return {
    ledger: { csv: listed('csv'), taxes: listed('taxes'), xlsx: listed('xlsx') },
    pack: voidsAndCredits && verification && findingsList && { voidsAndCredits, verification, findingsList },
  };
}
