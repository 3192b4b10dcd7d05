import { writeSync } from 'node:fs';
import { defaultSettings } from '#shared/settings.ts';
import { type KillPoint, openProgram } from './program.ts';
import { createVendor } from './vendor.ts';

/** What a sacrificed process is told, as JSON in its only argument. */
export interface SacrificeOrder {
  readonly folder: string;
  readonly seed: number;
  readonly firstAccount: number;
  readonly accounts: number;
  readonly from: number;
  readonly months: number;
  readonly vendorNow: number;
  readonly machineNow: number;
  readonly point: KillPoint;
}

/*
 * Checks all accounts once, in a process of its own, and kills itself by SIGKILL when it passes the given place. What
 * appears on the screen it says on standard output at once, a line each.
 */
const order = JSON.parse(process.argv[2] ?? '') as SacrificeOrder;
const { firstAccount, seed, from, months, point } = order;

const program = openProgram({
  folder: order.folder,
  vendors: Array.from({ length: order.accounts }, (_, index) => createVendor(seed, firstAccount + index, from, months)),
  clock: { now: () => order.machineNow, after: () => () => undefined },
  power: { onWake: () => () => undefined },
  connectivity: { onOnline: () => () => undefined },
  random: () => 0.5,
  settings: () => defaultSettings,
  timeZone: () => 'UTC',
  vendorTime: () => order.vendorNow,
  fault: () => null,
  pass(passed) {
    if (passed === point) process.kill(process.pid, 'SIGKILL');
  },
  show({ key, step }) {
    if (key !== null) writeSync(1, `${step} ${key}\n`);
    return Promise.resolve({ outcome: 'shown', notifier: 'sacrificed' });
  },
});
await program.watch.check(null);
const shown = program.watch.events.list(null).filter(({ delivery }) => delivery === 'shown');
program.watch.events.markSeen(shown.map(({ id }) => id));
program.db.close();
