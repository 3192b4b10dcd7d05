import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { calls } from '#shared/ipc/contract.ts';
import { buildProgram } from '../../support/billfold.ts';
import { callAtRandom } from '../../support/hostile/random-calls.ts';
import { startProgram } from '../../support/program/start-program.ts';

beforeAll(buildProgram);

it('1,500 seeded calls over every channel: none is answered with `internal`, none throws, and the program lives', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-calls-'));
  try {
    await using program = await startProgram(folder);
    const tally = await callAtRandom(program, 1_500, 20_261_130);
    expect(tally.wrong).toEqual([]);
    expect([...tally.byName].filter(([, { called }]) => called === 0)).toEqual([]);
    expect(tally.byName.size).toBe(Object.keys(calls).length);
    expect(program.isAlive()).toBe(true);
    // What is refused at the door says little about what is behind it.
    expect(tally.ok / tally.calls).toBeGreaterThan(0.35);
    expect(tally.refused).toBeGreaterThan(50);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
