import { z } from 'zod';
import { isSystemCode, type SystemCode } from './system-code.ts';

const text = z.string();
const systemCode = z.custom<SystemCode>(isSystemCode).catch('ERR_FAILED');

/** Why the team's server does not take something; its functions say the same words. */
export const teamRefusals = [
  'role-forbids',
  'not-a-member',
  'malformed',
  'too-large',
  'table-not-shared',
  'column-not-shared',
  'team-not-empty',
  'lease-lost',
  'invitation-used',
  'member-removed',
  'member-has-role',
  'member-unknown',
  'not-yourself',
  'last-administrator',
  'journal-differs',
] as const;
export type TeamRefusal = (typeof teamRefusals)[number];

/** What can go wrong with a team; members of `AppError`. */
export const teamErrors = [
  z.object({ code: z.literal('team-unreachable'), host: text, reason: systemCode }),
  z.object({ code: z.literal('team-slow'), host: text, seconds: z.number() }),
  z.object({ code: z.literal('team-login-refused'), host: text }),
  z.object({ code: z.literal('team-certificate'), host: text, reason: systemCode }),
  z.object({ code: z.literal('team-server-full'), host: text }),
  /** A replica, or a server that is being restored. */
  z.object({ code: z.literal('team-server-read-only'), host: text }),
  /** `about`: the table, column, role or member that it is about; may be empty. */
  z.object({ code: z.literal('team-refused'), reason: z.enum(teamRefusals), about: text }),
  /** `role`: what is missing on the server. */
  z.object({ code: z.literal('team-right-missing'), host: text }),
  z.object({ code: z.literal('team-exists'), host: text }),
  z.object({ code: z.literal('team-missing'), host: text }),
  z.object({ code: z.literal('team-joined-already') }),
  z.object({ code: z.literal('no-team') }),
  z.object({ code: z.literal('team-needs-empty-folder') }),
  z.object({ code: z.literal('invitation-unreadable'), file: text }),
  z.object({ code: z.literal('team-password-missing') }),
  z.object({ code: z.literal('team-counts-differ'), table: text }),
  z.object({ code: z.literal('team-changes-waiting'), changes: z.number().int() }),
] as const;
