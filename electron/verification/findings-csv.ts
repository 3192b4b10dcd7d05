import { stringify } from 'csv-stringify/sync';
import { findingText } from '#shared/messages/finding-text.ts';
import type { Verification } from '#shared/verification.ts';

/** The findings as RFC 4180 text with a header, a row each; text that a spreadsheet would run as a formula is escaped. */
export const findingsCsv = ({ findings }: Verification, locale: string): string =>
  stringify(
    findings.map(({ kind, account, invoice, detail }) => [kind, account, invoice, findingText(detail, locale)]),
    {
      header: true,
      columns: ['finding', 'account', 'invoice', 'detail'],
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
