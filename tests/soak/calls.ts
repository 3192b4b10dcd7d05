// 20,000 seeded calls over every channel of the contract, as a page that somebody else steers would make them. Part of
// `npm run soak`; alone: `npm run soak -- calls`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildProgram } from '../support/billfold.ts';
import { callAtRandom } from '../support/hostile/random-calls.ts';
import { startProgram } from '../support/program/start-program.ts';

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '20000' }, seed: { type: 'string', default: '20261130' } },
});

await buildProgram();
const folder = mkdtempSync(join(tmpdir(), 'billfold-calls-'));
try {
  await using program = await startProgram(folder);
  const { calls, byName, ok, refused, wrong, slowest } = await callAtRandom(
    program,
    Number(values.calls),
    Number(values.seed),
  );
  const uncalled = [...byName].filter(([, { called }]) => called === 0).map(([name]) => name);
  for (const line of [...wrong, ...uncalled.map((name) => `${name} was never called`)])
    process.stdout.write(`${line}\n`);
  process.stdout.write(
    `calls: seed=${values.seed} calls=${calls} channels=${byName.size} ok=${((100 * ok) / calls).toFixed(0)}% refused=${((100 * refused) / calls).toFixed(0)}% ` +
      `wrong=${wrong.length} slowest=${Math.round(slowest.millis)} ms (${slowest.name}) memory=${Math.round(program.peakMemory())} MiB\n`,
  );
  process.exitCode = wrong.length + uncalled.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
