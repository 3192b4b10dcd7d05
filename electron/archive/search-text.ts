/** Letters without case and accents, so that `Muller` finds `Müller`; control characters are blanks. */
const fold = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\p{Cc}/gu, ' ')
    .toLowerCase();

/** What full-text search looks at, a line a field. */
export const searchTextOf = (invoice: { number: string | null; customerName: string | null; id: string }): string =>
  [invoice.number ?? '', invoice.customerName ?? '', invoice.id].map(fold).join('\n');

/** The words of a query: an invoice matches when each occurs somewhere in it, as part of a word too. */
export const searchWords = (query: string): string[] =>
  [...new Set(fold(query).split(/\s+/))].filter((word) => word !== '');

/** The full-text index knows no parts shorter than this. */
export const shortestIndexed = 3;

/** A word in the full-text index's own query language. */
export const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;
