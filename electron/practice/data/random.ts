const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A 32-bit hash of the parts (FNV-1a with a final mix): the same on every machine. */
export function hashOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = String(part);
    for (let index = 0; index < text.length; index++) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** At least 0, below 1. */
export const fractionOf = (...parts: readonly (string | number)[]): number => hashOf(...parts) / 2 ** 32;

/** Letters and digits that look like a vendor's random id. */
export function tokenOf(length: number, ...parts: readonly (string | number)[]): string {
  let token = '';
  for (let word = 0; token.length < length; word++) {
    let hash = hashOf(word, ...parts);
    for (let digit = 0; digit < 5; digit++) {
      token += alphabet.charAt(hash % 62);
      hash = Math.floor(hash / 62);
    }
  }
  return token.slice(0, length);
}

/** A whole number in a fixed count of letters and digits. */
export function packNumber(value: number, width: number): string {
  let packed = '';
  let rest = value;
  for (let digit = 0; digit < width; digit++) {
    packed = alphabet.charAt(rest % 62) + packed;
    rest = Math.floor(rest / 62);
  }
  return packed;
}

/** The number that `packNumber` packed, or null for other text. */
export function unpackNumber(packed: string): number | null {
  let value = 0;
  for (const letter of packed) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return null;
    value = value * 62 + digit;
  }
  return value;
}
