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

/** Letters that Unicode does not take apart, as people write them who do not have them on their keyboard. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i' },
};

/**
 * As text is searched: `kobenhavn` finds `KØBENHAVN`. Not for what makes two names the same: there it stays as it was kept.
 */
export const foldLetters = (text: string): string =>
  fold(text).replace(/[øæœßłđðþħı]/g, (letter) => plainLetters[letter] ?? letter);

/** The words of a text: an invoice matches when each occurs somewhere in it, as part of a word too. */
export const searchWords = (text: string): string[] =>
  foldLetters(text)
    .split(' ')
    .filter((word) => word !== '');

/** The full-text index knows no parts shorter than this. Counted in code points, as the index counts. */
export const isIndexed = (word: string): boolean => /^.{3}/su.test(word);
