import type { Follow } from '../platform/ports.ts';

/** Where nobody looks. */
export const unfollowed: Follow = (_, work) =>
  work({ signal: new AbortController().signal, progress: () => undefined });
