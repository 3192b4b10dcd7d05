import { expect, test } from 'vitest';
import { simulate } from '../../support/soak/simulation.ts';

/*
 * Two months of ten accounts; `npm run soak` is the same over a year of two hundred. What exceeded is counted by the
 * vendors' side alone.
 */

test('each excess fires once and is told at least once, whatever is killed', { timeout: 120_000 }, async () => {
  const result = await simulate({ seed: 4, firstAccount: 0, accounts: 10, days: 60, sigkills: 4 });
  expect(result).toMatchObject({
    lost: [],
    unfounded: [],
    misreported: [],
    triggered: result.exceeded,
    doubled: result.explained,
  });
  expect(result.exceeded).toBeGreaterThan(10);
  expect(result.vanishings).toBeGreaterThan(1);
  expect(result.sigkills).toBeGreaterThan(0);
  expect(Object.values(result.kills).filter((times) => times > 0).length).toBeGreaterThan(5);
});
