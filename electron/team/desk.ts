import { z } from 'zod';
import type { AppError } from '#shared/errors.ts';
import { appErrorSchema } from '#shared/errors.ts';
import { type Role, roles } from '#shared/roles.ts';
import { type TeamServer, teamServerSchema } from '#shared/team.ts';
import { type Instant, instantSchema } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

const deskSchema = z.object({
  desk: z.string(),
  server: z.string().transform((text) => teamServerSchema.parse(JSON.parse(text))),
  member: z.string(),
  role: z.enum(roles),
  joined_at: instantSchema,
  seq: z.number(),
  last: z.string().nullable(),
  received_at: instantSchema.nullable(),
  failing_since: instantSchema.nullable(),
  error: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : appErrorSchema.parse(JSON.parse(text)))),
});
/** What a desk in a team remembers of it. */
export type Desk = z.infer<typeof deskSchema>;

export interface NewDesk {
  readonly desk: string;
  readonly server: TeamServer;
  readonly member: string;
  readonly role: Role;
  readonly joinedAt: Instant;
}

/** The one row that says that this archive is a team's. */
export function createDesk(db: Database) {
  const read = db.prepare('SELECT * FROM team_desk');
  const insert = db.prepare(
    `INSERT INTO team_desk (only, desk, server, member, role, joined_at, seq)
     VALUES (1, @desk, @server, @member, @role, @joinedAt, 0)`,
  );
  const place = db.prepare('UPDATE team_desk SET seq = ?, last = ?');
  const answered = db.prepare('UPDATE team_desk SET received_at = ?, failing_since = NULL, error = NULL');
  const failing = db.prepare('UPDATE team_desk SET failing_since = coalesce(failing_since, ?), error = ?');
  const role = db.prepare('UPDATE team_desk SET role = @role WHERE role <> @role');
  const accountRoles = db.prepare('UPDATE accounts SET role = @role WHERE role <> @role');

  return {
    /** Null where the archive is one desk's own. */
    get(): Desk | null {
      const row = read.get();
      return row === undefined ? null : deskSchema.parse(row);
    },
    add(desk: NewDesk): void {
      insert.run({ ...desk, server: JSON.stringify(desk.server) });
      accountRoles.run({ role: desk.role });
    },
    setPlace(seq: number, last: string | null): void {
      place.run(seq, last);
    },
    answered(at: Instant): void {
      answered.run(at);
    },
    failing(at: Instant, error: AppError): void {
      failing.run(at, JSON.stringify(error));
    },
    /** An administrator gave the member another role: it is the role in every account. */
    setRole: db.transaction((wanted: Role): boolean => {
      accountRoles.run({ role: wanted });
      return role.run({ role: wanted }).changes > 0;
    }),
    /** The archive becomes this desk's own again; what it holds stays. */
    remove: db.transaction((): void => {
      for (const table of ['team_desk', 'team_changes', 'wanted_documents']) db.exec(`DELETE FROM ${table}`);
    }),
  };
}
