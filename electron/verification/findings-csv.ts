import { stringify } from 'csv-stringify/sync';
import type { Verification } from '#shared/verification.ts';
import { findingRows } from './finding-rows.ts';

/** The findings as RFC 4180 text with a header, a row each; text that a spreadsheet would run as a formula is escaped. */
export const findingsCsv = (verification: Verification, locale: string): string =>
  stringify(
    findingRows(verification, locale).map(({ kind, account, invoice, detail }) => [kind, account, invoice, detail]),
    {
      header: true,
      columns: ['finding', 'account', 'invoice', 'detail'],
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
