import type { TeamStatus } from '#shared/team.ts';

/** In a team whose server answered two minutes ago. */
export const sampleTeam: TeamStatus = {
  server: { host: 'db.office.example', port: 5432, database: 'books', user: 'billfold_ben', tls: 'verify-full' },
  ...{ member: 'Ben', role: 'finance', joinedAt: '2026-10-01T08:00:00.000Z', receivedAt: '2026-11-22T11:58:00.000Z' },
  ...{ failure: null, waiting: { changes: 0, since: null }, aside: 0, overruled: 0, documents: { wanted: 0 } },
};
