import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';

// An invoice with a thousand lines has about this.
const maxCharacters = 2 * 1024 * 1024;

/** A vendor's JSON as it is kept; null where there is none, or far too much. */
export const packAnswer = (raw: string | null): Uint8Array | null =>
  raw === null || raw.length > maxCharacters
    ? null
    : deflateRawSync(raw, { level: 1, memLevel: 7, strategy: constants.Z_DEFAULT_STRATEGY });

export const unpackAnswer = (packed: Uint8Array): string =>
  inflateRawSync(packed, { maxOutputLength: 4 * maxCharacters }).toString('utf8');
