/* What DATEV's fields take, and by which rules a text becomes that. */

/** The 27 characters of Windows-1252 that Latin-1 does not have in their places. */
const extras = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

const isWindows1252 = (character: string): boolean =>
  /^[ -~\u00a0-\u00ff]$/.test(character) || (character.length === 1 && extras.includes(character));

/**
 * In the characters of Windows-1252, one line: letters without the marks that it lacks (`ő` is `o`), control characters
 * and line breaks as a blank, what remains as a question mark.
 */
export function windows1252Text(text: string): string {
  const characters = Array.from(text.normalize('NFC').replace(/[\p{Cc}\u2028\u2029]+/gu, ' '));
  return characters
    .map((character) => {
      if (isWindows1252(character)) return character;
      const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
      return plain !== '' && Array.from(plain).every(isWindows1252)
        ? plain
        : /\p{Cf}|\p{M}/u.test(character)
          ? ''
          : '?';
    })
    .join('')
    .replace(/ +/g, ' ')
    .trim();
}

/** At most so many characters. */
export const shortened = (text: string, most: number): string => text.slice(0, most).trimEnd();

/** Of a number: letters, digits and the signs of Belegfeld 1; anything else becomes a hyphen, marks of letters are lost. */
export const receiptNumber = (number: string): string =>
  number
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .trim()
    .replace(/[^A-Za-z0-9$&%*+\-/]+/g, '-');

/** Characters that Belegfeld 1 holds. */
export const receiptNumberLength = 36;
/** And the posting text. */
export const postingTextLength = 60;

/** Of a cost center: letters, digits, blanks. */
export const costCentreText = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_]+/g, ' ')
    .trim()
    .slice(0, 36);
