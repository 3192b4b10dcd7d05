import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Tells whether a key is the same again, without telling the key. */
export interface KeyHash {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

// Keys are long and random, so a plain hash cannot be guessed back.
const digest = (salt: Uint8Array, key: string): Buffer =>
  createHash('sha256').update(salt).update(key, 'utf8').digest();

export function hashKey(key: string): KeyHash {
  const salt = randomBytes(16);
  return { salt, hash: digest(salt, key) };
}

export const isKeyOf = (key: string, { salt, hash }: KeyHash): boolean => {
  const other = digest(salt, key);
  return other.length === hash.length && timingSafeEqual(other, hash);
};
