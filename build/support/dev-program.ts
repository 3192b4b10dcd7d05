// Takes the place of Electron's program in `npm run dev`. A restart begins while the program before is still closing
// and holds the single-instance lock, so it is waited for first.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { cacheFolder } from './project.ts';
import { runOnHost } from './run-program.ts';

const waitAtMostMs = 10_000;
const lookEveryMs = 50;

const processIdFile = join(cacheFolder, 'dev-program.pid');
const deadline = Date.now() + waitAtMostMs;
while (programBeforeRuns() && Date.now() < deadline) await setTimeout(lookEveryMs);
mkdirSync(cacheFolder, { recursive: true });
writeFileSync(processIdFile, String(process.pid));
runOnHost(process.argv.slice(2));

function programBeforeRuns(): boolean {
  try {
    const processId = Number(readFileSync(processIdFile, 'utf8'));
    return processId > 0 && processId !== process.pid && process.kill(processId, 0);
  } catch {
    // No such file, or no such process.
    return false;
  }
}
