import { z } from 'zod';
import { isLoopback } from './base-url.ts';
import { appErrorSchema } from './errors.ts';
import { roles } from './roles.ts';
import { teamRefusals } from './team-errors.ts';
import { instantFromMillis, instantSchema } from './time.ts';

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
  /** When the member last changed anything; PostgreSQL writes moments in its own way. */
  sentAt: z
    .string()
    .transform((text) => instantFromMillis(Date.parse(text)))
    .nullable(),
});
export type TeamMember = z.infer<typeof teamMemberSchema>;

/** What the team does not know yet, and since when the oldest waits. */
export const teamWaitingSchema = z.object({ changes: z.number().int(), since: instantSchema.nullable() });
export type TeamWaiting = z.infer<typeof teamWaitingSchema>;

/** Why a change of somebody else's is kept and not applied; it is tried again. */
export const teamAsides = ['parent-missing', 'does-not-fit', 'schema-newer', 'unknown-table'] as const;
export type TeamAside = (typeof teamAsides)[number];

/** What a change was of, as people would call it. */
export const teamAreas = ['accounts', 'invoices', 'alerts', 'sellers', 'handover', 'other'] as const;
export type TeamArea = (typeof teamAreas)[number];

/** A change that did not come to what its author meant. */
export const teamUnsettledSchema = z.object({
  id: z.string(),
  /** By the clock of whoever made it; null where that is no moment. */
  at: instantSchema.nullable(),
  /** Made at this desk; else by `member`, null where that is not known. */
  own: z.boolean(),
  member: z.string().nullable(),
  area: z.enum(teamAreas),
  /** An invoice's number or an account's name; null where it has none here. */
  subject: z.string().nullable(),
  /** Refused by the server and undone here, kept aside, or written over what this desk's member had written. */
  why: z.enum([...teamRefusals, ...teamAsides, 'overruled']),
  /** What was written over: texts that a person wrote. */
  lost: z.array(z.string()),
});
export type TeamUnsettled = z.infer<typeof teamUnsettledSchema>;

/** This desk's part in its team. */
export const teamStatusSchema = z.object({
  server: teamServerSchema,
  member: z.string(),
  role: z.enum(roles),
  joinedAt: instantSchema,
  /** When the server last answered; null: not yet. */
  receivedAt: instantSchema.nullable(),
  failure: z.object({ since: instantSchema, error: appErrorSchema }).nullable(),
  waiting: teamWaitingSchema,
  /** Changes that do not fit here, or that the server refused. */
  aside: z.number().int(),
  /** What others wrote over without having seen it. */
  overruled: z.number().int(),
  documents: z.object({ wanted: z.number().int() }),
});
export type TeamStatus = z.infer<typeof teamStatusSchema>;
