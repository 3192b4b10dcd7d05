import { randomUUID } from 'node:crypto';
import type { AppError } from '#shared/errors.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Role } from '#shared/roles.ts';
import type { TeamServer } from '#shared/team.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { PostgresServer } from '../../../build/support/postgres.ts';
import { createRenewal } from '../../../electron/archive/renewal.ts';
import type { Database } from '../../../electron/database/open.ts';
import { startCapture } from '../../../electron/team/capture.ts';
import { sha256Of } from '../../../electron/files/index.ts';
import type { Clock } from '../../../electron/platform/ports.ts';
import { createDesk, type NewDesk } from '../../../electron/team/desk.ts';
import { createDocumentExchange } from '../../../electron/team/document-exchange.ts';
import { createExchange } from '../../../electron/team/exchange.ts';
import { createIncoming, type Touched } from '../../../electron/team/incoming.ts';
import { createOutgoing } from '../../../electron/team/outgoing.ts';
import { renewTouched } from '../../../electron/team/renewing.ts';
import { newPassword, verifierOf } from '../../../electron/team/scram.ts';
import { createServerConnection, type ServerConnection } from '../../../electron/team/server-connection.ts';
import { sharedTables } from '../../../electron/team/shared-tables.ts';
import { hashOf } from '../../../electron/team/table-hashes.ts';
import { createWorkspace, inviteTo, type NewLogin } from '../../../electron/team/workspace.ts';
import { openMigrated } from '../migrated-database.ts';
import { z } from 'zod';

/** The value; a failure fails the test. */
export function good<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error satisfies AppError));
  return result.value;
}

const serverOf = ({ host, port }: PostgresServer, database: string, user: string): TeamServer => ({
  ...{ host, port, database, user, tls: 'off' },
});

export const connectionAs = (postgres: PostgresServer, database: string, login: NewLogin): ServerConnection =>
  createServerConnection(
    serverOf(postgres, database, login.user),
    { user: login.user, password: () => Promise.resolve(login.password) },
    () => undefined,
  );

const asOwner = (postgres: PostgresServer, database: string): ServerConnection =>
  connectionAs(postgres, database, { user: postgres.user, password: postgres.password });

/** A team in a database of its own, and the login of its first administrator. */
export async function createTeam(postgres: PostgresServer) {
  const database = `team_${randomUUID().slice(0, 8)}`;
  const server = asOwner(postgres, 'postgres');
  // CREATE DATABASE runs in no transaction.
  await createDatabase(postgres, database);
  await server.close();
  const owner = asOwner(postgres, database);
  // The desk that invites; the first of the tests' desks is another one of hers.
  const administrator = connectionAs(postgres, database, good(await createWorkspace(owner, 'Anna')));
  const first = good(await inviteTo(administrator, 'Anna', 'administrator'));
  return {
    database,
    first,
    owner,
    administrator,
    invite: async (name: string, role: Role): Promise<NewLogin> => good(await inviteTo(administrator, name, role)),
    async close(): Promise<void> {
      await Promise.all([owner.close(), administrator.close()]);
    },
  };
}

async function createDatabase({ host, port, user, password }: PostgresServer, database: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  await client.query(`CREATE DATABASE ${database}`);
  await client.end();
}

/** What a desk knows of itself once it has joined. */
export interface JoinedDesk extends NewDesk {
  readonly password: string;
}

/** Uses up an invitation: from here on only the desk knows its password. */
export async function joinTeam(postgres: PostgresServer, database: string, login: NewLogin): Promise<JoinedDesk> {
  const id = randomUUID();
  const password = newPassword();
  const invited = connectionAs(postgres, database, login);
  const membership = good(
    await invited.call(
      'join',
      [id, verifierOf(password)],
      z.object({ name: z.string(), role: z.enum(['administrator', 'finance', 'viewer']) }),
    ),
  );
  await invited.close();
  const { name: member, role } = membership;
  const joinedAt = instantFromMillis(Date.now());
  return { desk: id, server: serverOf(postgres, database, login.user), member, role, joinedAt, password };
}

/** A desk that has joined, on its database, as the program wires it. */
export function openTestDesk(joined: JoinedDesk, db: Database, clock: Pick<Clock, 'now'> = { now: Date.now }) {
  const { server, password } = joined;
  const login = { user: server.user, password };
  const connection = createServerConnection(
    server,
    { user: server.user, password: () => Promise.resolve(password) },
    () => undefined,
  );
  const desk = createDesk(db);
  const now = () => instantFromMillis(clock.now());
  if (!desk.get()) {
    desk.add(joined);
    startCapture(db);
  }
  const renewal = createRenewal(db);
  const outgoing = createOutgoing(db);
  const incoming = createIncoming({
    db,
    renew: (touched) => {
      renewTouched(renewal, touched);
    },
  });
  const files = new Map<string, Buffer>();
  const documents = createDocumentExchange(db, connection, {
    read: (sha256) => Promise.resolve(files.get(sha256) ?? null),
    write(bytes) {
      files.set(sha256Of(bytes), bytes);
      return Promise.resolve(ok(null));
    },
  });
  const touched: Touched[] = [];
  const parts = {
    db,
    connection,
    desk,
    outgoing,
    incoming,
    documents,
    now,
    onTouched: (each: Touched) => {
      touched.push(each);
    },
  };
  const exchanging = createExchange(parts);
  return {
    ...{ db, connection, desk, outgoing, incoming, documents, files, touched, login, password },
    exchange: () => exchanging.exchange(),
    async sync() {
      return good(await exchanging.exchange());
    },
    hashes: () => Object.fromEntries(sharedTables.map((table) => [table.name, hashOf(db, table)])),
    async close(): Promise<void> {
      await connection.close();
      db.close();
    },
  };
}
export type TestDesk = ReturnType<typeof openTestDesk>;

/** A desk with a database in memory. */
export const createTestDesk = async (postgres: PostgresServer, database: string, login: NewLogin): Promise<TestDesk> =>
  openTestDesk(await joinTeam(postgres, database, login), openMigrated(':memory:'));
