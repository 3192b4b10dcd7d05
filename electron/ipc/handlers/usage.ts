import { fail, ok } from '#shared/result.ts';
import { requireChange } from '../../accounts/index.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const usageHandlers = ({ program: { accounts, usage, watch } }: HandlerParts) =>
  ({
    'usage.plan': ({ accountId }) => ok(usage.plan(accountId)),
    'usage.savePlan'({ accountId, plan }) {
      const account = accounts.get(accountId);
      if (!account) return fail({ code: 'account-not-found', account: accountId });
      const allowed = requireChange(account.role, 'plan');
      if (!allowed.ok) return allowed;
      const saved = usage.savePlan(accountId, plan);
      // The estimate follows from it at once; what comes of that arrives as events.
      if (saved.ok) void watch.check(accountId);
      return saved;
    },
    'usage.history': async ({ accountId }) => ok(await usage.history(accountId)),
  }) satisfies Partial<Handlers>;
