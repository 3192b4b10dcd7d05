// Memory and timers of the watch after a day of hourly checks of 200 accounts, on a simulated clock. Run with --expose-gc and
// with a young generation of fixed size, which V8 otherwise enlarges by steps, as it likes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings } from '#shared/settings.ts';
import { accountOf, openFolder, openProgram } from '../support/soak/program.ts';
import { seededRandom } from '../support/soak/random.ts';
import { createVendor } from '../support/soak/vendor.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';

const hour = 3_600_000;
const from = Date.UTC(2026, 0, 10);
const allowedGrowth = 0.05;

const folder = mkdtempSync(join(tmpdir(), 'billfold-memory-'));
const vendors = Array.from({ length: 200 }, (_, index) => createVendor(1, index, from, 3));
const preparation = openFolder(folder);
const insert = preparation.prepare(
  "INSERT INTO accounts (id, name, name_key, role, practice, created_at) VALUES (?, ?, ?, 'finance', 0, ?)",
);
for (const { id, name, createdAt } of vendors.map(accountOf)) insert.run(id, name, id, createdAt);
preparation.close();

const clock = fakeClock(from);
let checks = 0;
const { watch, db } = openProgram({
  folder,
  vendors,
  clock,
  vendorTime: () => clock.now(),
  power: { onWake: () => () => undefined },
  connectivity: { onOnline: () => () => undefined },
  random: seededRandom(1),
  settings: () => defaultSettings,
  timeZone: () => 'UTC',
  fault: () => null,
  pass(point) {
    if (point === 'recorded-before-commit') checks++;
  },
  show: () => Promise.resolve({ outcome: 'shown', notifier: 'simulated' }),
});
for (const { accountId, alerts } of vendors)
  for (const { steps, ...rule } of alerts) watch.alerts.save({ accountId, steps: [...steps], ...rule });
const stop = watch.background.start();

function measure() {
  for (let turn = 0; turn < 5; turn++) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { memory: heapUsed + external, rss, timers: clock.waiting };
}
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);

// Start is when everything runs that will run: compiled, each cache filled, the database's own among them.
await clock.advance(36 * hour);
const start = measure();
const before = checks;
await clock.advance(24 * hour);
const end = measure();
stop();
db.close();
rmSync(folder, { recursive: true });

const growth = end.memory / start.memory - 1;
const ofRss = end.rss / start.rss - 1;
process.stdout.write(
  `memory: checks=${checks - before} heap ${megabytes(start.memory)} -> ${megabytes(end.memory)} MiB (${(100 * growth).toFixed(1)} %), ` +
    `resident ${megabytes(start.rss)} -> ${megabytes(end.rss)} MiB (${(100 * ofRss).toFixed(1)} %), ` +
    `timers ${start.timers} -> ${end.timers}\n`,
);
process.exitCode = growth > allowedGrowth || ofRss > allowedGrowth || end.timers > start.timers ? 1 : 0;
