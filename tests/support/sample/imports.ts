import type { ImportItem, SimilarInvoice } from '#shared/import/items.ts';
import type { InvoiceKey } from '#shared/invoices.ts';
import type { ImportProposal } from '#shared/import/proposal-schema.ts';
import { money } from '#shared/money.ts';

export const sampleProposal = (changes: Partial<ImportProposal> = {}): ImportProposal => ({
  kind: 'pdf',
  pages: 1,
  scanned: false,
  recognised: false,
  eInvoice: 'none',
  differs: [],
  type: 'invoice',
  number: { value: 'RE-2026/0815', confidence: 'labelled' },
  issuedOn: { value: '2026-10-31', confidence: 'labelled' },
  dueOn: { value: '2026-11-14', confidence: 'labelled' },
  language: 'de',
  currency: { value: 'EUR', confidence: 'labelled' },
  total: { value: money(49076, 'EUR'), confidence: 'labelled' },
  tax: { value: money(7836, 'EUR'), confidence: 'labelled' },
  remaining: null,
  money: null,
  sellerTaxId: null,
  sellerTaxIds: [],
  bankAccounts: [],
  payee: null,
  paymentReference: null,
  seller: null,
  buyer: null,
  taxId: null,
  period: null,
  paid: false,
  paidOn: null,
  lines: [],
  ...changes,
});

export const sampleImport = (id: string, changes: Partial<ImportItem> = {}): ImportItem => ({
  id,
  accountId: 'acc_imagekit',
  fileName: `${id}.pdf`,
  within: null,
  mail: null,
  bytes: 61_440,
  origin: 'chosen',
  state: 'waiting',
  proposal: sampleProposal(),
  certain: false,
  similar: [],
  seller: null,
  refusal: null,
  ...changes,
});

/** An invoice of the archive that a file may be a copy of. */
export const sampleSimilar = (key: InvoiceKey, changes: Partial<SimilarInvoice> = {}): SimilarInvoice => ({
  ...{ other: key, key, reason: 'same-number', number: 'INV-4711', total: money(12900, 'USD') },
  ...{ issuedOn: '2026-10-31', sellerName: 'Pixel & Söhne GmbH', accountName: 'ImageKit', fileName: null },
  ...changes,
});

const stated = <T>(value: T) => ({ value, confidence: 'stated' as const });

/** What a finance team has in its folders: certain, to be looked at, a scan, and what is no invoice at all. */
export const sampleImports = (): ImportItem[] => [
  sampleImport('Hosting October', {
    certain: true,
    proposal: sampleProposal({
      eInvoice: 'good',
      number: stated('RE-2026/0815'),
      issuedOn: stated('2026-10-31'),
      dueOn: stated('2026-11-14'),
      total: stated(money(49076, 'EUR')),
      tax: stated(money(7836, 'EUR')),
      seller: 'Pixel & Söhne GmbH',
      buyer: 'Nordlicht Logistik GmbH',
    }),
  }),
  sampleImport('2026-10 Bandwidth', {
    proposal: sampleProposal({
      number: { value: 'INV-4711', confidence: 'found' },
      dueOn: null,
      tax: null,
      total: { value: money(12900, 'USD'), confidence: 'labelled' },
    }),
    similar: [sampleSimilar('acc_imagekit:in_1')],
  }),
  sampleImport('scan0001', {
    proposal: sampleProposal({ scanned: true, number: null, issuedOn: null, dueOn: null, total: null, tax: null }),
  }),
  sampleImport('Sign in', {
    state: 'refused',
    proposal: null,
    refusal: { code: 'file-not-pdf', file: 'Sign in.pdf', found: 'html' },
  }),
];
