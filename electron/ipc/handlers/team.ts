import { ok } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const teamHandlers = ({ program: { team } }: HandlerParts) =>
  ({
    'team.status': () => ok({ team: team.status() }),
    'team.waiting': () => ok(team.waiting()),
    'team.unsettled': () => ok(team.unsettled()),
    'team.members': () => team.membership.members(),
  }) satisfies Partial<Handlers>;
