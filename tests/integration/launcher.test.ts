import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentAs } from '../support/package/run-as.ts';
import { run } from '../support/waits.ts';

/*
 * The shell script that a package installs as `billfold`, beside a stand-in for the program that says how it was started.
 * As root Chromium itself says "Running as root without --no-sandbox is not supported" and crashes (electron/electron#26828).
 */

const script = resolve(import.meta.dirname, '../../build/launcher/linux/billfold');
const root = 0;
const person = 1000;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'launcher-'));
  await mkdir(join(folder, 'resources'));
  await copyFile(script, join(folder, 'resources/billfold'));
  await writeFile(join(folder, 'billfold-desktop'), '#!/bin/sh\necho "$@"\n');
  await chmod(join(folder, 'billfold-desktop'), 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

/** What the program was started with, by whom. */
async function started(userId: number, ...args: string[]): Promise<string> {
  const env = await environmentAs(userId, folder);
  const { stdout } = await run('sh', [join(folder, 'resources/billfold'), ...args], { env });
  return stdout.trim();
}

describe('billfold on the path of Linux', () => {
  it('runs a command for root without the sandbox, for anybody else with it', async () => {
    expect(await started(root, 'check')).toBe('--ozone-platform=headless --disable-gpu --no-sandbox check');
    expect(await started(person, 'check')).toBe('--ozone-platform=headless --disable-gpu check');
  });

  it('says to root why the window does not open', async () => {
    const words = /Billfold's window doesn't open for root.*Please start it as the person who uses it/;
    await expect(started(root)).rejects.toThrow(words);
    await expect(started(root, '--hidden')).rejects.toThrow(words);
    expect(await started(person)).toBe('');
  });
});
