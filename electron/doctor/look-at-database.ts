import { dirname } from 'node:path';
import type { AppError } from '#shared/errors.ts';
import { type DatabaseWorker, hasContent, readableCopy, remainsIn } from '../backup/index.ts';
import { databaseErrorOf } from '../database/database-error.ts';
import { migrations } from '../database/migrations/index.ts';
import { fileErrorOf } from '../files/index.ts';
import { type Facts, factsOf, versionOf } from './database-facts.ts';

/** What became of looking at a database. */
export type DatabaseLook =
  /** A data folder in which nothing was ever kept. */
  | { readonly state: 'new' }
  | { readonly state: 'missing' }
  | { readonly state: 'other-version'; readonly found: number; readonly supported: number }
  | { readonly state: 'failed'; readonly error: AppError }
  | { readonly state: 'open'; readonly facts: Facts; readonly bytes: number };

/** Looks at a database as a whole; nothing of the data folder is changed, whatever state it is in. */
export async function lookAtDatabase(file: string, worker: DatabaseWorker): Promise<DatabaseLook> {
  const folder = dirname(file);
  if (!hasContent(file)) return { state: remainsIn(folder).any ? 'missing' : 'new' };
  try {
    const readable = readableCopy(file);
    try {
      const [found, supported] = [versionOf(readable.file), migrations.at(-1)?.version ?? 0];
      if (found > supported) return { state: 'other-version', found, supported };
      // Damage further on is found by reading all of it, which takes a process of its own a while.
      const whole = await worker({ task: 'look', file: readable.file });
      if (!whole.ok) return { state: 'failed', error: whole.error };
      if (found < supported) return { state: 'other-version', found, supported };
      return { state: 'open', facts: factsOf(readable.file), bytes: whole.value.bytes };
    } finally {
      readable.dispose();
    }
  } catch (cause) {
    return { state: 'failed', error: databaseErrorOf(cause, file) ?? fileErrorOf(cause, folder, file) };
  }
}
