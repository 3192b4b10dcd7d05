import { expect, it } from 'vitest';
import { postgresOfFile } from '../../support/team/postgres.ts';
import { lineOf, soakTeam } from '../../support/team/team-soak.ts';

const server = postgresOfFile();

it('loses and doubles nothing, and tells nothing twice without a reason, through kills, cuts, power failures and a restored backup', async () => {
  const result = await soakTeam(server(), { seed: 20261122, desks: 4, accounts: 5, days: 8, together: 2 });
  expect(result.unexplained).toEqual([]);
  const { changes, due, repeated } = result;
  expect(lineOf(result)).toBe(
    `team: changes=${String(changes)} lost=0 doubled=0 diverged=0 due=${String(due)} told=${String(due)} repeated=${String(repeated)} explained=${String(repeated)}`,
  );
  expect(result).toMatchObject({ powerCuts: 1, restores: 1 });
  expect(Math.min(changes, due, result.kills, result.cuts)).toBeGreaterThan(0);
});
