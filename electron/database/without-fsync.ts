import type { Database } from './open.ts';

/**
 * A write that does not wait until it survives a power cut: it does so with the next one that waits. For what can be fetched
 * or read again. After a power cut the newest of such writes may be gone, each as a whole, and none without those after it.
 */
export const withoutFsync =
  <Values extends unknown[], Written>(db: Database, write: (...values: Values) => Written) =>
  (...values: Values): Written => {
    // SQLite changes this only between transactions; inside one it is for that one to say.
    if (db.inTransaction) return write(...values);
    db.pragma('synchronous = NORMAL');
    try {
      return write(...values);
    } finally {
      db.pragma('synchronous = FULL');
    }
  };
