import { dirname } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import { fileErrorOf } from '../files/index.ts';
import { isNameTaken } from './account-rows.ts';

/**
 * Makes a change in one transaction, or not at all. Another process may meanwhile have taken the name; the disk may be
 * full. Files are changed inside it, too: the database keeps other processes out.
 */
export type ChangeRows = <T>(value: T, name: string, change: () => void) => Result<T>;

export function createChangeRows(db: Database, secretsFile: string, emit: Emit<'accounts.changed'>): ChangeRows {
  return (value, name, change) => {
    try {
      db.transaction(change).immediate();
    } catch (cause) {
      if (isNameTaken(cause)) return fail({ code: 'account-name-taken', name });
      return fail(fileErrorOf(cause, dirname(secretsFile), secretsFile));
    }
    emit('accounts.changed', null);
    return ok(value);
  };
}
