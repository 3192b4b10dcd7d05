import { mayChange, type Role } from '#shared/accounts.ts';
import { fail, ok, type Result } from '#shared/result.ts';

/** Whether this role may do `action`, which names a change; an office rule, not a security boundary. */
export const requireChange = (role: Role, action: string): Result<null> =>
  mayChange(role) ? ok(null) : fail({ code: 'role-forbids', role, action });
