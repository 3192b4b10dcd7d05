import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { hostRegister } from '@billfold/chromium-host';
import { electronStart } from './electron-start.ts';
import type { LaunchOptions, Launcher } from './launched-app.ts';
import { ending } from './waits.ts';

const root = resolve(import.meta.dirname, '../..');

/** Starts the built program beside one that has the same data folder already; resolves with its exit code. */
export async function runSecond({
  launcher = 'chromium-host',
  desktop,
  dataDir,
  args: own = [],
}: LaunchOptions): Promise<number | null> {
  const [program, args] = launcher === 'chromium-host' ? inHost() : inElectron(launcher);
  const child = spawn(program, [...args, ...own], {
    cwd: root,
    env: { ...process.env, ...desktop.env, BILLFOLD_DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  return (await ending(child, 'a second start of the program')).code;
}

const inHost = (): [string, string[]] => [
  process.execPath,
  ['--import', hostRegister, join(root, 'out/main/index.js')],
];

function inElectron(launcher: Exclude<Launcher, 'chromium-host'>): [string, string[]] {
  const { executable, args } = electronStart(launcher);
  // As Playwright starts the first.
  return [executable, [...args, ...(process.platform === 'linux' ? ['--no-sandbox'] : [])]];
}
