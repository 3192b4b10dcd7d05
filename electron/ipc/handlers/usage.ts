import { ok } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const usageHandlers = ({ program: { usage, watch } }: HandlerParts) =>
  ({
    'usage.plan': ({ accountId }) => ok(usage.plan(accountId)),
    'usage.savePlan'({ accountId, plan }) {
      const saved = usage.savePlan(accountId, plan);
      // The estimate follows from it at once; what comes of that arrives as events.
      if (saved.ok) void watch.check(accountId);
      return saved;
    },
    'usage.history': async ({ accountId }) => ok(await usage.history(accountId)),
  }) satisfies Partial<Handlers>;
