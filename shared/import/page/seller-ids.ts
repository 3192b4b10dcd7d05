/** So many digits with blanks, points or strokes between them. */
const digits = (count: number): string => String.raw`\d(?:[ .\u00a0-]?\d){${String(count - 1)}}`;
const gap = String.raw`[ .\u00a0-]?`;

/** Ids of value added tax by country, as they are written. */
const taxIds = [
  `ATU${gap}${digits(8)}`,
  `BE${gap}[01]${gap}${digits(9)}`,
  `BG${gap}(?:${digits(10)}|${digits(9)})`,
  `CHE${gap}${digits(9)}`,
  `CY${gap}${digits(8)}[A-Z]`,
  `CZ${gap}(?:${digits(10)}|${digits(9)}|${digits(8)})`,
  `(?:DE|EE|EL|PT)${gap}${digits(9)}`,
  `(?:DK|FI|HU|LU|MT|SI)${gap}${digits(8)}`,
  `ES${gap}[A-Z0-9]${gap}${digits(7)}${gap}[A-Z0-9]`,
  `FR${gap}[A-Z0-9]{2}${gap}${digits(9)}`,
  `GB${gap}(?:${digits(12)}|${digits(9)})`,
  `(?:HR|IT|LV)${gap}${digits(11)}`,
  String.raw`IE${gap}\d[A-Z0-9+*]\d{5}[A-Z]{1,2}`,
  `LT${gap}(?:${digits(12)}|${digits(9)})`,
  String.raw`NL${gap}${digits(9)}${gap}B${gap}\d\d`,
  `(?:PL|SK)${gap}${digits(10)}`,
  `RO${gap}${digits(10)}`,
  `SE${gap}${digits(12)}`,
];
const taxId = new RegExp(String.raw`(?<![\p{L}\d])(?:${taxIds.join('|')})(?![\p{L}\d]|[ .-]\d)`, 'gu');
const iban = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]){11,30}(?![\p{L}\d])/gu;

const compact = (text: string): string => text.replace(/[^\p{L}\d]/gu, '');

/** The ids of value added tax in a line, without blanks and points. */
export const taxIdsIn = (line: string): string[] =>
  // An account begins with letters and digits, too.
  (line.replace(iban, ' ').match(taxId) ?? []).map(compact);

/** The bank accounts (IBAN) in a line whose check digits are right, without blanks. */
export const bankAccountsIn = (line: string): string[] =>
  (line.match(iban) ?? []).flatMap((text) => wholeOf(text) ?? []);

/** What follows may look like a part of it: `… 51 BIC`. */
function wholeOf(text: string): string | null {
  for (let words = text; words !== ''; words = words.replace(/[ \u00a0]?[^ \u00a0]*$/u, '')) {
    const bare = compact(words);
    if (bare.length >= 15 && remainder(bare) === 1) return bare;
  }
  return null;
}

/** Of ISO 7064: 1 where the check digits are right. */
function remainder(account: string): number {
  const moved = `${account.slice(4)}${account.slice(0, 4)}`;
  const numbers = moved.replace(/[A-Z]/gu, (letter) => String(letter.charCodeAt(0) - 55));
  return Number(BigInt(numbers) % 97n);
}
