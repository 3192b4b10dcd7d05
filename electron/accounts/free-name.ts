import { fail, ok, type Result } from '#shared/result.ts';
import { tidyName } from './account-name.ts';
import type { AccountRows } from './account-rows.ts';

/** The tidied name, if no other account has it. */
export type FreeName = (name: string, ownId: string | null) => Result<string>;

export const createFreeName =
  (rows: Pick<AccountRows, 'byName'>): FreeName =>
  (name, ownId) => {
    const tidy = tidyName(name);
    if (tidy === '') return fail({ code: 'account-name-empty' });
    const holder = rows.byName(tidy);
    if (!holder || holder.id === ownId) return ok(tidy);
    return fail({ code: holder.closedAt === null ? 'account-name-taken' : 'account-name-closed', name: tidy });
  };
