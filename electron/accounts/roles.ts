import { mayChange, type Role } from '#shared/accounts.ts';
import type { GuardedAction } from '#shared/guarded-actions.ts';
import { fail, ok, type Result } from '#shared/result.ts';

/** Whether this role may make a change; an office rule, not a security boundary. */
export const requireChange = (role: Role, action: GuardedAction): Result<null> =>
  mayChange(role) ? ok(null) : fail({ code: 'role-forbids', role, action });
