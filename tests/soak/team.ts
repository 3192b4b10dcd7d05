// A team's month with cut connections and a server that loses its power, and shows that nothing is lost, doubled or told twice.
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
  });
  const { lost, doubled, diverged, due, told, repeated, explained } = result;
  process.stdout.write(`cuts=${String(result.cuts)} power-failures=${String(result.restarts)}\n${lineOf(result)}\n`);
  process.exitCode = lost + doubled + diverged > 0 || told < due || repeated !== explained ? 1 : 0;
} finally {
  await postgres.dispose();
}
