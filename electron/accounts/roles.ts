import { mayChange, type Role } from '#shared/accounts.ts';
import type { GuardedAction } from '#shared/guarded-actions.ts';
import { fail, ok, type Result } from '#shared/result.ts';

/** Whether this role may make a change; an office rule, not a security boundary. */
export const requireChange = (role: Role, action: GuardedAction): Result<null> =>
  mayChange(role) ? ok(null) : fail({ code: 'role-forbids', role, action });

/** The same for what concerns all accounts: the role in one of them is enough. Without any account nothing forbids it. */
export function requireChangeAnywhere(
  accounts: readonly { readonly role: Role }[],
  action: GuardedAction,
): Result<null> {
  const [first] = accounts;
  return !first || accounts.some(({ role }) => mayChange(role)) ? ok(null) : requireChange(first.role, action);
}
