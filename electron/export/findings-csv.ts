import type { CsvPresetName } from '#shared/export.ts';
import type { Verification } from '#shared/verification.ts';
import { findingRows } from '../verification/index.ts';
import { csvOf, csvPresetOf } from './csv.ts';

const columns = ['finding', 'account', 'invoice', 'detail'].map((title) => ({ title, width: 20 }));

/** The findings of a verification as CSV with a header, a row each, in words of the locale. */
export const findingsCsv = (
  verification: Pick<Verification, 'findings'>,
  preset: CsvPresetName,
  locale: string,
): Promise<Buffer<ArrayBuffer>> => {
  const rows = findingRows(verification, locale).map((row) => [row.kind, row.account, row.invoice, row.detail]);
  return csvOf({ columns, rows }, csvPresetOf(preset, locale));
};
