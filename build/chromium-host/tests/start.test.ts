import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDesktop } from '../../../tests/support/desktop.ts';
import type { Desktop } from '../../../tests/support/desktop.ts';
import { until } from '../../../tests/support/waits.ts';
import { findChromium, hostRegister } from '../index.ts';

/* Starts of Chromium that do not come to a window, by programs that stand in for it. */

const chromium = findChromium() ?? 'no chromium';
const twoWindows = `
  import { app, BrowserWindow } from 'electron';
  app.setPath('userData', process.env.DATA);
  app.whenReady().then(async () => {
    for (const title of ['first', 'second']) {
      const window = new BrowserWindow({ width: 300, height: 200 });
      await window.loadURL('data:text/html,<title>' + title + '</title>');
      console.log('opened ' + title);
    }
    app.quit();
  });`;

let desktop: Desktop;
let folder: string;

beforeAll(async () => {
  desktop = await startDesktop({ notifications: 'none' });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
  await writeFile(join(folder, 'program.mjs'), twoWindows);
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
afterAll(() => desktop.stop());

/** Runs the program with a shell script in Chromium's place, which finds the number of its start in `$start`. */
async function runWith(script: string, seconds: number): Promise<{ code: number | null; lines: string[] }> {
  const standIn = join(folder, 'chromium');
  const count = `echo $$ >> '${folder}/starts'; start=$(wc -l < '${folder}/starts')`;
  await writeFile(standIn, `#!/bin/sh\n${count}\n${script}\n`);
  await chmod(standIn, 0o755);
  return new Promise((settle) => {
    const child = execFile(
      process.execPath,
      ['--import', hostRegister, join(folder, 'program.mjs')],
      {
        env: {
          ...process.env,
          ...desktop.env,
          DATA: folder,
          CHROMIUM_HOST_BROWSER: standIn,
          CHROMIUM_HOST_START_SECONDS: String(seconds),
        },
        timeout: 50_000,
        killSignal: 'SIGKILL',
      },
      (_error, stdout, stderr) => {
        settle({ code: child.exitCode, lines: (stdout + stderr).split('\n').filter((line) => line !== '') });
      },
    );
  });
}

/** The process of each start of the stand-in. */
const starts = async (): Promise<number[]> =>
  (await readFile(join(folder, 'starts'), 'utf8')).trim().split('\n').map(Number);
const isRunning = (pid: number): boolean => existsSync(`/proc/${String(pid)}`);

describe('a start of Chromium', () => {
  it('that never answers is given up, tried once more, and said with words', async () => {
    const { code, lines } = await runWith('sleep 300 & wait', 1);
    expect(lines).toEqual([
      "Chromium is started once more. The first time it opened no window: Waited 1 s for Chromium's first window",
      "Chromium could not be started: it opened no window the second time either: Waited 1.5 s for Chromium's first window",
    ]);
    expect(code).toBe(1);
    await until(async () => !(await starts()).some(isRunning), 'every Chromium to end');
  });

  it('that ends at once says what Chromium said', async () => {
    const { code, lines } = await runWith(
      `echo '[7:7:1130/1.2:FATAL:zygote.cc(1)] No usable sandbox!' >&2; exit 1`,
      20,
    );
    expect(code).toBe(1);
    expect(lines.at(-1)).toMatch(
      /^Chromium could not be started: it opened no window the second time .*No usable sandbox!/,
    );
    expect(await starts()).toHaveLength(2);
  });

  it('whose first page is missed is ended and comes at the second try', async () => {
    const { code, lines } = await runWith(
      `if [ "$start" = 1 ]; then exec '${chromium}' "$@" --no-startup-window; else exec '${chromium}' "$@"; fi`,
      8,
    );
    expect(lines.filter((line) => line.startsWith('opened'))).toEqual(['opened first', 'opened second']);
    expect(lines.filter((line) => line.includes('once more'))).toHaveLength(1);
    expect(code).toBe(0);
    await until(async () => !(await starts()).some(isRunning), 'every Chromium to end');
  });

  it('for a second window that nobody hears is asked once more', async () => {
    const { code, lines } = await runWith(`[ "$start" = 2 ] && exec sleep 300; exec '${chromium}' "$@"`, 8);
    expect(lines.filter((line) => line.startsWith('opened'))).toEqual(['opened first', 'opened second']);
    expect(code).toBe(0);
    await until(async () => !(await starts()).some(isRunning), 'every Chromium to end');
  });

  it('for a second window that never comes is given up with words', async () => {
    const { code, lines } = await runWith(`[ "$start" != 1 ] && exec sleep 300; exec '${chromium}' "$@"`, 4);
    expect(lines).toContain('opened first');
    expect(lines.at(-1)).toBe('Chromium could not be started: Waited 2 s for another window of Chromium');
    expect(code).toBe(1);
    await until(async () => !(await starts()).some(isRunning), 'every Chromium to end');
  });
});
