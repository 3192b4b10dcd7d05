import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { hostRegister } from '@billfold/chromium-host';
import { findElectron } from '../../build/support/electron-binary.ts';
import type { LaunchOptions } from './launched-app.ts';
import { ending } from './waits.ts';

const root = resolve(import.meta.dirname, '../..');

/** Starts the built program beside one that has the same data folder already; resolves with its exit code. */
export async function runSecond({ launcher, desktop, dataDir, args: own = [] }: LaunchOptions): Promise<number | null> {
  const main = join(root, 'out/main/index.js');
  const [program, args] =
    launcher === 'electron'
      ? [findElectron() ?? '', [main, ...own, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]]
      : [process.execPath, ['--import', hostRegister, main, ...own]];
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...desktop.env, BILLFOLD_DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  return (await ending(child, 'a second start of the program')).code;
}
