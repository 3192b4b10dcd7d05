/** Those of a first set, where nothing can be there yet. */
export const firstNames = {
  csv: 'ledger.csv',
  taxes: 'ledger-taxes.csv',
  xlsx: 'ledger.xlsx',
  voidsAndCredits: 'voids-and-credits.csv',
  verification: 'verification.json',
  findingsList: 'verification.csv',
  manifest: 'manifest.json',
  checksums: 'SHA256SUMS',
} as const;
export type OutputKind = keyof typeof firstNames;
/** What is made before it is known under which names: the manifest and the checksums name the others. */
export type TableKind = Exclude<OutputKind, 'manifest' | 'checksums'>;

export const isTable = (kind: OutputKind): kind is TableKind => kind !== 'manifest' && kind !== 'checksums';
