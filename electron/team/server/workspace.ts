import type { GuardedAction } from '#shared/guarded-actions.ts';
import { leastRoleInTeam } from '#shared/permissions.ts';
import { roles } from '#shared/roles.ts';
import { sharedTables } from '../shared-tables.ts';
import { append } from './append.ts';
import { deeds } from './deeds.ts';
import { journal } from './migration-0001.ts';
import { reading } from './reading.ts';

interface ServerMigration {
  readonly version: number;
  /** Run as the owner; what was released is never edited. */
  readonly sql: string;
}

export const serverMigrations: readonly ServerMigration[] = [
  { version: 1, sql: [journal, append, reading, deeds].join('\n') },
];

/** Who may call what; what is not here only the owner's own functions call. A role has what those below it have. */
const callable = {
  viewer: [
    'changes_since(bigint, uuid, integer)',
    'common(jsonb)',
    'head_of_journal()',
    'snapshot(text, text, integer)',
    'table_hashes()',
    'members_of_team()',
    'my_membership()',
    'lacking_documents(text[])',
    'document(text)',
    'watchers()',
    'join(uuid, text)',
    'leave()',
    'audit_trail(integer)',
  ],
  finance: [
    'append(uuid, jsonb)',
    'put_document(text, bytea)',
    'lease(text, integer)',
    'release(text)',
    'decide(text, text, bigint)',
  ],
  administrator: ['invite(text, text, text, integer)', 'remove_member(text)', 'seed(jsonb)'],
} as const;

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Database roles belong to the whole server: each team's begin with the name of its database. */
export const prefixOf = (database: string): string =>
  `billfold_${database.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`.slice(0, 40);

export const ownerOf = (prefix: string): string => name(`${prefix}_owner`);

/** What makes the owner, the schema and the groups of an empty database: as somebody who may create roles. */
export function foundation(prefix: string): string {
  const group = (role: string) => name(`${prefix}_${role}`);
  return `
    CREATE ROLE ${ownerOf(prefix)} NOLOGIN CREATEROLE;
    GRANT ${ownerOf(prefix)} TO CURRENT_USER;
    CREATE SCHEMA billfold AUTHORIZATION ${ownerOf(prefix)};
    SET LOCAL ROLE ${ownerOf(prefix)};
    ${roles.map((role) => `CREATE ROLE ${group(role)} NOLOGIN;`).join('\n')}
    GRANT ${group('viewer')} TO ${group('finance')};
    GRANT ${group('finance')} TO ${group('administrator')};
    CREATE TABLE billfold.versions (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
    CREATE FUNCTION billfold.prefix() RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
      AS ${literal(`SELECT ${literal(prefix)}`)};
  `;
}

/** What follows the migrations each time: the rights, and what of the desks' tables may be written by whom. */
export function description(prefix: string): string {
  const grants = roles.flatMap((role) =>
    callable[role].map((call) => `GRANT EXECUTE ON FUNCTION billfold.${call} TO ${name(`${prefix}_${role}`)};`),
  );
  const rows = sharedTables.map(
    (table, place) => `(${literal(table.name)}, ${String(place)}, ${literal(roleFor(table.action))},
      ARRAY[${table.columns.map(literal).join(', ')}]::text[], ${String(table.key.length)},
      ARRAY[${partsOf(table.name).map(literal).join(', ')}]::text[])`,
  );
  return `
    REVOKE ALL ON ALL TABLES IN SCHEMA billfold FROM PUBLIC;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA billfold FROM PUBLIC;
    GRANT USAGE ON SCHEMA billfold TO ${name(`${prefix}_viewer`)};
    ${grants.join('\n')}
    INSERT INTO billfold.shared_tables (name, place, role, columns, keys, parts) VALUES ${rows.join(', ')}
      ON CONFLICT (name) DO UPDATE
        SET place = excluded.place, role = excluded.role, columns = excluded.columns, keys = excluded.keys,
          parts = excluded.parts;
  `;
}

const partsOf = (name: string): string[] =>
  sharedTables.filter(({ key: [first = ''], references }) => references[first] === name).map((table) => table.name);

const roleFor = (action: GuardedAction): string => leastRoleInTeam(action);
