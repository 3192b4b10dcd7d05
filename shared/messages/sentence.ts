/** Somebody else's words as a sentence among ours: with a stop where they have none, also behind a quotation mark. */
export const asSentence = (words: string): string =>
  words === '' || /[.!?…。！？]["'”’»)\]]?$/u.test(words) ? words : `${words}.`;
