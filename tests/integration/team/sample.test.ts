import { expect, it } from 'vitest';
import { postgresOfFile } from '../../support/team/postgres.ts';
import { lineOf, soakTeam } from '../../support/team/team-soak.ts';

const server = postgresOfFile();

it('loses, doubles and tells twice nothing through cuts and power failures, and all desks are equal', async () => {
  const result = await soakTeam(server(), { seed: 20261122, desks: 4, accounts: 5, days: 12 });
  expect(lineOf(result)).toBe(
    `team: changes=${String(result.changes)} lost=0 doubled=0 diverged=0 due=${String(result.due)} told=${String(result.due)} repeated=0 explained=0`,
  );
  expect(result.changes).toBeGreaterThan(50);
  expect(result.due).toBeGreaterThan(0);
  expect(result.restarts).toBeGreaterThan(0);
});
