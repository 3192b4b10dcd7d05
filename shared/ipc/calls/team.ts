import { z } from 'zod';
import { teamMemberSchema, teamStatusSchema, teamUnsettledSchema, teamWaitingSchema } from '../../team.ts';
import { nothing } from './requests.ts';

export const teamCalls = {
  /** `team` is null where the archive is this computer's own. */
  'team.status': { request: nothing, response: z.object({ team: teamStatusSchema.nullable() }) },
  /** What is not sent; null without a team. */
  'team.waiting': { request: nothing, response: teamWaitingSchema.nullable() },
  /** What was refused, is kept aside or was overruled, newest first. */
  'team.unsettled': { request: nothing, response: z.array(teamUnsettledSchema) },
  /** Asks the team's server; the others do not. */
  'team.members': { request: nothing, response: z.array(teamMemberSchema) },
} as const;
