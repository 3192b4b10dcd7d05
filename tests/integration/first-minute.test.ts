import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { findProgram } from '@billfold/chromium-host';
import { showOnCommandLine } from '../first-minute/show-on-command-line.ts';
import { buildProgram, type Ended, ended } from '../support/billfold.ts';

/* `npm start` without a display, where no window can be had; in a window: tests/e2e/first-minute.spec.ts. */

// A dozen runs of the program each.
vi.setConfig({ testTimeout: 180_000 });

const start = resolve(import.meta.dirname, '../../build/start.ts');
let folder: string;

beforeAll(async () => {
  await buildProgram();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-minute-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Starts from the checkout on a machine that has neither a display nor any of the programs that could make up for one. */
function startOnBareMachine(...args: string[]): Promise<Ended> {
  const path = join(folder, 'path');
  mkdirSync(path);
  for (const program of ['sh', 'env', 'sha256sum']) symlinkSync(findProgram(program) ?? '', join(path, program));
  const env = { ...process.env, PATH: path, TMPDIR: folder, DISPLAY: '', WAYLAND_DISPLAY: '' };
  const started = spawn(process.execPath, [start, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return ended(started, 'the start', 170);
}

it('goes through the main job by commands, and says in one line what is missing for the window', async () => {
  const { code, stdout, stderr } = await startOnBareMachine('--once');
  expect(code, stdout + stderr).toBe(0);
  const lines = stdout.split('\n');
  expect(lines[0]).toBe(
    'Without the window: This machine does not have chromium, notify-send, Xvfb, dbus-daemon, dbus-send, and dunst. ' +
      "To see the window, please install what is missing with this system's package manager.",
  );
  expect(lines.filter((line) => /^ \d {2}/.test(line)).map((line) => line.replace(/:.*/, ''))).toEqual([
    ' 1  done       Account connected',
    ' 2  done       Upcoming invoice read',
    ' 3  done       Alert set',
    ' 4  done       Threshold exceeded',
    ' 5  done       Invoices synced',
    ' 6  done       Invoices exported',
    ' 7  done       Checksums verified',
  ]);
  expect(stdout).toMatch(/ 4 {2}done .* practice days later [\d.]+ USD, exit code 10/);
  const exported = / {2}done {7}Invoices exported: .* in (\S+) \(/.exec(stdout)?.[1] ?? '';
  expect(readdirSync(exported)).toContain('SHA256SUMS');
  expect(readdirSync(dirname(exported)), 'the data of the practice account is gone').toEqual(['invoices', 'pictures']);
});

it('takes no other argument without a display', async () => {
  expect(await startOnBareMachine('--hidden')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/takes no argument but --once; "--hidden" is none/) as string,
  });
});

it('says which step failed and why, and does not try what needs it', async () => {
  const place = { dataDir: join(folder, 'data'), pictures: folder, exportFolder: join(folder, 'invoices') };
  mkdirSync(place.dataDir);
  writeFileSync(place.exportFolder, 'no folder');
  const lines: string[] = [];
  const shown = await showOnCommandLine({ ...place, say: (line) => lines.push(line) }, 'There is no Xvfb.');
  await shown.close();
  expect(shown.allTrue).toBe(false);
  const text = lines.join('\n');
  expect(text).toMatch(/ 5 {2}done {7}Invoices synced/);
  expect(text).toMatch(/ 6 {2}FAILED {5}Invoices exported: .*invoices.* \(\d+\.\d s\)/);
  expect(text).toContain(' 7  not tried  Checksums verified: it needs "Invoices exported".');
});
