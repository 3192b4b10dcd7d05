import { z } from 'zod';
import { isLoopback } from './base-url.ts';
import { appErrorSchema } from './errors.ts';
import { roles } from './roles.ts';

/** Where the team's PostgreSQL is; no password. */
export const teamServerSchema = z
  .object({
    host: z.string().min(1).max(255),
    port: z.number().int().min(1).max(65_535),
    database: z.string().min(1).max(63),
    user: z.string().min(1).max(63),
    /** `off` is for a server on this computer. */
    tls: z.enum(['verify-full', 'off']),
  })
  // An invitation comes from elsewhere: it must not have the team's figures sent where everybody can read them.
  .refine(({ host, tls }) => tls !== 'off' || host === '::1' || isLoopback(host), 'Only on this computer without TLS');
export type TeamServer = z.infer<typeof teamServerSchema>;

/** The file that an administrator hands to a colleague. */
export const invitationSchema = z.object({
  billfold: z.literal('invitation'),
  server: teamServerSchema,
  member: z.string(),
  role: z.enum(roles),
  /** Good once, until the desk has joined. */
  password: z.string(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const teamMemberSchema = z.object({
  name: z.string(),
  role: z.enum(roles),
  state: z.enum(['invited', 'joined', 'removed']),
  desks: z.number().int(),
  /** When the member last changed anything. */
  sentAt: z.string().nullable(),
});
export type TeamMember = z.infer<typeof teamMemberSchema>;

/** This desk's part in its team. */
export const teamStatusSchema = z.object({
  server: teamServerSchema,
  member: z.string(),
  role: z.enum(roles),
  joinedAt: z.string(),
  /** When the server last answered; null: not yet. */
  receivedAt: z.string().nullable(),
  failure: z.object({ since: z.string(), error: appErrorSchema }).nullable(),
  /** What the team does not know yet. */
  waiting: z.object({ changes: z.number().int(), since: z.string().nullable() }),
  /** Changes that do not fit here, or that the server refused. */
  aside: z.number().int(),
  /** What others wrote over without having seen it. */
  overruled: z.number().int(),
  documents: z.object({ wanted: z.number().int() }),
});
export type TeamStatus = z.infer<typeof teamStatusSchema>;
