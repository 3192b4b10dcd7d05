import { afterAll, beforeAll } from 'vitest';
import { type PostgresServer, startPostgres } from '../../../build/support/postgres.ts';

/** One server for a whole file of tests; each team has a database of its own on it. */
export function postgresOfFile(): () => PostgresServer {
  let server: PostgresServer | null = null;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server?.dispose();
  });
  return () => {
    if (!server) throw new Error('PostgreSQL runs only while tests do');
    return server;
  };
}
