import { stringify } from 'csv-stringify/sync';
import { looksLikeFormula, visibleCell } from '#shared/visible-text.ts';

/** Text, or a figure, which is written as it is: its minus is no formula. */
export type CsvCell = string | null | { readonly figure: string };

/**
 * Rows as CSV (RFC 4180, lines end with CRLF): the one way in which tables leave Billfold as text. What comes from outside
 * is harmless in it: a text that a spreadsheet could take for a formula gets an apostrophe in front, control characters
 * and direction marks are written as `\u202e`, and a cell with any line break is quoted.
 */
export const csvText = (rows: readonly (readonly CsvCell[])[], delimiter = ','): string =>
  stringify(
    rows.map((row) => row.map(cellText)),
    // A lone CR or LF ends a record, too, for whoever reads it.
    { delimiter, record_delimiter: '\r\n', quoted_match: /[\r\n\u2028\u2029]/ },
  );

function cellText(cell: CsvCell): string | null {
  if (cell === null) return null;
  if (typeof cell !== 'string') return cell.figure;
  const text = visibleCell(cell);
  return looksLikeFormula(cell) ? `'${text}` : text;
}
