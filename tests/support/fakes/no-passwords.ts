import type { DocumentPasswords } from '../../../electron/imports/index.ts';

/** Nobody has told any password of a document, and none is kept. */
export const noPasswords: DocumentPasswords = {
  of: () => Promise.resolve(null),
  keep: () => Promise.resolve(),
  others: () => Promise.resolve([]),
};
