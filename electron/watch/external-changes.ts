import type { Database } from '../database/open.ts';

/** Tells, whenever it is called, whether another process on the same data folder, a command for one, wrote since the last call. */
export function createExternalChanges(db: Database): () => boolean {
  let seenVersion: unknown = null;
  return () => {
    const version: unknown = db.pragma('data_version', { simple: true });
    const isOther = seenVersion !== null && version !== seenVersion;
    seenVersion = version;
    return isOther;
  };
}
