import { ok } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const unreadHandlers = ({ program }: HandlerParts) =>
  ({
    'unread.list': ({ accountId }) => ok(program.unread(accountId)),
  }) satisfies Partial<Handlers>;
