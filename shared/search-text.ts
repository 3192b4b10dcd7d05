/** Letters without case and accents, so that `Muller` finds `Müller`; any white space and control characters are one blank. */
export const fold = (text: string): string =>
  text
    .toWellFormed()
    // Twice: putting very many marks in their order takes very long.
    .replace(/\p{M}/gu, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** The words of a text: an invoice matches when each occurs somewhere in it, as part of a word too. */
export const searchWords = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => word !== '');

/** The full-text index knows no parts shorter than this. Counted in code points, as the index counts. */
export const isIndexed = (word: string): boolean => /^.{3}/su.test(word);
