// A team's month with killed desks, cut connections, wrong clocks, and a server that loses its power and its newest: shows that
// nothing is lost or doubled, and nothing told twice without a reason.
// Part of `npm run soak`; alone: `npm run soak -- team`.
import { parseArgs } from 'node:util';
import { startPostgres } from '../../build/support/postgres.ts';
import { lineOf, soakTeam } from '../support/team/team-soak.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261122' },
    desks: { type: 'string', default: '50' },
    accounts: { type: 'string', default: '200' },
    days: { type: 'string', default: '30' },
    together: { type: 'string', default: '5' },
  },
});
const postgres = await startPostgres();
try {
  const [seed, desks] = [Number(values.seed), Number(values.desks)];
  const result = await soakTeam(postgres, {
    seed,
    desks,
    accounts: Number(values.accounts),
    days: Number(values.days),
    together: Number(values.together),
  });
  const { lost, doubled, diverged, due, told, repeated, explained } = result;
  const { cuts, kills, powerCuts, restores } = result;
  for (const again of result.unexplained) process.stdout.write(`told again: ${again}\n`);
  const faults = Object.entries({ cuts, kills, 'power-cuts': powerCuts, restores });
  process.stdout.write(`${faults.map(([name, times]) => `${name}=${String(times)}`).join(' ')}\n${lineOf(result)}\n`);
  process.exitCode = lost + doubled + diverged > 0 || told < due || repeated !== explained ? 1 : 0;
} finally {
  await postgres.dispose();
}
