import { ok, type Result } from '#shared/result.ts';
import type { Role } from '#shared/roles.ts';
import { z } from 'zod';
import { fail } from '#shared/result.ts';
import { newPassword, verifierOf } from './scram.ts';
import type { ServerConnection } from './server-connection.ts';
import { description, foundation, ownerOf, prefixOf, serverMigrations } from './server/workspace.ts';

/** Days that an invitation is good for. */
const invitationDays = 7;

export interface NewLogin {
  readonly user: string;
  readonly password: string;
}

/**
 * Makes the team's schema in an empty database and its first administrator's login, in one transaction. The connection is of
 * somebody who may create roles. Fails with `team-exists` where there is one.
 */
export async function createWorkspace(connection: ServerConnection, member: string): Promise<Result<NewLogin>> {
  const { server } = connection;
  const prefix = prefixOf(server.database);
  const password = newPassword();
  const made = await connection.transaction(async (client) => {
    const { rows } = await client.query("SELECT 1 FROM pg_namespace WHERE nspname = 'billfold'");
    if (rows.length > 0) return null;
    await client.query(foundation(prefix));
    await migrate(client);
    await client.query(description(prefix));
    const added = await client.query('SELECT billfold.add_desk($1, $2, $3, $4) AS login', [
      ...[member, 'administrator', verifierOf(password), invitationDays],
    ]);
    return z.object({ login: z.string() }).parse(added.rows[0]).login;
  });
  if (!made.ok) return made;
  return made.value === null ? fail({ code: 'team-exists', host: server.host }) : ok({ user: made.value, password });
}

/** Brings the schema to this Billfold's: an administrator's step, by the login that made it. Answers its version. */
export async function upgradeWorkspace(connection: ServerConnection): Promise<Result<number>> {
  const prefix = prefixOf(connection.server.database);
  return connection.transaction(async (client) => {
    await client.query(`SET LOCAL ROLE ${ownerOf(prefix)}`);
    await migrate(client);
    await client.query(description(prefix));
    return serverMigrations.at(-1)?.version ?? 0;
  });
}

interface Asking {
  query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

async function migrate(client: Asking): Promise<void> {
  const { rows } = await client.query('SELECT coalesce(max(version), 0) AS version FROM billfold.versions');
  const { version: found } = z.object({ version: z.number() }).parse(rows[0]);
  for (const { version, sql } of serverMigrations) {
    if (version <= found) continue;
    await client.query(sql);
    await client.query('INSERT INTO billfold.versions (version) VALUES ($1)', [version]);
  }
}

/** A login for one desk of a member, new or there already. */
export async function inviteTo(connection: ServerConnection, member: string, role: Role): Promise<Result<NewLogin>> {
  const password = newPassword();
  const invited = await connection.call('invite', [member, role, verifierOf(password), invitationDays], z.string());
  return invited.ok ? ok({ user: invited.value, password }) : invited;
}
