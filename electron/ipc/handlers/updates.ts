import { fail, ok } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const updateHandlers = ({ program: { updates }, mayTestConnection }: HandlerParts) =>
  ({
    'updates.state': () => ok(updates.state()),
    'updates.look': () => (mayTestConnection() ? updates.look() : fail({ code: 'too-often' })),
    'updates.prepare': () => updates.prepare(),
  }) satisfies Partial<Handlers>;
