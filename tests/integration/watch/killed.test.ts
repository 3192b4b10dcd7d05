import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';
import { ending, within } from '../../support/waits.ts';

const child = fileURLToPath(new URL('../../support/watch-child.ts', import.meta.url));
let running: ChildProcess | null = null;
let world: WatchWorld | null = null;
afterEach(() => {
  running?.kill('SIGKILL');
  world?.remove();
});

test.each(['fired', 'showing'] as const)('killed when %s: the next start tells, once', async (stage) => {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-killed-'));
  const killed = spawn(process.execPath, [child, folder, stage], { stdio: ['ignore', 'pipe', 'inherit'] });
  running = killed;
  const [word] = (await within(40, 'the word of the child', once(killed.stdout, 'data'))) as [Buffer];
  expect(word.toString().trim()).toBe(stage);
  killed.kill('SIGKILL');
  await ending(killed, 'the killed child');

  world = watchWorld(undefined, folder);
  expect(world.watch.events.list('acme')).toMatchObject([{ delivery: stage === 'fired' ? 'pending' : 'delivering' }]);
  // No waiting: the claim's holder is certainly gone.
  const stop = world.watch.background.start();
  await world.clock.advance(1000);
  stop();
  expect(world.notifier.shown).toHaveLength(1);
  expect(world.watch.events.list('acme')).toMatchObject([{ delivery: 'shown' }]);
  await world.watch.notifications.deliver();
  expect(world.notifier.attempts).toBe(1);
});
