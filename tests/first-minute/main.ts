// What `npm start` runs where there is no display: Billfold's main job, shown in its window on a virtual desktop, or by
// commands alone where no window can be had. `--once` ends afterwards; without it the window or the vendor stays.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { showInWindow } from './show-in-window.ts';
import { showOnCommandLine } from './show-on-command-line.ts';
import type { Shown } from './shown.ts';

const { values } = parseArgs({ options: { once: { type: 'boolean' }, 'no-window': { type: 'string' } } });

const folder = mkdtempSync(join(tmpdir(), 'billfold-first-minute-'));
const place = {
  dataDir: join(folder, 'data'),
  pictures: join(folder, 'pictures'),
  exportFolder: join(folder, 'invoices'),
  say: (line: string): void => {
    process.stdout.write(`${line}\n`);
  },
};
mkdirSync(place.pictures);
mkdirSync(place.dataDir);

let shown: Shown | null = null;
let askedToEnd: () => void = () => undefined;
const stopped = new Promise<void>((resolve) => (askedToEnd = resolve));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    // Before all is shown, there is nothing to wait for: what was started dies with this process.
    if (shown === null) end(130);
    askedToEnd();
  });

shown =
  values['no-window'] === undefined ? await showInWindow(place) : await showOnCommandLine(place, values['no-window']);
place.say(
  shown.allTrue
    ? '\nAll of it came true. This was practice data; npm start on a desktop opens the window for yours.'
    : '\nNot all of it came true; the lines with FAILED say why.',
);
if (values.once !== true) {
  place.say(`${shown.stays} Ctrl-C ends it.`);
  await Promise.race([stopped, shown.ended]);
}
await shown.close();
end(shown.allTrue ? 0 : 1);

function end(code: number): never {
  rmSync(place.dataDir, { recursive: true, force: true, maxRetries: 3 });
  process.exit(code);
}
