import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Role, roles } from '#shared/roles.ts';
import { type Invitation, type TeamMember, teamMemberSchema, type TeamServer } from '#shared/team.ts';
import { instantFromMillis } from '#shared/time.ts';
import { startCapture, stopCapture } from './capture.ts';
import { moveIn, readAll, type Report } from './moving.ts';
import { newPassword, verifierOf } from './scram.ts';
import { createServerConnection } from './server-connection.ts';
import type { Session, SessionParts } from './session.ts';
import { createWorkspace, inviteTo, type NewLogin, upgradeWorkspace } from './workspace.ts';

interface MembershipParts extends SessionParts {
  /** The session of the team that the desk is in; null without one. */
  readonly session: () => Session | null;
  /** Keeps this desk's password; null forgets it. */
  readonly keepPassword: (password: string | null) => Promise<void>;
  /** One that this desk is to have, where it has no secret store to keep another in; null where it may choose. */
  readonly givenPassword: () => Promise<Result<string | null>>;
  /** What was open is of a team that the desk is in no more, or just got into. */
  readonly renewSession: () => Promise<void>;
}

/** Getting into a team and out of one, and who is in it. */
export type Membership = ReturnType<typeof createMembership>;

const nobody = (): void => undefined;
const withPassword = (password: string) => () => Promise.resolve(password);

export function createMembership(parts: MembershipParts) {
  const { db, desk, clock, session } = parts;

  /** Makes this desk one of the team's: from here on only it knows its password. */
  async function enter(server: TeamServer, { user, password: once }: NewLogin): Promise<Result<null>> {
    const own = { ...server, user };
    const given = await parts.givenPassword();
    if (!given.ok) return given;
    const [id, password] = [randomUUID(), given.value ?? newPassword()];
    const invited = createServerConnection(own, { user, password: withPassword(once) }, nobody);
    const answer = z.object({ name: z.string(), role: z.enum(roles) });
    // Kept before it is set: a crash between leaves a member who needs another invitation, never a password that nobody has.
    await parts.keepPassword(password);
    const joined = await invited.call('join', [id, verifierOf(password)], answer);
    await invited.close();
    if (!joined.ok) {
      await parts.keepPassword(null);
      return joined;
    }
    const { name, role } = joined.value;
    desk.add({ desk: id, server: own, member: name, role, joinedAt: instantFromMillis(clock.now()) });
    await parts.renewSession();
    return ok(null);
  }

  async function giveUp<T>(failed: Result<T>): Promise<Result<T>> {
    stopCapture(db);
    desk.remove();
    await parts.keepPassword(null);
    await parts.renewSession();
    return failed;
  }

  function inTeam(): Result<Session> {
    const open = session();
    return open ? ok(open) : fail({ code: 'no-team' });
  }

  return {
    /**
     * Makes a team in an empty database and moves this archive into it. `server.user` may create roles there. Answers how many
     * rows were moved.
     */
    async create(server: TeamServer, password: string, member: string, report: Report): Promise<Result<number>> {
      if (desk.get()) return fail({ code: 'team-joined-already' });
      const owner = createServerConnection(server, { user: server.user, password: withPassword(password) }, nobody);
      const made = await createWorkspace(owner, member);
      await owner.close();
      if (!made.ok) return made;
      const entered = await enter(server, made.value);
      if (!entered.ok) return entered;
      const open = inTeam();
      if (!open.ok) return open;
      // Noted from before the first row is read: what changes meanwhile is sent afterwards.
      startCapture(db);
      const moved = await moveIn({ db, connection: open.value.connection }, open.value.documents, report);
      return moved.ok ? moved : giveUp(moved);
    },

    /** Reads all that the team has into this archive, which must be empty. Answers how many rows came. */
    async join(invitation: Invitation, report: Report): Promise<Result<number>> {
      if (desk.get()) return fail({ code: 'team-joined-already' });
      if (parts.accounts().length > 0) return fail({ code: 'team-needs-empty-folder' });
      const { server, password } = invitation;
      const entered = await enter(server, { user: server.user, password });
      if (!entered.ok) return entered;
      const open = inTeam();
      if (!open.ok) return open;
      // What this desk made by itself of an empty archive, as its time zone, is the team's to say.
      const { connection, incoming } = open.value;
      let rows = 0;
      const place = await readAll({ db, connection }, incoming, (read) => {
        rows = read;
        report(read);
      });
      if (!place.ok) return giveUp(place);
      desk.setPlace(place.value.seq, place.value.last);
      // What was told to others before is no news here.
      db.exec("UPDATE notifications SET state = 'withdrawn' WHERE state = 'pending'");
      startCapture(db);
      return ok(rows);
    },

    async invite(name: string, role: Role): Promise<Result<Invitation>> {
      const open = inTeam();
      if (!open.ok) return open;
      const login = await inviteTo(open.value.connection, name, role);
      if (!login.ok) return login;
      const server = { ...open.value.connection.server, user: login.value.user };
      return ok({ billfold: 'invitation', server, member: name.trim(), role, password: login.value.password });
    },

    async members(): Promise<Result<TeamMember[]>> {
      const open = inTeam();
      return open.ok ? open.value.connection.call('members_of_team', [], z.array(teamMemberSchema)) : open;
    },

    async remove(name: string): Promise<Result<null>> {
      const open = inTeam();
      return open.ok
        ? open.value.connection.call(
            'remove_member',
            [name],
            z.unknown().transform(() => null),
          )
        : open;
    },

    /** The desk's copy stays, as an archive of its own. `evenUnsent`: also where the team lacks some of its changes. */
    async leave(evenUnsent: boolean): Promise<Result<null>> {
      const open = inTeam();
      if (!open.ok) return open;
      const exchanged = await open.value.exchange();
      const { changes } = open.value.outgoing.waiting();
      if (!evenUnsent && !exchanged.ok && changes > 0) return fail({ code: 'team-changes-waiting', changes });
      const left = await open.value.connection.call('leave', [], z.unknown());
      // One that was removed has left already.
      const isOut =
        left.ok || left.error.code === 'team-login-refused' || (evenUnsent && left.error.code === 'team-unreachable');
      if (!isOut) return left;
      return giveUp(ok(null));
    },

    /** An administrator of the database brings the server's schema to this Billfold's. Answers its version. */
    async upgrade(user: string, password: string): Promise<Result<number>> {
      const found = desk.get();
      if (!found) return fail({ code: 'no-team' });
      const owner = createServerConnection(
        { ...found.server, user },
        { user, password: withPassword(password) },
        nobody,
      );
      const upgraded = await upgradeWorkspace(owner);
      await owner.close();
      return upgraded;
    },
  };
}
